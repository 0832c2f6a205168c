"""The gazetteer finds who a text names, in any region, spelling and punctuation, and knows those actors."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from detente.data import table
from detente.errors import VocabularyError
from detente.reading.gazetteer import Gazetteer, Match
from detente.reading.membership import holds
from detente.reading.offices import office_words
from detente.reading.parse import pipeline, plain
from detente.reading.pieces import pieces_of
from detente.reading.surfaces import shipped_surfaces

PACKAGE = "detente.reading"
GAZETTEER = Gazetteer.default()


def mentions(text: str, on: str | None = None) -> tuple[Match, ...]:
    return GAZETTEER.mentions(pipeline()(plain(text)), on)


def named(text: str, on: str | None = None) -> list[tuple[str, str | None]]:
    """Each mention's words with the code of its actor; `A/B` where it is ambiguous."""
    doc = pipeline()(plain(text))
    return [
        (doc[m.start : m.end].text, "/".join(str(e.actor) for e in m.entries))
        for m in GAZETTEER.mentions(doc, on)
    ]


def codes(text: str, on: str | None = None) -> list[str | None]:
    return [code for _, code in named(text, on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Poland and the Baltic states pressed Berlin to send tanks to Kyiv.",
            ["POL", "BALTICS", "DEU", "UKR"],
        ),
        ("The Emiratis and the Dutch talked while Turks voted.", ["ARE", "NLD", "TUR"]),
        ("Burkinabe soldiers and Malian officers left Niamey.", ["BFA", "MLI", "NER"]),
        ("Tokyo told Seoul that North Korean missiles flew over Hokkaido.", ["JPN", "KOR", "PRK", "JPN"]),
        ("Brazilian diplomats went to Caracas, then to Bogotá.", ["BRA", "VEN", "COL"]),
        ("Kazakhstan and Uzbekistan joined other Central Asian countries.", ["KAZ", "UZB", "CENTRAL_ASIA"]),
        ("The Ivory Coast, Côte d’Ivoire and Burma changed names or did not.", ["CIV", "CIV", "MMR"]),
        ("Türkiye, Czechia and Eswatini applied.", ["TUR", "CZE", "SWZ"]),
    ],
)
def test_states_are_found_by_name_demonym_and_capital_on_every_continent(text, expected):
    assert codes(text) == expected


def test_a_mention_says_how_it_names_its_actor():
    forms = [
        m.entries[0].form for m in mentions("Israel met Israeli aides; Israelis in Moscow saw the Kremlin.")
    ]
    assert forms == ["name", "adjective", "people", "capital", "seat"]


@pytest.mark.parametrize("spelling", ["the U.S.", "the US", "U.S. troops", "The U.S troops", "the USA"])
def test_the_united_states_are_found_in_each_spelling(spelling):
    assert codes(f"In spring {spelling} came back.") == ["USA"]


def test_the_pronoun_us_is_never_a_state():
    assert named("They told us that it was up to us.") == []
    assert named("GIVE US MORE TIME, SAY FARMERS") == []


def test_headings_in_capitals_are_read():
    assert codes("US TROOPS LEAVE NIGER AS RUSSIA WATCHES") == ["USA", "NER", "RUS"]


def test_ordinary_words_in_capitals_are_not_acronyms():
    assert "WHO" not in codes("WHO WON THE LONG WAR")
    assert codes("The WHO sent doctors.") == ["WHO"]


def test_words_in_lower_case_are_no_states():
    assert named("We ate turkey off good china with a georgian chilli.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iranian-linked fighters met Saudi-led forces.", ["IRN", "SAU"]),
        ("Franco-German plans and Sino-Russian drills went on.", ["FRA", "DEU", "CHN", "RUS"]),
        ("US–Russia talks follow India-Pakistan clashes.", ["USA", "RUS", "IND", "PAK"]),
        ("Rwanda-backed M23 fought near Goma.", ["RWA", "M23", "COD"]),
        ("Pro-Russian and anti-French crowds gathered in N’Djamena.", ["RUS", "FRA", "TCD"]),
    ],
)
def test_compounds_give_their_parts(text, expected):
    assert codes(text) == expected


def test_a_possessive_is_no_part_of_the_name():
    assert named("Egypt’s canal and Modi's visit") == [("Egypt", "EGY"), ("Modi", "IND")]


