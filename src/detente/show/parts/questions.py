"""Part: the questions that a reader comes with, each with a short answer and the place of the long one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .. import figures
from ..index import Index
from .carriers import sole_origin
from .forecasts import ForecastRow
from .issues import IssuePart
from .scenarios import Scenarios

MOST_SCENARIOS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """`target` is the element of the page that answers it."""

    text: str
    answer: str
    target: str


def questions(
    index: Index, issues: Sequence[IssuePart], forecasts: Sequence[ForecastRow], scenarios: Scenarios
) -> tuple[Question, ...]:
    """Who wants what, what has one source, what each scenario changes and why, which forecasts are doubted."""
    made = []
    if issues:
        n = figures.count(len(issues), "issue")
        made.append(Question("Who wants what, and who says so?", n, "issues"))
    single = len(sole_origin(index))
    if index.entries:
        of = f"{single} of {figures.count(len(index.entries), 'claim')}"
        made.append(Question("What rests on one source?", of, "origins"))
    for part in scenarios.parts[:MOST_SCENARIOS]:
        moved = len(part.contrasts)
        answer = (
            f"{figures.count(moved, 'outcome')} {'moves' if moved == 1 else 'move'}" if moved else "little"
        )
        made.append(Question(f"“{part.title}”: what changes, and why?", answer, part.anchor))
    if not scenarios.parts:
        made.append(Question("What if something changes?", "no scenario was run", "scenarios"))
    able = [f for f in forecasts if f.chart]
    if forecasts:
        doubted = sum(f.doubted for f in able)
        answer = f"{doubted} of {len(able)} that it can test" if able else "it can test none of them"
        made.append(Question("Which forecasts does the model doubt?", answer, "forecasts"))
    return tuple(made)
