"""The laws of belief, held for whole articles and statements: what more evidence may and may not do."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import article, position, speaker
from detente.evidence import weigh
from detente.evidence.dempster import belief, beliefs

OUTLETS = [article(f"{i}.", publisher=f"Paper {i}", published=f"2025-03-{i + 1:02}") for i in range(6)]
NEW = article("New.", publisher="Newcomer", published="2025-03-20")
CERTAIN = st.floats(0.05, 1.0)
TELLING = st.builds(
    lambda source, day, certainty, negated, quote: position(
        "ISR",
        source=replace(OUTLETS[source], published=f"2025-03-{day:02}"),
        certainty=certainty,
        negated=negated,
        quote=quote,
    ),
    st.integers(0, 5),
    st.integers(1, 9),
    CERTAIN,
    st.booleans(),
    st.sampled_from("abc"),
)
TELLINGS = st.lists(TELLING, min_size=1, max_size=12)


def sure(statements):
    (claim,) = weigh([], statements).claims
    return claim


@given(TELLINGS, st.data(), st.floats(0, 1))
def test_a_repeat_by_one_origin_no_surer_than_before_changes_nothing(tellings, data, part):
    said = data.draw(st.sampled_from(tellings))
    before = sure(tellings)
    origin = "outlet:" + said.article.publisher.lower().replace(" ", "-")
    stance = next(o.stance for o in before.origins if o.id == origin)
    assume(stance == ("denies" if said.negated else "supports"))
    again = position("ISR", source=replace(OUTLETS[0], **_of(said)), certainty=said.certainty * part,
                     negated=said.negated, quote="once more")  # fmt: skip
    after = sure([*tellings, again])
    assert (after.belief, after.disbelief, after.origins) == (before.belief, before.disbelief, before.origins)


def _of(said):
    return {"id": said.article.id, "publisher": said.article.publisher, "published": said.article.published}


@given(TELLINGS, CERTAIN)
def test_an_independent_supporting_origin_never_lowers_belief(tellings, certainty):
    more = position("ISR", source=NEW, certainty=certainty)
    assert sure([*tellings, more]).belief >= sure(tellings).belief - 1e-12


@given(TELLINGS, CERTAIN, st.integers(0, 5), st.integers(1, 9))
def test_a_denial_never_raises_belief(tellings, certainty, source, day):
    who = replace(OUTLETS[source], published=f"2025-03-{day:02}")
    denial = position("ISR", source=who, certainty=certainty, negated=True, quote="not so")
    assert sure([*tellings, denial]).belief <= sure(tellings).belief + 1e-12


@given(TELLINGS, st.data(), st.floats(0, 1))
def test_a_firmer_hedge_weakens_what_it_hedges(tellings, data, part):
    alone = data.draw(st.sampled_from(tellings))
    hedged = replace(alone, certainty=alone.certainty * part)
    firm, weak = sure([alone]), sure([hedged])
    assert weak.belief <= firm.belief
    assert weak.disbelief <= firm.disbelief


@given(TELLINGS, st.data(), st.floats(-1e-4, 1e-4))
def test_nothing_jumps_when_a_certainty_moves_a_little(tellings, data, step):
    i = data.draw(st.integers(0, len(tellings) - 1))
    tellings = list({s.id: s for s in tellings}.values())
    i = min(i, len(tellings) - 1)
    moved = [replace(s, certainty=min(1.0, max(0.0, s.certainty + step))) if j == i else s
             for j, s in enumerate(tellings)]  # fmt: skip
    one, other = sure(tellings), sure(moved)
    assert abs(one.belief - other.belief) < 0.02
    assert abs(one.disbelief - other.disbelief) < 0.02


@given(TELLINGS, st.randoms())
def test_the_order_of_arrival_is_nothing_to_the_last_bit(tellings, random):
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert weigh([], shuffled) == weigh([], tellings)


def test_talk_of_unknown_origin_makes_the_origin_that_it_depends_on_no_surer():
    told = position("ISR", source=OUTLETS[0], certainty=0.5)
    talk = position("ISR", source=NEW, certainty=0.9, modality="reported", speakers=[speaker("reports")])
    assert sure([told, talk]).belief == sure([told]).belief


WEIGHTS = st.lists(st.floats(0, 0.95), max_size=9)


@given(st.lists(st.tuples(WEIGHTS, WEIGHTS), max_size=8), st.randoms())
def test_many_claims_at_once_are_believed_like_each_alone_whatever_the_order(claims, random):
    found = beliefs([s for s, _ in claims], [d for _, d in claims])
    for (supports, denies), row in zip(claims, found.tolist()):
        one = belief(supports, denies)
        assert row == pytest.approx([one.belief, one.disbelief, one.unknown], abs=1e-12)
        assert sum(row) == pytest.approx(1, abs=1e-12)
        shuffled = list(supports)
        random.shuffle(shuffled)
        assert beliefs([shuffled], [denies]).tolist()[0] == row


@pytest.mark.parametrize("weight", [-0.1, 0.96, float("nan")])
def test_many_at_once_refuse_a_weight_that_no_origin_may_have(weight):
    with pytest.raises(ValueError, match="weight"):
        beliefs([[0.5], [0.2, weight]], [[], []])
