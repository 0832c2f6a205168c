"""People decide: what they accept, reject, merge, split, correct and undo holds, whatever is read later."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, event, position, tie
from detente.errors import EditError
from detente.evidence import weigh
from detente.evidence.ruling import Rulings, rulings_of, split_id

LEDGER = article("One.", publisher="Ledger", published="2025-03-01")
POST = article("Two.", publisher="Post", published="2025-03-04")


@dataclass(frozen=True)
class Edit:
    no: int
    action: Any
    target: str
    value: dict = field(default_factory=dict)


def log(*edits):
    return rulings_of([Edit(i + 1, *e) for i, e in enumerate(edits)])


def told(actor="ISR", stance=0.8, **rest):
    return position(actor, stance=stance, source=LEDGER, **rest)


def test_a_rejected_claim_is_as_if_nobody_had_made_it_and_keeps_its_statements():
    (plain,) = weigh([], [told()]).claims
    (claim,) = weigh([], [told()], rulings=log(("reject", plain.id))).claims
    assert (claim.belief, claim.disbelief, claim.unknown) == (0, 0, 1)
    assert (claim.verdict, claim.statements) == ("rejected", plain.statements)


def test_a_rejected_statement_takes_no_part():
    kept, misread = told(), told(quote="other words", certainty=0.95)
    (claim,) = weigh([], [kept, misread], rulings=log(("reject", misread.id))).claims
    assert claim.statements == (kept.id,)


def test_the_last_word_on_a_claim_counts():
    (claim,) = weigh([], [told()]).claims
    rulings = log(("reject", claim.id), ("accept", claim.id))
    (again,) = weigh([], [told()], rulings=rulings).claims
    assert (again.verdict, again.belief) == ("accepted", claim.belief)


def test_two_wordings_that_a_person_merged_are_one_claim_and_what_is_read_later_joins_it():
    one, other = told(issue="rus-keeps-bases"), told(issue="russian-bases-stay")
    first, second = (weigh([], [s]).claims[0].id for s in (one, other))
    rulings = log(("merge", first, {"claims": [second]}))
    (claim,) = weigh([], [one, other], rulings=rulings).claims
    assert (claim.id, set(claim.statements)) == (first, {one.id, other.id})
    later = position("ISR", "russian-bases-stay", source=POST)
    (claim,) = weigh([], [one, other, later], rulings=rulings).claims
    assert later.id in claim.statements
    assert {s.joined for s in weigh([], [one, other], rulings=rulings).support} == {"year", "merged"}


def test_a_statement_that_a_person_split_off_stays_apart_from_what_is_read_later():
    one, other = told(), told(quote="other words")
    (whole,) = weigh([], [one, other]).claims
    rulings = log(("split", whole.id, {"statements": [other.id]}))
    later = position("ISR", source=POST)
    claims = {c.id: set(c.statements) for c in weigh([], [one, other, later], rulings=rulings).claims}
    assert claims == {whole.id: {one.id, later.id}, split_id(whole.id, [other.id]): {other.id}}


def test_a_corrected_statement_claims_what_the_person_says():
    misread = event("ISR", "ASSAULT", "SYR", date="2025-02-27", source=LEDGER)
    right = event("TUR", "ASSAULT", "SYR", date="2025-02-27", source=LEDGER)
    rulings = log(("correct", misread.id, {"source.actor": "TUR"}))
    (claim,) = weigh([], [misread], rulings=rulings).claims
    (meant,) = weigh([], [right]).claims
    assert (claim.id, claim.content, claim.statements) == (meant.id, meant.content, (misread.id,))


@pytest.mark.parametrize(
    "changes",
    [{"quote": "x"}, {"id": "s1"}, {"no_such": 1}, {"source.rank": 1}, {"event_type": "PARTY"},
     {"goldstein": "high"}],
)  # fmt: skip
def test_a_correction_of_what_stands_in_the_text_or_makes_no_sense_is_refused(changes):
    said = event("ISR", "ASSAULT", "SYR")
    with pytest.raises(EditError, match=said.id):
        weigh([], [said], rulings=Rulings(corrected={said.id: changes}))


def test_an_undone_edit_is_as_if_it_had_not_been_and_an_undo_can_be_undone():
    assert log(("reject", "c1"), ("undo", "1")) == Rulings()
    assert log(("reject", "c1"), ("undo", "1"), ("undo", "2")).rejected == {"c1"}


def test_merging_on_leads_to_the_last():
    rulings = log(("merge", "c2", {"claims": ["c1"]}), ("merge", "c3", {"claims": ["c2"]}))
    assert rulings.claim_of("s", "c1") == "c3"


@pytest.mark.parametrize(
    "edits",
    [
        [("merge", "c1", {"claims": ["c1"]})],
        [("merge", "c2", {"claims": ["c1"]}), ("merge", "c1", {"claims": ["c2"]})],
        [("merge", "c1", {})],
        [("split", "c1", {"statements": []})],
        [("split", "c1", {"statements": "s1"})],
        [("correct", "s1", {})],
        [("undo", "1")],
        [("undo", "7")],
        [("undo", "x")],
        [("praise", "c1")],
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_by_its_number(edits):
    with pytest.raises(EditError, match=rf"edit {len(edits)} "):
        log(*edits)


IDS = st.sampled_from(["c1", "c2", "c3", "c4"])


@given(st.lists(st.tuples(IDS, IDS), max_size=12))
def test_however_claims_are_merged_each_ends_somewhere(pairs):
    edits = []
    for one, other in pairs:
        try:
            rulings_of([*edits, Edit(len(edits) + 1, "merge", one, {"claims": [other]})])
        except EditError:
            continue
        edits.append(Edit(len(edits) + 1, "merge", one, {"claims": [other]}))
    rulings = rulings_of(edits)
    ends = {rulings.claim_of("s", c) for c in ("c1", "c2", "c3", "c4")}
    assert all(rulings.claim_of("s", end) == end for end in ends)


def test_rulings_on_things_that_are_not_there_change_nothing():
    said = [told(), tie("RUS", "IRN")]
    rulings = log(
        ("reject", "c0"), ("merge", "c1", {"claims": ["c2"]}), ("split", "c1", {"statements": ["s"]})
    )
    assert weigh([], said, rulings=rulings) == weigh([], said)