def test_ambiguous_names_keep_every_reading():
    assert codes("A delegation from Congo arrived.") == ["COG/COD"]
    assert codes("A delegation from DR Congo arrived.") == ["COD"]
    assert codes("Korean history is long.") == ["PRK/KOR"]
    assert codes("Talks on Kashmir stalled.") == ["IND/PAK"]


def test_longer_names_win_over_those_inside_them():
    assert named("Papua New Guinea and Equatorial Guinea differ from Guinea.") == [
        ("Papua New Guinea", "PNG"),
        ("Equatorial Guinea", "GNQ"),
        ("Guinea", "GIN"),
    ]
    assert codes("The West Bank is not the West.") == ["PSE", "WEST"]


def test_phrases_that_only_look_like_an_actor_are_passed_over():
    assert named("The Geneva Conventions and the Paris Agreement bind them.") == []
    assert named("She moved from New Mexico to Atlanta, Georgia, in May.") == []


def test_outlets_are_not_read_as_the_state_in_their_name():
    found = mentions("China Daily and the Moscow Times ran the story.")
    assert [(e.kind, e.actor, e.sector) for m in found for e in m.entries] == [("outlet", None, "MED")] * 2


def test_persons_act_for_their_principal_under_their_own_name():
    (entry,) = mentions("Zelenskiy spoke.", "2024-05-01")[0].entries
    assert (entry.actor, entry.sector, entry.name) == ("UKR", "GOV", "Volodymyr Zelensky")
    assert codes("Gustavo Petro called Lula and Sheinbaum.", "2025-02-01") == ["COL", "BRA", "MEX"]


def test_the_surname_of_somebody_else_is_left_alone():
    assert codes("Trump spoke first, and Donald J. Trump spoke last.") == ["USA", "USA"]
    assert codes("The painter Felicia Putin sold a picture.") == []


def test_the_date_of_publication_tells_which_office_a_person_held():
    assert codes("Rutte came to the summit.", "2023-06-01") == ["NLD"]
    assert codes("Rutte came to the summit.", "2025-06-01") == ["NATO"]


def test_former_leaders_stay_known_after_their_time():
    assert codes("Merkel and Assad were often discussed.", "2025-09-01") == ["DEU", "SYR"]


def test_who_holds_an_office_on_a_date():
    def holder(country: str, office: str, on: str | None) -> str | None:
        entry = GAZETTEER.office(country, office, on)
        return entry.name if entry else None

    assert holder("GBR", "prime minister", "2023-01") == "Rishi Sunak"
    assert holder("DEU", "chancellor", "2015") == "Angela Merkel"
    assert holder("ISR", "defense minister", "2024-01-15") == "Yoav Gallant"
    assert holder("USA", "president", "2021-01-20") == "Joe Biden"
    assert holder("USA", "president", "2021-01-19") == "Donald Trump"
    assert holder("ATA", "president", "2020-01-01") is None


def test_groups_and_organisations_have_codes_of_their_own():
    text = (
        "Hezbollah, the Houthis, JNIM, al-Shabab and Wagner watched ECOWAS, Nato and the UN Security Council."
    )
    assert codes(text) == ["HEZBOLLAH", "HOUTHIS", "JNIM", "ALSHABAAB", "WAGNER", "ECOWAS", "NATO", "UN"]


def test_organs_act_for_their_state():
    found = {
        e.name: (e.actor, e.sector)
        for m in mentions("The IDF, the FSB and the Duma agreed.")
        for e in m.entries
    }
    assert found == {"IDF": ("ISR", "MIL"), "FSB": ("RUS", "SPY"), "State Duma": ("RUS", "LEG")}


def test_a_state_named_before_a_common_organ_takes_it_over():
    assert codes("Congress voted.") == ["USA"]
    assert codes("Mexico's Congress voted after the Philippine Senate did.") == ["MEX", "MEX", "PHL", "PHL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Western powers imposed Western sanctions.", [("Western powers", "WEST"), ("Western", "WEST")]),
        ("European partners waited.", [("European partners", "EUROPE")]),
        ("Gulf monarchies and Arab states paid.", [("Gulf monarchies", "GULF"), ("Arab states", "ARAB")]),
        ("Eastern European nations objected.", [("Eastern European nations", "EEUROPE")]),
        ("Latin American governments met.", [("Latin American governments", "LATAM")]),
        ("The Sahel juntas met.", [("Sahel juntas", "AES")]),
    ],
)  # fmt: skip
def test_collectives_are_one_actor(text, expected):
    assert named(text) == expected


