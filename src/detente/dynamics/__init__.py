"""Dynamics: a system runs forward, its outcomes are distributions, and they say what carries them.

Importing this package is cheap; JAX is loaded when something runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .ensemble import simulate
    from .explain import explain_outcome
    from .mechanism import Levels, Mechanism, Parameter, Tendency, load_mechanism, register, registered
    from .results_file import load_results, save_results
    from .sensitivity import outcome_sensitivity
    from .settle import Settlement
    from .shock import parse_shock
    from .state import Explanation, MechanismShare, Outcome, Part, Provenance, Results, Sensitivity, Share

_HOME = {
    "simulate": "ensemble",
    "explain_outcome": "explain",
    "load_results": "results_file",
    "save_results": "results_file",
    "outcome_sensitivity": "sensitivity",
    "Settlement": "settle",
    "parse_shock": "shock",
    "Levels": "mechanism",
    "Mechanism": "mechanism",
    "Parameter": "mechanism",
    "Tendency": "mechanism",
    "load_mechanism": "mechanism",
    "register": "mechanism",
    "registered": "mechanism",
    "Outcome": "state",
    "Part": "state",
    "Provenance": "state",
    "Results": "state",
    "Sensitivity": "state",
    "Explanation": "state",
    "Share": "state",
    "MechanismShare": "state",
}

__all__ = [
    "Explanation",
    "Levels",
    "Mechanism",
    "MechanismShare",
    "Outcome",
    "Parameter",
    "Part",
    "Provenance",
    "Results",
    "Sensitivity",
    "Settlement",
    "Share",
    "Tendency",
    "explain_outcome",
    "load_mechanism",
    "load_results",
    "outcome_sensitivity",
    "parse_shock",
    "register",
    "registered",
    "save_results",
    "simulate",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOME[name]}", __name__), name)
