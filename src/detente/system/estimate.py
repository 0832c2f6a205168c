"""Parameters and their estimates: where each stands, and how it follows from prior and claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Estimate
from .pool import Observation, Prior, pool


def rounded(x: float) -> float:
    """Four significant digits: what a file for people shows, and so what the system holds."""
    return float(f"{x:.4g}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What one estimate is made of: it is `field` of item `index` of the system's `section`."""

    section: str
    index: int
    field: str
    prior: Prior
    observations: tuple[Observation, ...]

    def estimate(self, belief: Mapping[str, float]) -> Estimate:
        """The estimate as the system shows it."""
        return from_claims(self.prior, self.observations, belief)

    def moved(self, held: Estimate, base: Mapping[str, float], belief: Mapping[str, float]) -> Estimate:
        """The estimate under other beliefs: `held` moved by the exact difference, so without a step."""
        mean_0, sd_0 = pool(self.prior, self.observations, base)
        mean_1, sd_1 = pool(self.prior, self.observations, belief)
        return held.model_copy(
            update={"mean": held.mean + (mean_1 - mean_0), "sd": max(held.sd + (sd_1 - sd_0), 0.0)}
        )


def from_prior(prior: Prior) -> Estimate:
    """An estimate without claims: of a table where the prior names one, else wide."""
    return Estimate(
        mean=rounded(prior.mean), sd=rounded(prior.sd), basis="data" if prior.source else "prior",
        source=prior.source, note=prior.note,
    )  # fmt: skip


def from_claims(prior: Prior, observations: tuple[Observation, ...], belief: Mapping[str, float]) -> Estimate:
    """An estimate from prior and claims; where a table stands behind the prior it is named too."""
    if not observations:
        return from_prior(prior)
    mean, sd = pool(prior, observations, belief)
    ids = tuple(dict.fromkeys(o.claim for o in observations))
    return Estimate(mean=rounded(mean), sd=rounded(sd), basis="claims", claims=ids, source=prior.source)
