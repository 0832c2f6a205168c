"""`detente hypotheses`: what the articles conclude, put to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .material import keep_run
from .terminal import dossier_option, emit, ensemble_options, json_option, printable, show, working

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from ..dynamics.state import Effect, HypothesisTest
    from ..system.model import System

_STYLE = {"for": "green", "against": "red", "undecided": "yellow", "not testable": "dim"}
_WAY = {
    "increase": "rises", "decrease": "falls", "no_change": "stays",
    "no_increase": "does not rise", "no_decrease": "does not fall", "above": "is above", "below": "is below",
}  # fmt: skip


@click.command()
@click.argument("file", metavar="SYSTEM")
@click.option(
    "--premises", is_flag=True, help="Find the claims that each effect rests on too (takes longer)."
)
@ensemble_options
@json_option
@dossier_option
def hypotheses(
    file: str, premises: bool, runs: int, months: int, seed: int, as_json: bool, dossier: str | None
) -> None:
    """Test what the articles conclude: causal claims and forecasts, for or against by this model.

    \b
    detente hypotheses system.yaml
    detente hypotheses system.yaml --premises --runs 1000
    """
    from ..api import load_system, test_hypotheses

    system = load_system(file)
    with working(f"testing {len(system.hypotheses)} hypotheses of {file}"):
        found = test_hypotheses(system, runs=runs, months=months, seed=seed, premises=premises)
    if dossier is not None:
        keep_run(
            dossier, system, file, ["hypotheses", *(["--premises"] if premises else [])],
            inputs=found[0].inputs if found else "", seed=seed, runs=runs, months=months, results=found,
        )  # fmt: skip
    if as_json:
        emit(found)
    else:
        _show(found, system)


def _show(found: Sequence[HypothesisTest], system: System) -> None:
    from rich.text import Text

    tested = [t for t in found if t.effect is not None]
    counts = ", ".join(f"{sum(t.verdict == v for t in found)} {v}" for v in _STYLE)
    if not found:
        show(Text("the system holds no hypotheses"))
        return
    show(Text(f"{len(found)} hypotheses: {counts}", style="bold"))
    show(Text("what this model says, given its premises; never scored against what happened", style="dim"))
    texts = {e.claim: e.text for e in system.evidence}
    for t in tested:
        show(Text(""), *_lines(t, texts))
    others = [t for t in found if t.effect is None]
    if others:
        show(Text("\nnot testable", style="bold"))
        for t in others:
            show(Text(printable(t.text)).append(printable(f"  {t.reason}"), style="dim"))


def _lines(t: HypothesisTest, texts: dict[str, str]) -> list[Text]:
    from rich.text import Text

    from ..system.model import LEVELS

    assert t.effect is not None
    assert t.variable is not None
    lines = [Text(f"{t.verdict.upper()}  ", style=_STYLE[t.verdict]).append(printable(t.text))]
    where = printable(f"({t.source})" if t.source else "")
    if t.quote:
        lines.append(Text(printable(f"    “{' '.join(t.quote.split())}” {where}"), style="yellow"))
    elif where:
        lines.append(Text(f"    {where}", style="yellow"))
    if t.premise:
        lines.append(Text(printable(f"    if {'; '.join(t.premise)}")))
    level = f" {t.threshold:g}, at" if t.direction in LEVELS else " by"
    asked = f"{t.variable.label} {_WAY[t.direction or 'no_change']}{level} month {t.month}"
    lines.append(Text(printable(f"    {asked}: {_figures(t.effect, t)}; {t.reason}")))
    for share in t.rests_on:
        rests = f"    rests on {share.share:+.3f}  {texts.get(share.claim, share.claim)}"
        lines.append(Text(printable(rests), style="dim"))
    if t.assumed:
        lines.append(Text(printable(f"    assumed: {'; '.join(t.assumed)}"), style="dim"))
    return lines


def _figures(effect: Effect, t: HypothesisTest) -> str:
    from ..system.model import LEVELS

    said = f", the article says {_percent(t.expected[0])}–{_percent(t.expected[1])} %" if t.expected else ""
    error = "" if effect.error is None else f" ±{effect.error:.3f}"
    if t.direction in LEVELS:
        return (
            f"{effect.mean:.2f}{error} (90 % of runs {effect.low:.2f} to {effect.high:.2f}), "
            f"probability {_percent(effect.probability)} %{said}"
        )
    return (
        f"{effect.mean:+.3f}{error} (90 % of runs {effect.low:+.3f} to {effect.high:+.3f}), "
        f"probability {_percent(effect.probability)} %{said}"
    )


def _percent(p: float) -> int:
    return round(100 * p)
