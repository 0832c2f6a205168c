"""Conditions on a run's own state, in words: `presence:TUR@SYR > 0.5 and tie:ISR>RUS < 0`.

    condition  =  term [ and term ]...                      at most MOST terms, all of which must hold
    term       =  LABEL > NUMBER  |  LABEL < NUMBER         LABEL as `detente run` shows it (`system/label.py`)

The words are parsed, never evaluated. A settlement stands for the mean of its distribution in the run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from ..errors import ScenarioError
from .label import variable_of
from .model import Variable

MOST = 4
KINDS: tuple[str, ...] = get_args(Variable.model_fields["kind"].annotation)
EXAMPLE = "presence:TUR@SYR > 0.5"
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?"
# The last sign before the number compares: a tie's label holds one of its own.
_TERM = re.compile(rf"^(?P<label>\S.*?)\s*(?P<sign>[<>])\s*(?P<number>{_NUMBER})$", re.IGNORECASE | re.DOTALL)
# An issue's id may hold the word "and", so that only one before a label joins.
_JOINED = re.compile(rf"\s+and\s+(?=(?:{'|'.join(KINDS)}):)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison: the variable is `above` the threshold, or below it."""

    variable: Variable
    above: bool
    threshold: float


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons that must all hold in the same month of a run."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return " and ".join(
            f"{t.variable.label} {'>' if t.above else '<'} {t.threshold:g}" for t in self.terms
        )


def parse_condition(text: str) -> Condition:
    """The condition that the words state.

    Raises ScenarioError where they state none, name no variable, or compare with what the variable never passes.
    """
    parts = _JOINED.split(text.strip())
    if len(parts) > MOST:
        raise ScenarioError(f"{len(parts)} comparisons in one condition", remedy=f"join at most {MOST}")
    return Condition(tuple(_term(part.strip()) for part in parts))


def _term(text: str) -> Term:
    found = _TERM.match(text)
    if not found:
        raise ScenarioError(f"{text!r} is no condition", remedy=f"write it like {EXAMPLE}")
    variable = variable_of(found["label"])
    threshold = float(found["number"])
    low = -1.0 if variable.kind == "tie" else 0.0
    if not low <= threshold <= 1.0:
        raise ScenarioError(
            f"{variable.label} never passes {threshold:g}", remedy=f"compare with a value from {low:g} to 1"
        )
    return Term(variable, found["sign"] == ">", threshold)
