"""Keeping: what never changes in a dossier and takes a while to read, the last few of it in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

from ...store import Dossier

if TYPE_CHECKING:
    from ...dynamics.state import Explanation, Results
    from ...show.index import Index
    from ...system.model import System

T = TypeVar("T")


class Kept(Generic[T]):
    """What `make` gives for a number of a dossier. The last of it is remembered, as long as all of it together weighs
    no more than `most`; by default each weighs 1."""

    def __init__(
        self, make: Callable[[Dossier, int], T], most: int, weight: Callable[[T], int] = lambda made: 1
    ) -> None:
        self._make, self._most, self._weight = make, most, weight
        self._held: WeakKeyDictionary[Dossier, OrderedDict[int, T]] = WeakKeyDictionary()
        self._lock = Lock()

    def __call__(self, dossier: Dossier, no: int) -> T:
        """What stands under a number. Raises what `make` raises."""
        with self._lock:  # whoever comes while it is made waits for it, rather than make it too
            held = self._held.setdefault(dossier, OrderedDict())
            if no in held:
                held.move_to_end(no)
                return held[no]
            made = held[no] = self._make(dossier, no)
            while len(held) > 1 and sum(map(self._weight, held.values())) > self._most:
                held.popitem(last=False)
            return made


def _results(dossier: Dossier, run: int) -> Results:
    from ...api.modelling import results_in

    return results_in(dossier, run)


def _explanation(dossier: Dossier, run: int) -> Explanation:
    from ...api.modelling import explanation_in

    return explanation_in(dossier, run)


def _system(dossier: Dossier, no: int) -> System:
    return dossier.content(no)


def _words(dossier: Dossier, no: int) -> Index:
    """The phrases of a system: names and words of what it holds, without an analysis around it."""
    import numpy as np

    from ...dynamics.state import Results
    from ...evidence.claim import Weighed
    from ...show.analysis import Analysis
    from ...show.index import Index
    from ...system.assembly import Assembly

    one, five = np.zeros((1, 0, 1)), np.zeros((1, 0, 1, 5))
    unrun = Results(
        ("baseline",),
        (),
        0,
        0,
        0,
        "",
        "",
        one,
        one,
        five,
        one,
        five,
        np.zeros((1, 0, 0)),
        np.zeros((1, 0)),
        one,
    )
    return Index(Analysis((), (), Weighed((), (), ()), Assembly(content(dossier, no), (), {}), unrun, ()))


def _bytes(results: Results) -> int:
    return 14 * results.mean.nbytes  # mean, sd and five quantiles, each also of the change


results = Kept(_results, 256 * 2**20, _bytes)
explanation = Kept(_explanation, 50)
content = Kept(_system, 8)
words = Kept(_words, 8)
