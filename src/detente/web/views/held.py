"""Held: systems and runs of a dossier as they are worked with, parsed once; they never change under their number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

from ...store import Dossier

if TYPE_CHECKING:
    from ...dynamics.state import Results
    from ...show.index import Index
    from ...system.model import System

T = TypeVar("T")


class Recent(Generic[T]):
    """The values of a dossier's numbers that were asked for last, at most so many."""

    def __init__(self, make: Callable[[Dossier, int], T], most: int) -> None:
        self._make, self._most, self._lock = make, most, Lock()
        self._held: WeakKeyDictionary[Dossier, OrderedDict[int, T]] = WeakKeyDictionary()

    def __call__(self, dossier: Dossier, no: int) -> T:
        """The value of a number. Raises what making it raises."""
        with self._lock:
            held = self._held.setdefault(dossier, OrderedDict())
            if no in held:
                held.move_to_end(no)
                return held[no]
        value = self._make(dossier, no)
        with self._lock:
            held[no] = value
            while len(held) > self._most:
                held.popitem(last=False)
        return value


def _results(dossier: Dossier, run: int) -> Results:
    from ...api.modelling import results_in

    return results_in(dossier, run)


def _system(dossier: Dossier, no: int) -> System:
    return dossier.content(no)


def _index(dossier: Dossier, no: int) -> Index:
    import numpy as np

    from ...dynamics.state import Results
    from ...evidence.claim import Weighed
    from ...show.analysis import Analysis
    from ...show.index import Index
    from ...system.assembly import assembly_of

    none, wide = np.zeros((1, 0, 1)), np.zeros((1, 0, 1, 5))
    unrun = Results(
        ("baseline",), (), 0, 0, 0, "", "", none, none, wide, none, wide, none, np.zeros((1, 0)), none
    )
    return Index(Analysis((), (), Weighed((), (), ()), assembly_of(system_of(dossier, no)), unrun, ()))


system_of: Recent[System] = Recent(_system, 8)
"""What a system of a dossier holds, by its number. Raises DossierError."""
index_of: Recent[Index] = Recent(_index, 4)
"""Names, labels and grounds of a system of a dossier, without a run. Raises DossierError."""
results_of: Recent[Results] = Recent(_results, 4)
"""What a run of a dossier gave, by its number. Raises DossierError, ResultsError."""
