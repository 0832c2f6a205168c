"""Fits the settlement models on resolved issues, prints how they predict issues left out, and writes the fit down.

    DETENTE_DATA=... python tools/fit_settlement.py [--write]

Data, folds and fits are those of `benchmarks/settlement`. Standard deviations come from the curvature at the optimum,
profiles from fitting again with one parameter held.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.settlement.comparison import Score, predict, scores  # noqa: E402
from benchmarks.settlement.fitting import (  # noqa: E402
    NAMES,
    SHARES,
    TEMPERATURE,
    Arrays,
    arrays,
    candidates,
    energy,
    fit_all,
    fit_logit,
    natural,
)
from benchmarks.settlement.issues import Resolved, read  # noqa: E402

from detente.dynamics.settlements.fit import Fit  # noqa: E402

TARGET = ROOT / "src/detente/dynamics/data/settlement.yaml"
CITED = "Arregui & Perarnaud 2021, doi:10.34810/data53, CC BY 4.0"


def curvature(v: np.ndarray, data: Arrays) -> np.ndarray:
    """Standard deviations on the transformed scale, from the second differences of the posterior."""
    n, h = len(v), 0.02
    step = np.eye(n) * h
    hessian = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            corners = [
                energy(v + a * step[i] + b * step[j], data) for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1))
            ]
            hessian[i, j] = hessian[j, i] = (corners[0] - corners[1] - corners[2] + corners[3]) / (4 * h * h)
    return np.sqrt(np.diag(np.linalg.inv(hessian)))


def estimates(v: np.ndarray, sd: np.ndarray) -> list[tuple[str, float, float]]:
    """Name, mean and sd of every parameter on its own scale (delta method)."""
    bargain = natural(v)
    found = []
    for name, s in zip(NAMES, sd):
        value = getattr(bargain, name)
        slope = 1.0 if name == "reference_pull" else value * (1 - value) if name in SHARES else value
        found.append((name, value, slope * s))
    return found


def profile(v: np.ndarray, sd: np.ndarray, best: float, data: Arrays) -> dict[str, list[list[float]]]:
    """For every parameter, (value, loss of log posterior) at -2, -1, 0, 1, 2 sd with the others fitted again."""
    result = {}
    for i, name in enumerate(NAMES):
        line = []
        for k in (-2, -1, 0, 1, 2):
            moved = v.copy()
            moved[i] += k * sd[i]
            lost = fit_logit(data, v, {i: moved[i]}).fun - best if k else 0.0
            line.append([round(float(getattr(natural(moved), name)), 4), round(float(lost), 3)])
        result[name] = line
    return result


def write(
    found: list[tuple[str, float, float]],
    fit: Fit,
    profiles: dict[str, list[list[float]]],
    data: Resolved,
    table: list[Score],
) -> None:
    """Write dynamics/data/settlement.yaml."""
    issues, proposals = len(data.issues), data.proposal.max() + 1
    lines = [
        "# Parameters of the settlement models (dynamics/settlements/), made by tools/fit_settlement.py.",
        "# EU legislation only: how far they hold for other bargaining is not known.",
        f"date: {date.today().isoformat()}",
        f"data: DEU III, {issues} development issues of {proposals} proposals; {CITED}",
        "capability: GDP (10^12), Commission and Parliament level with the largest member",
        "method: least CRPS; the logit as a Gibbs posterior under weak priors, its sd from the curvature there",
        f"temperature: {TEMPERATURE}",
        f"kernel: {natural(np.zeros(len(NAMES))).kernel}",
        "parameters:  # of the logit (dynamics/bargaining.py)",
        *(f"  {name}: {{mean: {mean:.4f}, sd: {sd:.4f}}}" for name, mean, sd in found),
        f"decisiveness: {fit.decisiveness}  # of a Condorcet election",
        f"rounds: {fit.rounds}  # of challenges at most",
        "spread:  # standard deviation around a model's points, on 0 to 1",
        *(f"  {model}: {sd:.4f}" for model, sd in fit.spread.items()),
        "profile:  # value, loss of log posterior with the other parameters fitted again",
        *(f"  {name}: {line}" for name, line in profiles.items()),
        "cross_validation:  # 0 to 100, ten folds by proposal; gain: CRPS below the compromise's, 95 % interval",
        *(
            f"  - {{model: {s.model!r}, mae: {s.mae:.2f}, crps: {s.crps:.2f}, within_10: {s.within:.3f}, "
            f"gain: {s.gain:.2f}, interval: [{s.low:.2f}, {s.high:.2f}]}}"
            for s in table
        ),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    asked = parser.parse_args()
    if "DETENTE_DATA" not in os.environ:
        sys.exit("DETENTE_DATA names no folder: set it to where deu3/ lies")
    resolved = read(Path(os.environ["DETENTE_DATA"]) / "deu3")
    data = arrays(resolved)
    best = fit_logit(data)
    sd = curvature(best.x, data)
    found = estimates(best.x, sd)
    for name, mean, s in found:
        print(f"{name:<22}{mean:>9.3f} ± {s:.3f}")
    print(f"\n{'':<40}{'MAE':>7}{'CRPS':>7}{'in 10':>7}  CRPS below the compromise's (95 % by proposal)")
    table = scores(resolved, predict(resolved))
    for score in table:
        print(
            f"{score.model:<40}{score.mae:>7.2f}{score.crps:>7.2f}{score.within:>7.3f}"
            f"  {score.gain:+.2f} [{score.low:+.2f}, {score.high:+.2f}]"
        )
    if asked.write:
        fit = fit_all(data, candidates(resolved), best.x)
        write(found, fit, profile(best.x, sd, best.fun, data), resolved, table)


if __name__ == "__main__":
    main()
