"""Whether shares of claims are what they say: several ways to them beside each other, on the example articles.

For each set one outcome is taken, the tie on which most claims bear. A claim's share is had by leaving it out and
running again (as `explain` does), by the gradient at the full point times the way, and by the gradient integrated along
the way of its belief from 0 to what it is (Gauss and Legendre, eight points). Ranks (Spearman) are compared with
leaving it out under another seed, over the claims whose effect there exceeds three times its Monte Carlo error (of
thirty that have none hardly one does); and, over the twelve that carry most, structure held with everything assembled
anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.measure import ROOT, Row

RUNS, MONTHS, POINTS, MOST = 192, 12, 4, 36
OUTCOMES = {"levant": "tie:ISR>RUS", "sahel": "tie:MLI>DZA"}
CLEAR = 3.0  # standard errors
STEP = 0.02  # share of a belief, for the central difference that says how estimates move with it


@dataclass(frozen=True)
class Shares:
    """Shares of the same claims in one order, each way; `error` is the standard error of those of the other seed."""

    claims: tuple[str, ...]
    rerun: np.ndarray
    other_seed: np.ndarray
    error: np.ndarray
    gradient: np.ndarray
    integral: np.ndarray

    @property
    def clear(self) -> np.ndarray:
        """Which claims' effects stand out from chance under the other seed."""
        return np.abs(self.other_seed) > CLEAR * self.error


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    """Rank correlation, of values without ties."""
    return float(np.corrcoef(*(np.argsort(np.argsort(x)) for x in (a, b)))[0, 1])


def shares_of(name: str, *, runs: int = RUNS, months: int = MONTHS, most: int = MOST) -> Shares:
    """All ways to the shares of the claims (at most so many, those of steepest way) that bear on a set's outcome."""
    import detente
    from detente.dynamics.ensemble import prepare, run_keys, runner
    from detente.dynamics.explain import LEAST, Outcome, flat
    from detente.dynamics.parameters import pack
    from detente.system.label import variable_of

    assembly = detente.assemble(sorted((ROOT / "examples" / name).glob("*.txt")))
    ready = prepare(assembly.system, scenarios=(), shocks=(), runs=runs, months=months)
    outcome, other = (
        Outcome(
            ready, assembly.system, variable_of(OUTCOMES[name]), scenario=0, month=months, runs=runs, seed=s
        )
        for s in (0, 1)
    )

    def packed(claim: str, part: float):
        """The estimates with a claim believed that part of what it is."""
        return pack(assembly.reweigh({claim: assembly.belief[claim] * part}))[0]

    def in_runs(given) -> np.ndarray:
        run = runner(ready.axes.mechanisms)
        return np.concatenate([
            np.asarray(run(run_keys(1, first, other.size), given, ready.forcings[0], other.asked), np.float64)[
                : runs - first, months, other.column
            ]
            for first in range(0, runs, other.size)
        ])  # fmt: skip

    full, slope = flat(ready.packed), outcome.gradient(ready.packed)
    claims = dict.fromkeys(said.claim for ground in assembly.system.grounds for said in ground.said)
    without = {c: packed(c, 0.0) for c in claims}
    steep = {
        c: float(slope @ (full - flat(p))) for c, p in without.items() if np.abs(full - flat(p)).max() > LEAST
    }
    chosen = tuple(sorted(steep, key=lambda c: (-abs(steep[c]), c))[:most])
    value, base = outcome.value(ready.packed), in_runs(ready.packed)
    moved = [base - in_runs(without[c]) for c in chosen]
    nodes, weights = np.polynomial.legendre.leggauss(POINTS)

    def integrated(claim: str) -> float:
        total = 0.0
        for node, weight in zip((nodes + 1) / 2, weights / 2):
            way = flat(packed(claim, node + STEP)) - flat(packed(claim, node - STEP))
            total += weight * float(outcome.gradient(packed(claim, node)) @ way) / (2 * STEP)
        return total

    return Shares(
        chosen,
        np.array([value - outcome.value(without[c]) for c in chosen]),
        np.array([m.mean() for m in moved]),
        np.array([m.std(ddof=1) / np.sqrt(runs) for m in moved]),
        np.array([steep[c] for c in chosen]),
        np.array([integrated(c) for c in chosen]),
    )


def assembled_anew(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Shares with the structure held and with everything assembled anew, of the claims that carry most."""
    import detente

    articles = detente.load(sorted((ROOT / "examples" / name).glob("*.txt")))
    found = detente.explain(
        detente.assemble(articles), OUTCOMES[name], runs=RUNS, months=MONTHS, articles=articles
    )
    both = [
        (s.share, s.reassembled.share)
        for s in found.claims
        if s.reassembled is not None and s.reassembled.share is not None
    ]
    held, anew = np.array(both).T
    return held, anew


def rows() -> Iterator[Row]:
    """Figures of each example set, as they are found."""
    for name, outcome in OUTCOMES.items():
        shares = shares_of(name)
        clear = shares.clear
        yield f"{name}: claims", float(clear.sum()), f"whose effect on {outcome} is clear of chance"
        for what, given in (
            ("gradient", shares.gradient),
            ("integral", shares.integral),
            ("rerun", shares.rerun),
        ):
            yield (
                f"{name}: {what} and rerun, other seed",
                spearman(given[clear], shares.other_seed[clear]),
                "rank correlation",
            )
        yield (
            f"{name}: gradient and rerun",
            spearman(shares.gradient[clear], shares.rerun[clear]),
            "rank correlation",
        )
        gap = np.abs(shares.integral - shares.rerun).max() / np.abs(shares.rerun).max()
        yield f"{name}: integral and rerun", float(gap), "greatest gap, of the greatest share"
        held, anew = assembled_anew(name)
        yield (
            f"{name}: held and assembled anew",
            spearman(held, anew),
            f"rank correlation of {len(held)} claims",
        )
