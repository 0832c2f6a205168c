"""Conditions on a run's own state, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import ScenarioError
from detente.system.condition import MOST, Condition, Term, parse_condition
from detente.system.model import Variable

PRESENCE = Variable(kind="presence", actors=("TUR",), arena="SYR")
TIE = Variable(kind="tie", actors=("ISR", "RUS"))


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("presence:TUR@SYR > 0.5", [(PRESENCE, True, 0.5)]),
        ("presence:TUR@SYR>.5", [(PRESENCE, True, 0.5)]),
        ("tie:ISR>RUS > -0.2", [(TIE, True, -0.2)]),
        ("tie:ISR>RUS < 2e-1", [(TIE, False, 0.2)]),
        ("tie:ISR>RUS:military<0", [(TIE.model_copy(update={"domain": "military"}), False, 0.0)]),
        ("presence:TUR@SYR > 0.5 and tie:ISR>RUS < 0", [(PRESENCE, True, 0.5), (TIE, False, 0.0)]),
        (
            "settlement:bases and ports > 1 of them < 0.3",
            [(Variable(kind="settlement", issue="bases and ports > 1 of them"), False, 0.3)],
        ),
        ("position:ISR:bases:RUS-SYR > 0.7",
         [(Variable(kind="position", actors=("ISR",), issue="bases:RUS-SYR"), True, 0.7)]),
        ("commitment:USA>ISR < 0.5", [(Variable(kind="commitment", actors=("USA", "ISR")), False, 0.5)]),
        ("hedging:ISR > 0.5", [(Variable(kind="hedging", actors=("ISR",)), True, 0.5)]),
    ],
)  # fmt: skip
def test_words_become_the_condition_they_state(words, terms):
    assert parse_condition(words) == Condition(tuple(Term(*term) for term in terms))


@given(
    st.lists(
        st.tuples(
            st.sampled_from([PRESENCE, TIE]), st.booleans(), st.integers(0, 1000).map(lambda n: n / 1000)
        ),
        min_size=1,
        max_size=MOST,
    )
)
def test_a_condition_read_back_from_its_own_words_is_the_same(terms):
    condition = Condition(tuple(Term(*term) for term in terms))
    assert parse_condition(str(condition)) == condition


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "is no condition"),
        ("Turkey grows stronger", "presence:TUR@SYR > 0.5"),
        ("presence:TUR@SYR", "is no condition"),
        ("presence:TUR@SYR > much", "is no condition"),
        ("presence:TUR@SYR >= 0.5", "is no condition"),
        ("presence:TUR@SYR == 0.5", "is no condition"),
        ("weather:TUR > 0.5", "names no outcome"),
        ("tie:ISR>RUS:naval > 0.5", "names no outcome"),
        ("presence:TUR@SYR > 1.5", "never passes 1.5"),
        ("presence:TUR@SYR < -0.5", "never passes -0.5"),
        ("__import__('os').system('true') > 0.5", "names no outcome"),
        (" and ".join(["presence:TUR@SYR > 0.5"] * 5), "at most 4"),
        ("presence:TUR@SYR > 0.5 or tie:ISR>RUS > 0", "names no outcome"),
    ],
)
def test_other_words_are_refused(words, says):
    with pytest.raises(ScenarioError) as error:
        parse_condition(words)
    assert says in str(error.value)