def test_a_point_of_the_compass_is_no_collective():
    assert named("They drove west, then to the east of the river.") == []


def test_memberships_are_dated():
    assert "GBR" in GAZETTEER.members("EU", "2015-06-01")
    assert "GBR" not in GAZETTEER.members("EU", "2021-06-01")
    assert {"MLI", "BFA", "NER"} <= set(GAZETTEER.members("ECOWAS", "2024"))
    assert not {"MLI", "BFA", "NER"} & set(GAZETTEER.members("ECOWAS"))
    assert GAZETTEER.members("AES") == ("BFA", "MLI", "NER")
    assert {"FRA", "USA", "JPN"} <= set(GAZETTEER.members("WEST", "2025-01-01"))
    assert GAZETTEER.members("FRA") == ()


def test_actors_are_described():
    iran = GAZETTEER.describe("IRN")
    assert (iran.name, iran.kind, iran.capital, iran.ccode) == ("Iran", "state", "Tehran", 630)
    assert GAZETTEER.describe("BEL").capital == "Brussels"
    assert GAZETTEER.describe("HAMAS").kind == "armed_group"
    assert GAZETTEER.describe("GULF").kind == "collective"
    assert GAZETTEER.describe("NO_SUCH_ACTOR").kind == "other"


# --- the tables ---------------------------------------------------------------------------------------------


def test_every_code_is_an_iso_code_or_a_slug():
    iso = {code for code in get_global("territory_aliases") if re.fullmatch(r"[A-Z]{3}", code)} | {"XKX"}
    states = {row["iso3"] for row in table(PACKAGE, "states.csv")}
    assert {code for code in states if len(code) == 3} - iso - {"KRG"} == set()
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]{1,62}", code) for code in GAZETTEER.codes)


def test_every_actor_of_a_surface_is_described():
    known = set(GAZETTEER.codes)
    assert {s.entry.actor for s in shipped_surfaces() if s.entry and s.entry.actor} - known == set()


def test_members_exist():
    known = set(GAZETTEER.codes)
    for code in GAZETTEER.codes:
        for on in (None, "1999-01-01", "2010-01-01", "2024-01-01"):
            assert set(GAZETTEER.members(code, on)) <= known, code


def test_one_surface_means_one_principal_unless_it_is_known_to_be_ambiguous():
    known = {
        "Congo", "Congolese", "Korea", "Korean", "Koreans", "Dominican", "Dominicans",
    }  # fmt: skip
    meant = defaultdict(set)
    for surface in shipped_surfaces():
        if surface.entry and surface.entry.kind not in {"outlet", "place", "person"}:
            meant[pieces_of(surface.text)].add(surface.entry.actor)
    conflicting = {" ".join(words) for words, actors in meant.items() if len(actors) > 1}
    assert conflicting == known


def test_a_person_s_name_belongs_to_one_person():
    meant = defaultdict(set)
    for surface in shipped_surfaces():
        if surface.entry and surface.entry.form == "person":
            meant[pieces_of(surface.text)].add(surface.entry.name)
    assert {words: names for words, names in meant.items() if len(names) > 1} == {}


def test_offices_of_persons_are_in_the_table_of_offices():
    ids = {office.id for office in office_words().values()}
    assert {row["office"] for row in table(PACKAGE, "persons.csv") if row["office"]} <= ids


def test_terms_of_office_end_after_they_begin():
    for row in table(PACKAGE, "persons.csv"):
        dates = [d for d in (row["from"], row["to"]) if d]
        assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", d) for d in dates), row
        assert dates == sorted(dates), row


def test_no_office_of_one_holder_is_held_twice_at_once():
    terms = defaultdict(list)
    for row in table(PACKAGE, "persons.csv"):
        if row["office"] in {
            "president",
            "prime minister",
            "foreign minister",
            "defence minister",
            "monarch",
        }:
            terms[row["actor"], row["office"]].append((row["from"], row["to"] or "9999", row["name"]))
    for (actor, office), held in terms.items():
        held.sort()
        for (_, end, name), (start, _, following) in pairwise(held):
            assert end <= start, f"{actor} {office}: {name} and {following}"


