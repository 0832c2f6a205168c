"""What a mechanism is, and the register of those that a run uses.

A mechanism is a module (or any object) with the members of `Mechanism`. To add one: write its file, then call
`register` with it; systems may name it from then on, and it is on unless they switch it off.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from ..errors import DetenteError, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jaxtyping import Array, Float

    from .parameters import Sample


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of a mechanism: a normal prior (mean, sd) held within [low, high], and its unit.

    Values outside the bounds are moved to the nearest, so that a prior cut off at zero has a share of runs without
    any effect.
    """

    name: str
    mean: float
    sd: float
    low: float
    high: float
    unit: str


class Levels(NamedTuple):
    """The state of one run at one month, on its natural scales: what mechanisms read.

    `tie` is in [-1, 1] and `standing` its mean over domains, `capability` is positive, everything else in [0, 1];
    `settlement` is where each issue would come to rest now (expected), `heard` how far row answers to what column
    declares and whom it stands with (1 unless column is ambiguous). Absent actors and issues are masked by the frame's
    `stake`, `actor`, `pair`, `arena`.
    """

    position: Float[Array, "actor issue"]
    tie: Float[Array, "actor actor domain"]
    presence: Float[Array, "actor arena"]
    commitment: Float[Array, "actor actor"]
    capability: Float[Array, " actor"]
    status: Float[Array, " issue"]
    hedging: Float[Array, " actor"]
    settlement: Float[Array, " issue"]
    standing: Float[Array, "actor actor"]
    heard: Float[Array, "actor actor"]


class Tendency(NamedTuple):
    """Change in one month: ties in atanh, capability in logarithms, everything else on the natural scale.

    `standing` changes a tie alike in every domain, on top of `tie`. None stands for no change of that part.
    """

    position: Float[Array, "actor issue"] | None = None
    tie: Float[Array, "actor actor domain"] | None = None
    presence: Float[Array, "actor arena"] | None = None
    commitment: Float[Array, "actor actor"] | None = None
    capability: Float[Array, " actor"] | None = None
    status: Float[Array, " issue"] | None = None
    hedging: Float[Array, " actor"] | None = None
    standing: Float[Array, "actor actor"] | None = None


@runtime_checkable
class Mechanism(Protocol):
    """A cause of change: `NAME`, `PARAMETERS`, the name of the parameter without which it does nothing, `tendency`.

    It is hashable, as modules are. `tendency` is pure, in JAX, finite for any state within bounds, and zero where the
    parameter `EFFECT` is zero. A mechanism may act through a level that others read and have no tendency of its own
    (ambiguity), or only say what is observed of a run (events).
    """

    @property
    def NAME(self) -> str: ...  # noqa: N802
    @property
    def PARAMETERS(self) -> tuple[Parameter, ...]: ...  # noqa: N802
    @property
    def EFFECT(self) -> str: ...  # noqa: N802

    def tendency(self, now: Levels, sample: Sample, theta: Mapping[str, Float[Array, ""]]) -> Tendency: ...


_REGISTER: dict[str, Mechanism] = {}
_LOADED: dict[str, tuple[Mechanism, ...]] = {}


def register(mechanism: Mechanism) -> Mechanism:
    """Let runs use a mechanism, after those registered before; its name must be new and its EFFECT a parameter.

    Raises ScenarioError where it lacks a member or its name is taken.
    """
    from . import mechanisms  # noqa: F401  (the built-in ones come first, whoever calls)

    name = getattr(mechanism, "NAME", repr(mechanism))
    if not isinstance(mechanism, Mechanism):
        raise ScenarioError(
            f"{name} is no mechanism",
            remedy="give it NAME, PARAMETERS, EFFECT and tendency(now, sample, theta)",
        )
    if mechanism.EFFECT not in {p.name for p in mechanism.PARAMETERS}:
        raise ScenarioError(
            f"the mechanism {name} names an EFFECT that is none of its parameters",
            remedy=f"name one of {', '.join(p.name for p in mechanism.PARAMETERS)}",
        )
    if _REGISTER.get(name, mechanism) is not mechanism:
        raise ScenarioError(f"a mechanism named {name} is registered already", remedy="choose another NAME")
    _REGISTER[name] = mechanism
    return mechanism


def unregister(name: str) -> None:
    """Forget a mechanism; nothing happens where there is none of that name."""
    gone = _REGISTER.pop(name, None)
    for file in [file for file, found in _LOADED.items() if gone in found]:
        del _LOADED[file]


def registered() -> tuple[Mechanism, ...]:
    """All mechanisms in the order of their registration, the built-in ones first."""
    from . import mechanisms  # noqa: F401  (registers the built-in ones)

    return tuple(_REGISTER.values())


def load_mechanism(path: str | os.PathLike[str]) -> tuple[Mechanism, ...]:
    """Run a file of Python that registers mechanisms, and return those; loading it again changes nothing.

    It is code of the user's own choosing and is run as such. Raises ScenarioError, with the line, where it cannot be
    read, fails, or registers none.
    """
    where = os.fspath(path)
    name = f"detente_mechanism_{sha256(str(Path(path).resolve()).encode()).hexdigest()[:12]}"
    if name in _LOADED:
        return _LOADED[name]
    before = set(registered())
    spec = spec_from_file_location(name, where)
    if spec is None or spec.loader is None or not Path(path).is_file():
        raise ScenarioError("is no file of Python", where=where, remedy="name a file that ends in .py")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except DetenteError:
        raise
    except Exception as error:
        lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == where]
        line = (
            getattr(error, "lineno", None) if isinstance(error, SyntaxError) else lines[-1] if lines else None
        )
        raise ScenarioError(
            f"fails with {type(error).__name__}: {error}",
            where=f"{where}, line {line}" if line else where,
            remedy="mend the file",
        ) from error
    found = tuple(m for m in registered() if m not in before)
    if not found:
        raise ScenarioError(
            "registers no mechanism", where=where, remedy="end it with register(sys.modules[__name__])"
        )
    _LOADED[name] = found
    return found
