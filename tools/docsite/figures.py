"""Figures of the benchmarks as tables: floors that they hold, and how the settlement models predict."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from detente.yaml import read_yaml

ROOT = Path(__file__).resolve().parents[2]


def floors(part: str) -> str:
    """The least that each figure of a benchmark may be."""
    held = read_yaml((ROOT / "benchmarks" / part / "floors.yaml").read_text(encoding="utf8")).value
    return "\n".join(["| figure | at least |", "|---|---|", *(f"| {n} | {x:.2f} |" for n, x in held.items())])


def settlements() -> str:
    """How the settlement models predict issues that they were not fitted on."""
    text = (files("detente.dynamics") / "data" / "settlement.yaml").read_text(encoding="utf8")
    fit = read_yaml(text, words=False).value
    rows = [
        f"| {r['model']} | {r['mae']:.1f} | {r['crps']:.1f} | {100 * r['within_10']:.0f} % "
        f"| {r['gain']:+.2f} ({r['interval'][0]:+.2f} to {r['interval'][1]:+.2f}) |"
        for r in fit["cross_validation"]
    ]
    head = ["| model | MAE | CRPS | within 10 | gain |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows, "", f"{fit['data']}; fitted {fit['date']} by `tools/fit_settlement.py`."])
