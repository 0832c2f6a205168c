"""System: claims become actors, issues, ties, presence and commitments, each number with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .assembly import Assembly, assemble
    from .file import dump_system, load_system, parse_system, save_system
    from .model import System
    from .problem import Problem, check

__all__ = [
    "Assembly", "Problem", "System", "assemble", "check", "dump_system", "load_system", "parse_system",
    "save_system",
]  # fmt: skip

_PLACES = {
    "Assembly": "assembly", "assemble": "assembly", "Problem": "problem", "check": "problem",
    "dump_system": "file", "load_system": "file", "parse_system": "file", "save_system": "file",
    "System": "model",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_PLACES[name]}", __name__), name)
