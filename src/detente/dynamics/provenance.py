"""Where an ensemble comes from: what was run, on what evidence, and with which program."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from .state import Provenance

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ..system.model import System
    from .ensemble import Prepared


def provenance_of(system: System, ready: Prepared) -> Provenance:
    """The provenance of runs of a system that is ready to run, on this machine."""
    import jax

    switch = ready.packed.frame.switch
    return Provenance(
        system=digest(system),
        scenarios=tuple(digest(scenario) for scenario in ready.scenarios),
        articles=tuple(sorted({q.article for e in system.evidence for q in e.quotes})),
        mechanisms=tuple(m.NAME for m, on in zip(ready.axes.mechanisms, switch) if on),
        jax=jax.__version__,
        device=jax.devices()[0].device_kind,
    )


def digest(part: BaseModel) -> str:
    """SHA-256 of a part of a system: of its JSON with sorted keys and nothing between them."""
    content = part.model_dump(mode="json")
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()
