"""The least that a system of ties could be: what JAX needs for a bare toy of the same size, to measure ours
against.

u' = u + 0.004 t t + 0.04 (mean over domains - t) + 0.05 (t0 - t) with t = tanh u: no chance, no positions, no presence,
no commitments, no choices, no scenario, and only the last month kept.
"""

from __future__ import annotations

import time
from functools import partial

import numpy as np

DOMAINS, CHUNK = 4, 64


def seconds(runs: int, months: int, actors: int) -> float:
    """CPU seconds of so many runs, once compiled."""
    import jax
    import jax.numpy as jnp

    shape = (actors, actors, DOMAINS)

    def one(start):
        def month(u, _):
            t = jnp.tanh(u)
            by_domain = jnp.moveaxis(t, -1, 0)
            through = jnp.moveaxis(by_domain @ by_domain, 0, -1)
            spread = (t @ jnp.full((DOMAINS,), 1 / DOMAINS))[..., None] - t
            pull = jnp.tanh(start) - t
            return jnp.clip(u + 0.004 * through + 0.04 * spread + 0.05 * pull, -3, 3), None

        return jax.lax.scan(month, start, None, length=months)[0]

    @partial(jax.jit)
    def chunk(starts):
        return jax.vmap(one)(starts)

    starts = np.random.default_rng(0).normal(0, 0.4, (CHUNK, *shape)).astype(np.float32)
    chunk(starts).block_until_ready()
    begun = time.process_time()
    for _ in range(-(-runs // CHUNK)):
        chunk(starts).block_until_ready()
    return time.process_time() - begun
