"""Mentions: where an article names or describes an actor, of what kind, and whom it means; relations between them."""

from __future__ import annotations

import pytest

from detente.reading.mentions import Mention, mentions
from detente.reading.relations import relations
from readings import article


def found(text: str) -> dict[str, str]:
    """Kind by the words of each mention."""
    return {m.text: m.kind for m in mentions([article(text)])}


def meant(text: str, words: str) -> Mention:
    """The first mention with these words."""
    return next(m for m in mentions([article(text)]) if m.text == words)


def stood(text: str) -> set[tuple[str, str, str]]:
    """Relations as (source's words, kind, target's words)."""
    return {(r.source.text, r.kind, r.target.text) for r in relations([article(text)])}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The Kenyan Government sent aid.", "The Kenyan Government", "organisation"),
        ("Major General Ada Bekele resigned.", "Major General Ada Bekele", "person"),
        ("Rebels hold the city of Goma.", "the city of Goma", "place"),
        ("Shells fell on Kivu province on Friday.", "Kivu province", "place"),
        ("The Nile Defence Brigade attacked Juba.", "The Nile Defence Brigade", "organisation"),
        ("Three villagers died near Luanda, Angola, on Monday.", "Luanda, Angola", "place"),
        ("The villagers fled.", "The villagers", "organisation"),
        ("A villager fled.", "A villager", "person"),
        ("The Sudanese war goes on.", "Sudanese", "group"),
        ("She denied it.", "She", "person"),
        ("Hussein al-Kuwaiti was arrested in Basra.", "Hussein al-Kuwaiti", "person"),
        ("Soldiers guarded the airfield.", "the airfield", "place"),
    ],
)
def test_a_mention_is_the_whole_phrase_with_its_kind(text: str, words: str, kind: str) -> None:
    assert found(text)[words] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya protested.", "organisation"),
        ("Troops arrived in Kenya.", "place"),
        ("The minister visited Kenya.", "place"),
        ("Uganda signed a treaty with Kenya.", "organisation"),
    ],
)
def test_a_state_is_an_organisation_where_it_acts_and_a_place_where_things_happen(
    text: str, kind: str
) -> None:
    assert found(text)["Kenya"] == kind


def test_what_an_article_says_of_a_name_once_holds_throughout() -> None:
    text = "The town of Zarnovia was shelled. Fighting spread from Zarnovia to the coast. Zarnovia burned."
    assert {m.kind for m in mentions([article(text)]) if "Zarnovia" in m.text} == {"place"}


@pytest.mark.parametrize(
    "text",
    [
        "The treaty entered into force in October.",
        "Operation Lasting Dawn began.",
        "The frigate sank.",
        "The committee wants a political settlement by March.",
    ],
)
def test_treaties_months_operations_and_ships_are_no_actors(text: str) -> None:
    assert not {"The treaty", "October", "Operation Lasting Dawn", "The frigate", "March"} & set(found(text))
    assert "a political settlement" not in found(text)


def test_words_stand_verbatim_at_their_place_in_headings_too() -> None:
    a = article("Sudan’s army advances\n\nThe army took “the Bridge” at Omdurman, Egypt’s envoy said.")
    marked = mentions([a])
    assert marked
    assert all(a.text[m.start : m.end] == m.text for m in marked)
    assert any(m.start == 0 for m in marked)
    assert [m.start for m in marked] == sorted(m.start for m in marked)


def test_a_mention_says_for_whom_it_acts() -> None:
    assert meant("The Kremlin agreed.", "The Kremlin").actor.actor == "RUS"
    assert meant("The Kenyan army advanced.", "The Kenyan army").actor.actor == "KEN"
    assert meant("Ada Bekele spoke.", "Ada Bekele").actor.name == "Ada Bekele"


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("They left the Congo.", "the Congo", ("COG", "COD")),
        ("Korean officials left.", "Korean officials", ("PRK", "KOR")),
        ("They sailed to Georgia.", "Georgia", ("GEO", "USA")),
    ],
)
def test_an_ambiguous_name_gives_all_that_it_can_mean(text: str, words: str, codes: tuple[str, ...]) -> None:
    assert set(meant(text, words).candidates) == set(codes)


def test_an_article_that_is_plainly_on_one_meaning_settles_it() -> None:
    text = "Georgia protested. Tbilisi recalled its envoy."
    assert meant(text, "Georgia").candidates == ()
    assert meant(text, "Georgia").actor.actor == "GEO"


def test_the_last_word_of_a_bodys_name_stands_for_it_later() -> None:
    text = "The UN Security Council met on Friday. The Council condemned the attack."
    assert meant(text, "The Council").actor.actor == "UN"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rebel fighters attacked a convoy of villagers.", ("Rebel fighters", "fights", "villagers")),
        ("The villagers were killed in a raid by government forces.", ("government forces", "fights", "The villagers")),
        ("Kenya continued its campaign against al-Shabaab.", ("Kenya", "fights", "al-Shabaab")),
        ("The army freed the town from the rebels.", ("The army", "fights", "the rebels")),
        ("Uganda backs the new government.", ("Uganda", "backs", "the new government")),
        ("Troops moved in support of the rebels.", ("Troops", "backs", "the rebels")),
        ("The Iran-backed militia withdrew.", ("Iran", "backs", "The Iran-backed militia")),
        ("The minister met with farmers.", ("The minister", "talks", "farmers")),
        ("The minister met with farmers.", ("farmers", "talks", "The minister")),
        ("The rebels hold the city of Goma.", ("The rebels", "heads", "the city of Goma")),
        ("The city of Goma is controlled by the rebels.", ("the rebels", "heads", "The city of Goma")),
        ("General Ada Bekele, commander of the Nile Brigade, resigned.",
         ("General Ada Bekele", "heads", "the Nile Brigade")),
        ("The minister is grateful to the soldiers.", ("The minister", "likes", "the soldiers")),
        ("The envoy condemned the rebels.", ("The envoy", "dislikes", "the rebels")),
        ("We will not allow the rebels to regroup.", ("We", "dislikes", "the rebels")),
    ],
)  # fmt: skip
def test_a_relation_goes_from_mention_to_mention(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stood(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The army did not attack the villagers.", ("The army", "fights", "the villagers")),
        ("The minister condemned the attack on the villagers.", ("The minister", "fights", "the villagers")),
        ("The officials said that the campaign against the rebels goes on.",
         ("The officials", "fights", "the rebels")),
    ],
)  # fmt: skip
def test_who_tells_or_denies_a_fight_is_not_in_it(text: str, relation: tuple[str, str, str]) -> None:
    assert relation not in stood(text)
