"""What articles claim, from how many independent origins, and how sure that makes it."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    article,
    cause,
    commitment,
    event,
    forecast,
    position,
    presence,
    speaker,
    statement,
    strategy,
    tie,
    who,
)
from detente.evidence import weigh
from detente.evidence.dempster import belief
from detente.sources.article import Repeat
from test_evidence_copies import story

MARCH_1 = article("One.", publisher="Reuters", published="2025-03-01")
MARCH_9 = article("Two.", publisher="Associated Press", published="2025-03-09")
MARCH_21 = article("Three.", publisher="Chatham House", published="2025-03-21")
REUTERS = speaker("Reuters", name="Reuters", sector="MED", cue="according to")


def only(statements, articles=()):
    """The one claim that the statements make."""
    claims = weigh(articles, statements).claims
    assert len(claims) == 1, claims
    return claims[0]


def origins(claim):
    return [(o.id, o.stance) for o in claim.origins]


# -- one claim or several


def test_an_envoy_sent_in_recent_days_and_the_sending_of_that_envoy_are_one_claim_of_two_origins():
    first = event(
        who("ISR", "Benjamin Netanyahu"),
        "CONSULT",
        "RUS",
        source=MARCH_1,
        valid_from="2025-02-22",
        valid_to="2025-03-01",
        quote="He sent his aide there in recent days for security talks.",
    )
    second = event("ISR", "COOPERATE", "RUS", source=MARCH_21, quote="The sending of the aide was noticed.")
    claim = only([first, second])
    assert set(claim.statements) == {first.id, second.id}
    assert origins(claim) == [("outlet:chatham-house", "supports"), ("outlet:reuters", "supports")]


def test_a_span_of_days_counts_as_a_span_though_a_date_within_it_is_given_too():
    span = {"date": "2025-02-19", "valid_from": "2025-02-19", "valid_to": "2025-03-01"}
    words = "The envoys met for talks."
    vague = event("ISR", "CONSULT", "RUS", source=MARCH_1, quote=words, **span)
    exact = event("ISR", "CONSULT", "RUS", source=MARCH_1, quote=words, date="2025-02-28")
    assert only([vague, exact]).content.date == "2025-02-28"


def test_two_exactly_dated_events_of_different_days_are_two_claims_that_know_of_each_other():
    weighed = weigh(
        [], [event("ISR", "ASSAULT", "SYR", date=d, source=MARCH_1) for d in ("2025-02-27", "2025-02-28")]
    )
    one, other = weighed.claims
    assert one.related == (other.id,)
    assert other.related == (one.id,)


def test_an_undated_event_belongs_to_the_only_dated_one_of_the_months_before():
    claim = only(
        [
            event(
                "ISR", "CONSULT", "RUS", date="2025-02-28", source=MARCH_1, quote="They held talks on Friday."
            ),
            event("ISR", "CONSULT", "RUS", source=MARCH_21, quote="The talks went well."),
        ]
    )
    assert (claim.valid_from, claim.valid_to) == ("2025-02-28", "2025-02-28")
    assert claim.content.date == "2025-02-28"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            ("ISR", "They voted against the motion on Friday."),
            ("ISR", "It refused to sell them air defences."),
        ),
        (("ISR", "Gideon Saar"), ("ISR", "Israel Katz")),
    ],
    ids=["no word in common but names", "other persons"],
)
def test_an_undated_event_that_has_nothing_of_the_dated_one_but_its_states_is_another(first, second):
    def told(actor, words, **rest):
        if words[-1] != ".":
            return event(
                who(actor, words), "REJECT", "UKR", quote=f"{words} turned the request down.", **rest
            )
        return event(actor, "REJECT", "UKR", quote=words, **rest)

    dated = told(*first, date="2025-02-28", source=MARCH_1)
    assert len(weigh([], [dated, told(*second, source=MARCH_21)]).claims) == 2


def test_an_undated_event_is_not_one_that_came_after_the_article():
    told = event("ISR", "CONSULT", "RUS", source=MARCH_1)
    later = event("ISR", "CONSULT", "RUS", date="2025-03-15", source=MARCH_21)
    assert len(weigh([], [told, later]).claims) == 2


def test_an_undated_event_is_not_one_of_years_ago():
    old = event("USA", "RETREAT", "SYR", date="2018-12-19", source=MARCH_1)
    new = event("USA", "RETREAT", "SYR", source=MARCH_21)
    assert len(weigh([], [old, new]).claims) == 2


def test_an_undated_event_that_fits_several_dated_ones_is_kept_apart():
    days = [
        event("ISR", "ASSAULT", "SYR", date=f"2025-02-{d}", source=MARCH_1, quote="x") for d in (10, 12, 14)
    ]
    vague = event("ISR", "ASSAULT", "SYR", source=MARCH_21, quote="y")
    assert sorted(len(c.statements) for c in weigh([], [*days, vague]).claims) == [1, 1, 1, 1]


def test_the_envoys_name_tells_which_of_several_meetings_is_meant():
    quotes = {
        "2025-02-10": "Energy chief Amos Lerner flew to Kazan for gas talks.",
        "2025-02-25": "Defence aide Dov Harel held security talks behind closed doors.",
    }
    dated = {d: event("ISR", "CONSULT", "RUS", date=d, source=MARCH_1, quote=q) for d, q in quotes.items()}
    vague = event(
        "ISR",
        "CONSULT",
        "RUS",
        source=MARCH_21,
        quote="The trip of Dov Harel, the defence aide, was noticed.",
    )
    claims = weigh([], [*dated.values(), vague]).claims
    assert next(c for c in claims if vague.id in c.statements).content.date == "2025-02-25"


def test_an_intended_event_is_no_evidence_that_it_happened():
    weighed = weigh(
        [],
        [
            event("TUR", "COOPERATE", "SYR", modality=m, quote=m)
            for m in ("intended", "possible", "conditional", "asserted")
        ],
    )
    assert sorted(c.modality for c in weighed.claims) == ["asserted", "conditional", "intended", "possible"]


def test_a_hedged_position_is_the_same_claim_less_sure():
    firm = only([position("ISR", certainty=0.95)])
    hedged = only([position("ISR", modality="possible", certainty=0.4)])
    assert firm.id == hedged.id
    assert firm.belief > hedged.belief


def test_wanting_and_opposing_one_thing_are_opposite_claims_side_by_side():
    weighed = weigh(
        [],
        [
            position("ISR", stance=0.8),
            position("ISR", stance=-0.6, source=MARCH_21),
            position("TUR", stance=-0.6),
        ],
    )
    by_side = {(c.content.actor.actor, c.content.stance > 0): c for c in weighed.claims}
    assert len(by_side) == 3
    assert by_side["ISR", True].related == (by_side["ISR", False].id,)
    assert by_side["ISR", False].related == (by_side["ISR", True].id,)
    assert by_side["TUR", False].related == ()


def test_a_tie_is_one_claim_from_whichever_end_it_is_told():
    assert len(only([tie("RUS", "IRN", 1, 1), tie("IRN", "RUS", 1, 1, source=MARCH_21)]).statements) == 2


def test_ties_of_other_domain_sign_or_trend_are_other_claims():
    kinds = [
        tie("RUS", "IRN"),
        tie("RUS", "IRN", -1),
        tie("RUS", "IRN", trend=1),
        tie("RUS", "IRN", domain="military"),
    ]
    claims = {(c.content.domain, c.content.sign, c.content.trend): c for c in weigh([], kinds).claims}
    assert len(claims) == 4
    assert claims["diplomatic", -1, 0].related == tuple(
        sorted((claims["diplomatic", 1, 0].id, claims["diplomatic", 1, 1].id))
    )
    assert claims["military", 1, 0].related == ()


def test_bases_and_troops_are_one_presence():
    assert (
        len(only([presence("RUS", "SYR", form="bases"), presence("RUS", "SYR", form="troops")]).statements)
        == 2
    )


def test_the_same_cause_in_other_forms_of_its_words_is_one_claim():
    told = {"actors": ["USA"], "effect_actors": ["SYR"]}
    one = cause("the withdrawal of forces", "a security vacuum", **told)
    other = cause("withdrawals of force", "security vacuums", **told, source=MARCH_21)
    assert len(only([one, other]).statements) == 2
    assert (
        len(weigh([], [one, cause("the withdrawal of forces", "a security vacuum", -1, **told)]).claims) == 2
    )


def test_a_forecast_of_a_tie_meets_another_of_it_and_opposes_the_contrary():
    same = [
        forecast("relations between Israel and Russia", "no_change", actors=["ISR", "RUS"]),
        forecast("Russian-Israeli ties", "no_change", actors=["RUS", "ISR"], source=MARCH_21),
    ]
    assert len(only(same).statements) == 2
    weighed = weigh([], [*same, forecast("these ties", "increase", actors=["ISR", "RUS"])])
    assert all(len(c.related) == 1 for c in weighed.claims)


def test_positions_of_different_times_are_kept_apart_and_related():
    years = [article("x", published=f"{y}-06-01") for y in (2015, 2020, 2025)]
    claims = weigh([], [position("ISR", source=a) for a in years]).claims
    assert len(claims) == 3
    assert sorted(len(c.related) for c in claims) == [1, 1, 2]


def test_every_kind_of_statement_makes_a_claim_of_its_kind():
    all_kinds = [
        event("A"),
        position("A"),
        tie("A", "B"),
        presence("A", "B"),
        commitment("A"),
        strategy("A"),
        cause("a", "b"),
        forecast("a"),
    ]
    weighed = weigh([], all_kinds)
    assert [c.kind for c in weighed.claims] == [s.kind for s in all_kinds]
    assert {s.statement for s in weighed.support} == {s.id for s in all_kinds}


def test_an_actor_without_a_code_is_known_by_name():
    named = [
        tie(who(None, "The Zarani Front"), "SYR"),
        tie(who(None, "Zarani Front"), "SYR"),
        tie(who(None, "The Omri League"), "SYR"),
    ]
    assert sorted(len(c.statements) for c in weigh([], named).claims) == [1, 2]


# -- origins


def test_lobbying_told_by_an_agency_and_by_later_reports_of_nobody_rests_on_the_agency_alone():
    told = [
        position("ISR", source=MARCH_9, speakers=[REUTERS]),
        position("ISR", source=MARCH_21, modality="reported", certainty=0.6),
        event("ISR", "REQUEST", "USA", source=MARCH_9, speakers=[REUTERS]),
        event("ISR", "REQUEST", "USA", source=MARCH_21, modality="reported", certainty=0.6),
    ]
    for order in (told, told[::-1]):
        claims = weigh([MARCH_9, MARCH_21], order).claims
        assert len(claims) == 2
        assert [origins(c) for c in claims] == [[("outlet:reuters", "supports")]] * 2


def test_hearsay_with_nothing_before_it_is_its_publishers():
    claim = only([position("ISR", source=MARCH_1, modality="reported")])
    assert origins(claim) == [("outlet:reuters", "supports")]


def test_hearsay_does_not_depend_on_what_came_after_it():
    claim = only([position("ISR", source=MARCH_9, modality="reported"), position("ISR", source=MARCH_21)])
    assert [o for o, _ in origins(claim)] == ["outlet:associated-press", "outlet:chatham-house"]


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ([REUTERS, "officials"], "outlet:reuters"),
        (
            [REUTERS, speaker("Sergei Lavrov", "RUS", name="Sergei Lavrov", sector="GOV")],
            "speaker:sergei-lavrov",
        ),
        ([speaker("senior Russian officials", "RUS", sector="GOV")], "outlet:the-publisher"),
        ([speaker("The Kremlin", "RUS", sector="GOV")], "actor:RUS"),
        ([speaker("people familiar with the talks in Doha")], "outlet:the-publisher"),
        ([speaker("Critics", "ISR")], "outlet:the-publisher"),
        ([speaker("he", "RUS", name="Sergei Lavrov")], "speaker:sergei-lavrov"),
        ([speaker("he")], "outlet:the-publisher"),
        ([speaker("The Publisher")], "outlet:the-publisher"),
        ([speaker("the diplomat")], "outlet:the-publisher"),
        ([speaker("The diplomat")], "outlet:the-publisher"),
        ([speaker("The Diplomat")], "outlet:diplomat"),
        ([speaker("Jana Novak of the Institute of Peace")], "speaker:jana-novak-of-the-institute-of-peace"),
        ([], "outlet:the-publisher"),
    ],
)
def test_the_origin_is_the_innermost_speaker_with_a_name_else_the_publisher(chain, expected):
    source = article("x", publisher="The Publisher")
    claim = only([position("ISR", source=source, speakers=chain)], [source])
    expected = expected.replace("the-publisher", "publisher")
    assert origins(claim) == [(expected, "supports")]


def test_an_article_without_a_publisher_is_its_own_origin_and_cannot_be_judged():
    source = article("x", publisher=None, title="A leaflet")
    (origin,) = only([position("ISR", source=source)], [source]).origins
    assert (origin.id, origin.name, origin.reliability) == (f"article:{source.id}", "A leaflet", "F")


def test_five_printings_of_one_story_are_one_origin():
    text = story(20)
    printings = [article(text, publisher=f"Paper {i}", published=f"2025-03-0{i + 1}") for i in range(5)]
    quote = text.split(". ")[3]
    claim = only([position("ISR", source=a, quote=quote) for a in printings], printings)
    assert origins(claim) == [("outlet:paper-0", "supports")]
    assert len(claim.statements) == 5
    assert claim.belief == only([position("ISR", source=printings[0], quote=quote)], printings).belief


def test_what_a_reprinter_adds_is_his_own():
    wire = article(story(21), publisher="A", published="2025-03-01")
    paper = article(story(21) + " And we add a word of our own here.", publisher="B", published="2025-03-02")
    claim = only(
        [
            position("ISR", source=wire, quote=wire.text[:80]),
            position("ISR", source=paper, quote="And we add a word of our own here."),
        ],
        [wire, paper],
    )
    assert [o for o, _ in origins(claim)] == ["outlet:a", "outlet:b"]


def test_a_pull_quote_has_the_origin_of_the_sentence_it_repeats():
    sentence = "The two capitals keep close ties."
    text = f"{sentence}\n\nMore was said.\n\n{sentence}"
    at = text.rindex(sentence)
    source = article(text, publisher="The Ledger", repeats=[Repeat(at, at + len(sentence), 0, len(sentence))])
    said = tie(
        "RUS",
        "IRN",
        source=source,
        quote=sentence,
        start=0,
        speakers=[speaker("Jana Novak", name="Jana Novak")],
    )
    pulled = tie("RUS", "IRN", source=source, quote=sentence, start=at)
    weighed = weigh([source], [pulled, said])
    assert origins(weighed.claims[0]) == [("speaker:jana-novak", "supports")]
    assert {s.grounds for s in weighed.support} == {"speaker", "repeat"}


def test_weighing_the_same_statement_twice_changes_nothing():
    once = position("ISR", source=MARCH_1)
    assert weigh([], [once, once]) == weigh([], [once])


# -- belief


def test_belief_is_that_of_the_origins_and_their_surest_words():
    told = [position("ISR", source=MARCH_1, certainty=c, quote=str(c)) for c in (0.5, 0.9)]
    told.append(position("ISR", source=MARCH_9, certainty=0.7))
    claim = only(told)
    assert claim.belief == pytest.approx(belief([0.8 * 0.9, 0.8 * 0.7]).belief)


def test_a_repeat_by_one_origin_no_surer_changes_nothing_but_the_list():
    first = position("ISR", source=MARCH_1, certainty=0.8)
    again = position("ISR", source=MARCH_1, certainty=0.8, quote="again")
    one, two = only([first]), only([first, again])
    assert (one.id, one.belief, one.origins) == (two.id, two.belief, two.origins)


@pytest.mark.parametrize(
    "how", [{"negated": True}, {"modality": "denied"}, {"negated": True, "modality": "denied"}]
)
def test_a_denial_counts_against_the_claim_itself(how):
    said = event("ISR", "ASSAULT", "SYR", source=MARCH_1)
    denied = event("ISR", "ASSAULT", "SYR", source=MARCH_9, **how)
    claim = only([said, denied])
    assert {o.stance for o in claim.origins} == {"supports", "denies"}
    assert 0 < claim.belief < only([said]).belief
    assert claim.disbelief > 0


def test_a_claim_that_all_deny_is_disbelieved():
    claim = only([event("ISR", "ASSAULT", "SYR", modality="denied", source=MARCH_1)])
    assert claim.belief == 0
    assert claim.disbelief > 0.5


def test_an_origin_that_changed_its_mind_counts_on_its_latest_side():
    early = article("e", publisher="Reuters", published="2025-02-01")
    claim = only(
        [
            position("ISR", source=early, certainty=0.95),
            position("ISR", source=MARCH_1, negated=True, certainty=0.5),
        ]
    )
    assert origins(claim) == [("outlet:reuters", "denies")]
    assert claim.disbelief == pytest.approx(0.8 * 0.5)


def test_unlikely_denies_and_may_supports_weakly():
    def told(low, high):
        return only([forecast("a truce", "occur", (low, high), kind="event", source=MARCH_1)])

    unlikely, may, likely, will = told(0.2, 0.45), told(0.2, 0.6), told(0.55, 0.8), told(0.85, 0.99)
    assert unlikely.belief == 0 < unlikely.disbelief
    assert 0 < may.belief < likely.belief < will.belief
    assert {c.id for c in (unlikely, may, likely, will)} == {may.id}


def test_the_content_is_that_of_the_surest_statement():
    claim = only(
        [
            position("ISR", stance=0.4, certainty=0.5, source=MARCH_1),
            position("ISR", stance=0.9, certainty=0.9, source=MARCH_9),
        ]
    )
    assert claim.content.stance == 0.9


# -- identity

ACTORS = st.sampled_from(["ISR", "RUS", "USA"])
SOURCES = st.sampled_from([MARCH_1, MARCH_9, MARCH_21, article("n", publisher=None, published=None)])
CERTAIN = st.sampled_from([0.3, 0.6, 0.9])
MODALITIES = st.sampled_from(["asserted", "reported", "denied", "possible"])
STATEMENTS = st.lists(
    st.one_of(
        st.builds(lambda a, b, d, s, m, c: event(a, "CONSULT", b, date=d, source=s, modality=m, certainty=c),
                  ACTORS, ACTORS,
                  st.sampled_from([None, "2025-02", "2025-02-27", "2025-02-28", "2024"]), SOURCES,
                  MODALITIES, CERTAIN),
        st.builds(lambda a, x, s, m, c: position(a, stance=x, source=s, modality=m, certainty=c), ACTORS,
                  st.sampled_from([-0.5, 0.5]), SOURCES, MODALITIES, CERTAIN),
        st.builds(lambda a, b, s, m, c: tie(a, b, source=s, modality=m, certainty=c), ACTORS, ACTORS,
                  SOURCES, MODALITIES, CERTAIN),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(STATEMENTS, st.randoms())
def test_the_order_of_arrival_does_not_matter(statements, random):
    shuffled = list(statements)
    random.shuffle(shuffled)
    assert weigh([], shuffled) == weigh([], statements)


@settings(max_examples=60, deadline=None)
@given(STATEMENTS)
def test_every_statement_is_in_exactly_one_claim_and_claims_are_sound(statements):
    weighed = weigh([], statements)
    held = [s for c in weighed.claims for s in c.statements]
    assert sorted(held) == sorted({s.id for s in statements})
    by_id = {c.id: c for c in weighed.claims}
    assert len(by_id) == len(weighed.claims)
    for c in weighed.claims:
        assert c.belief + c.disbelief + c.unknown == pytest.approx(1)
        assert [o.id for o in c.origins] == sorted({o.id for o in c.origins})
        assert all(c.id in by_id[r].related for r in c.related)
        assert c.id not in c.related


def test_ids_stay_the_same_for_good():
    made = [
        event("ISR", "CONSULT", "RUS", date="2025-02-28"), position("ISR"), tie("RUS", "IRN", 1, 1),
        presence("RUS", "SYR"), commitment("USA", "ISR"), strategy("ISR", "hedging", ["RUS"]),
        cause("a withdrawal", "a vacuum", actors=["USA"]),
        forecast("ties", "increase", actors=["ISR", "RUS"]),
    ]  # fmt: skip
    assert [c.id for c in weigh([], made).claims] == [
        "cee4d5b7a4eea1e85",
        "c9dae18523479e830",
        "cd172d3d183df8fbc",
        "c4470f804c30b8d3d",
        "cb1769a5b2f80b86e",
        "cd8f637b3b546ec37",
        "c2bdbdfc98799dd1d",
        "cb82ec576a80dba7d",
    ]


def test_the_id_does_not_depend_on_wording_speaker_certainty_or_article():
    one = position("ISR", stance=0.3, certainty=0.2, source=MARCH_1, modality="possible")
    other = position(
        who("ISR", "Benjamin Netanyahu", "GOV"), stance=0.9, source=MARCH_21, text="Russia stays", quote="z"
    )
    assert only([one]).id == only([other]).id


def test_a_statement_of_an_article_that_is_not_given_still_counts():
    told = position("ISR", source=MARCH_1)
    assert only([told]).origins == only([told], [MARCH_1]).origins


def test_a_bad_date_is_taken_as_unknown():
    broken = position("ISR", source=article("x", published="2025-13-40"), valid_from="soon")
    claim = only([replace(broken, valid_to="never")])
    assert claim.valid_from is None


def test_many_statements_are_grouped_without_trouble():
    r = random.Random(1)
    codes = [f"A{i:02}" for i in range(40)]
    days = [article("d", published=f"2024-{m:02}-{d:02}") for m in range(1, 13) for d in (1, 11, 21)]
    many = [
        event(r.choice(codes), "ASSAULT", r.choice(codes), source=r.choice(days), quote=str(i))
        for i in range(2000)
    ]
    assert sum(len(c.statements) for c in weigh([], many).claims) == 2000


def test_nothing_said_is_nothing_claimed():
    weighed = weigh([MARCH_1], [])
    assert (weighed.claims, weighed.support) == ((), ())


def test_statement_builder_makes_quotes_that_stand_in_their_article():
    source = article("First. Then this happened. Last.")
    made = statement(position("ISR").content, source=source, quote="Then this happened.")
    assert source.text[made.start : made.end] == made.quote
