"""Levels of a month and parameters of one run, made by hand for tests of mechanisms."""

from __future__ import annotations

from functools import cache

import numpy as np

from detente.dynamics.mechanism import Levels, registered
from detente.dynamics.parameters import Sample, draw, draws, pack
from systems import region

ALL = {mechanism.NAME: mechanism for mechanism in registered()}


@cache
def compiled(name: str):
    import jax

    return jax.jit(ALL[name].tendency)


@cache
def exact(system=None) -> Sample:
    """One run's parameters of a system (the made-up region by default)."""
    packed, _ = pack(system or region())
    bits = np.random.default_rng(3).integers(0, 2**32, draws(packed), dtype=np.uint32)
    return draw(packed, bits)


def anything(seed: int, extreme: bool) -> Levels:
    """Levels anywhere within their bounds, at the very bounds where `extreme`."""
    dice, sample = np.random.default_rng(seed), exact()
    frame = sample.frame

    def unit(like, low=0.005, high=0.995):
        value = dice.uniform(low, high, np.shape(like))
        return (np.where(value > (low + high) / 2, high, low) if extreme else value).astype(np.float32)

    tie = unit(sample.tie, -0.995, 0.995) * frame.pair[..., None]
    return Levels(
        position=unit(sample.position),
        tie=tie,
        presence=unit(sample.held) * frame.actor[:, None] * frame.arena,
        commitment=unit(sample.commitment) * frame.pair,
        capability=(np.exp(dice.uniform(-11, 3, frame.actor.shape)) * frame.actor).astype(np.float32),
        status=unit(frame.issue),
        hedging=unit(frame.actor),
        settlement=unit(frame.issue),
        standing=tie.mean(axis=-1),
        heard=unit(frame.pair, 0.0, 1.0) * frame.pair,
    )


def prior(name: str, **given: float) -> dict[str, np.float32]:
    return {p.name: np.float32(given.get(p.name, p.mean)) for p in ALL[name].PARAMETERS}


def edge(name: str, seed: int) -> dict[str, np.float32]:
    """Parameters at one or the other end of their range."""
    dice = np.random.default_rng(seed)
    return {p.name: np.float32(dice.choice([p.low, p.mean, p.high])) for p in ALL[name].PARAMETERS}


def level(sample: Sample) -> Levels:
    """Levels as drawn, on natural scales."""
    return Levels(
        sample.position, sample.tie, sample.held, sample.commitment, sample.capability, sample.reference,
        np.zeros_like(sample.capability), sample.reference, np.asarray(sample.tie).mean(axis=-1),
        np.asarray(sample.frame.pair),
    )  # fmt: skip


def certain(system) -> Sample:
    """One run's parameters at their estimates: nothing is left open."""
    packed, _ = pack(system)
    still = [np.zeros_like(value) for value in packed.sd]
    return draw(packed._replace(sd=type(packed.sd)(*still)), np.full(draws(packed), 2**31, np.uint32))


def moved(name: str, now: Levels, sample: Sample, **theta: float) -> np.ndarray:
    """What a mechanism changes in every tie, [actor, actor, domain], with its priors' means but for `theta`."""
    got = compiled(name)(now, sample, prior(name, **theta))
    change = np.zeros(np.shape(now.tie), np.float32)
    if got.tie is not None:
        change = change + np.asarray(got.tie)
    if got.standing is not None:
        change = change + np.asarray(got.standing)[..., None]
    return change