@given(st.text(max_size=80))
def test_mentions_are_in_order_within_the_text_and_apart(text):
    doc = pipeline().tokenizer(text)
    end = 0
    for mention in GAZETTEER.mentions(doc):
        assert end <= mention.start < mention.end <= len(doc)
        assert mention.entries
        end = mention.end


@given(
    st.sampled_from([row["name"] for row in table(PACKAGE, "states.csv")]),
    st.sampled_from(["({})", "“{}”", "{}’s", "{},", "{}-led"]),
)
def test_every_state_is_found_by_its_name_in_any_punctuation(name, frame):
    (row,) = [r for r in table(PACKAGE, "states.csv") if r["name"] == name]
    found = GAZETTEER.mentions(pipeline().tokenizer(frame.format(name)))
    assert row["iso3"] in {e.actor for m in found for e in m.entries}


@given(st.dates(), st.dates(), st.dates())
def test_a_span_holds_from_its_first_day_and_not_on_its_last(first, last, day):
    assert holds(first.isoformat(), last.isoformat(), day.isoformat()) == (first <= day < last)


# --- the user's own actors ----------------------------------------------------------------------------------


def test_own_actors_go_on_top(tmp_path: Path):
    path = tmp_path / "actors.yaml"
    path.write_text(
        """
actors:
  - code: DUNE_FRONT
    name: Dune Front
    kind: armed_group
    sector: REB
    aliases: [DFX]
    members: [{code: MLI, from: 2020-01-01}]
persons:
  - {name: Ada Dune, actor: DUNE_FRONT, office: leader, sector: REB, aliases: [Dune], from: 2021-01-01}
""",
        encoding="utf8",
    )
    own = GAZETTEER.extended(path)
    doc = pipeline()("Ada Dune said the DFX would leave Mali.")
    assert [m.entries[0].actor for m in own.mentions(doc)] == ["DUNE_FRONT", "DUNE_FRONT", "MLI"]
    assert own.describe("DUNE_FRONT").name == "Dune Front"
    assert own.members("DUNE_FRONT", "2022") == ("MLI",)
    assert own.office("DUNE_FRONT", "leader", "2022").name == "Ada Dune"  # type: ignore[union-attr]
    assert [m.entries[0].actor for m in GAZETTEER.mentions(doc)] == ["MLI"]


@pytest.mark.parametrize(
    "content",
    [
        "actors: [",
        "actors: [{code: lower, name: X Y, kind: state}]",
        "actors: [{code: ABC, name: X Y, kind: kingdom}]",
        "people: []",
        "a: &x [1]\nb: *x",
        "- 1",
        "persons: [{name: Ada, actor: ABC, from: soon}]",
        "[" * 3000,
    ],
)
def test_a_broken_file_of_actors_is_one_clear_error(tmp_path: Path, content: str):
    path = tmp_path / "actors.yaml"
    path.write_text(content, encoding="utf8")
    with pytest.raises(VocabularyError, match=r"actors\.yaml"):
        GAZETTEER.extended(path)


def test_a_missing_file_of_actors_is_one_clear_error(tmp_path: Path):
    with pytest.raises(VocabularyError, match="cannot be read"):
        GAZETTEER.extended(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Fatemiyoun Division fighters left.", "FATEMIYOUN"),
        ("The Lakurawa raided a village.", "LAKURAWA"),
        ("The Karenni Army advanced.", "KNPP"),
        ("UNDP opened an office.", "UN"),
        ("The Joint Expeditionary Force sailed.", "JEF"),
        ("The Seventh Fleet sailed.", "USA"),
        ("The Kenya Defence Forces withdrew.", "KEN"),
        ("Shells fell on Kursk oblast.", "RUS"),
        ("Shells fell on North Kordofan.", "SDN"),
        ("Fighting reached Catatumbo.", "COL"),
    ],
)
def test_armed_groups_bodies_formations_and_provinces_of_all_regions_are_known(text, code):
    assert codes(text) == [code]


def test_a_nations_adjective_that_ends_a_persons_name_is_no_nation():
    assert codes("Omar al-Kuwaiti spoke.") == []
    assert codes("The Kuwaiti envoy spoke.") == ["KWT"]
