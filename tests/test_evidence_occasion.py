"""Which tellings are of one time: decided by what lies near, so that nothing far away moves a claim."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, event, position
from detente.evidence.grouping import group
from detente.evidence.occasion import REACH, place
from detente.evidence.part import key_from, key_text, prepare
from detente.evidence.ruling import Rulings

DAY = date(2025, 1, 1)
WORDS = ["raid at the dam", "raid at the bridge", "shelling of the port", "dam", "a strike was told of"]


def day(n):
    return (DAY + timedelta(days=n)).isoformat()


def told(n, *, happened=None, until=None, quote=WORDS[0]):
    """A raid told on day n: undated, of one day, or of a span."""
    span = {"valid_from": day(happened), "valid_to": day(until)} if until is not None else {}
    dated = day(happened) if happened is not None and until is None else None
    return event("ISR", "ASSAULT", "SYR", date=dated, quote=quote, source=article(published=day(n)), **span)


def labels(*statements):
    parts = [prepare(s) for s in statements]
    placed = place(parts)
    return [placed[p.statement] for p in parts]


def test_a_day_a_month_and_a_season_have_labels_of_their_own():
    assert labels(told(60, happened=40)) == [("2025-02-10", "day")]
    assert labels(told(60, happened=31, until=50)) == [("~2025-02", "month")]
    assert labels(told(60)) == [("~2025-Q1", "quarter")]


def test_a_vague_telling_joins_the_only_day_its_time_allows():
    assert labels(told(60), told(50, happened=40))[0] == ("2025-02-10", "only")


def test_a_vaguer_telling_joins_the_narrower_span():
    assert labels(told(60), told(50, happened=31, until=50))[0] == ("~2025-02", "only")


def test_words_tell_which_of_several_days_is_meant():
    near = [
        told(50, happened=40, quote="a raid at the dam by night"),
        told(50, happened=45, quote="shelling of the port"),
    ]
    assert labels(told(60, quote="the raid at night at the dam"), *near)[0] == ("2025-02-10", "words")
    assert labels(told(60, quote="it was told of"), *near)[0] == ("~2025-Q1", "quarter")


def test_standing_matters_go_by_the_calendar_year_whatever_else_is_told():
    years = [prepare(position("ISR", source=article(published=f"{y}-12-30"))) for y in (2023, 2024)]
    assert [label for label, _ in place(years).values()] == ["2023", "2024"]


def test_a_telling_without_any_time_joins_the_only_occasion_there_is():
    timeless = event("ISR", "ASSAULT", "SYR", source=article(published=None))
    assert labels(timeless, told(50, happened=40))[0] == ("2025-02-10", "only")
    assert labels(timeless, told(50, happened=40), told(50, happened=45))[0] == ("undated", "undated")


TELLINGS = st.lists(
    st.builds(
        lambda n, back, width, quote: told(
            n,
            happened=None if back is None else n - back,
            until=None if back is None or width is None else n - back + width,
            quote=quote,
        ),
        st.integers(0, 900),
        st.one_of(st.none(), st.integers(0, 40)),
        st.one_of(st.none(), st.integers(1, 35)),
        st.sampled_from(WORDS),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=150)
@given(TELLINGS, st.data())
def test_what_lies_beyond_reach_decides_nothing(tellings, data):
    parts = list({p.statement: p for p in map(prepare, tellings)}.values())
    chosen = data.draw(st.sampled_from(parts))
    near = [
        p for p in parts
        if p.window.start <= chosen.window.end + REACH and p.window.end >= chosen.window.start - REACH
    ]  # fmt: skip
    assert place(near)[chosen.statement] == place(parts)[chosen.statement]


@settings(max_examples=60)
@given(TELLINGS, st.randoms())
def test_claims_are_the_same_whatever_the_order(tellings, random):
    parts = list({p.statement: p for p in map(prepare, tellings)}.values())
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert group(parts, Rulings()) == group(shuffled, Rulings())


@pytest.mark.parametrize("said", [told(1), position("ISR"), event(None, "ASSAULT")])
def test_a_key_comes_back_from_its_text(said):
    key = prepare(said).key
    assert key_from(key_text(key)) == key
