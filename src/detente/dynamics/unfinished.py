"""An unfinished ensemble, kept in a file from which the same command goes on after it was stopped.

The file holds what has been gathered so far (`Tally.state`) at the end of a chunk of runs, and what they are runs of.
Chunks are of one size and are gathered in one order, so that sums are the same to the last bit whether or not a run was
interrupted.
"""

from __future__ import annotations

import json
import os
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import OutputError, ResultsError
from ..writing import target_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .tally import Tally

EVERY = 30.0
"""Seconds of work between two writes; more where writing itself takes long, so that it takes a twentieth at most."""
_WORDS = {
    "inputs": "another system or other scenarios",
    "seed": "another seed",
    "months": "another number of months",
    "version": "another version of detente",
    "jax": "another version of JAX",
    "device": "another kind of machine",
    "mechanisms": "other mechanisms",
    "variables": "other variables",
    "exact": "a number of runs on the other side of 5,000",
    "size": "a number of runs that goes through in chunks of another size",
}


class Unfinished:
    """The file in which one ensemble is kept while it runs; `about` says what it is an ensemble of."""

    def __init__(self, path: str | os.PathLike[str], about: Mapping[str, str | int | bool]) -> None:
        self.path, self.about = target_of(path), dict(about)
        self.written, self.took = time.monotonic(), 0.0

    def restore(self, tally: Tally) -> None:
        """Go on from the file where there is one.

        Raises ResultsError where it was made of something else, has more runs than are asked for, or is damaged.
        """
        where, remedy = str(self.path), "delete it to start anew, or name another output"
        if not self.path.exists():
            return
        try:
            with self.path.open("rb") as file, np.load(file, allow_pickle=False) as held:
                state = {name: held[name] for name in held.files}
            about = json.loads(str(state.pop("about")))
            count = int(state["count"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ResultsError("is no unfinished run (or damaged)", where=where, remedy=remedy) from error
        differing = [key for key in self.about if about.get(key) != self.about[key]]
        if differing:
            named = [_WORDS[key] for key in differing]
            raise ResultsError(
                f"holds an unfinished run of {' and '.join(named)}", where=where, remedy=remedy
            )
        if count > tally.runs:
            raise ResultsError(
                f"holds {count:,} runs already, more than the {tally.runs:,} asked for",
                where=where,
                remedy=f"ask for more, or {remedy}",
            )
        try:
            tally.restore(state)
        except (KeyError, ValueError) as error:
            raise ResultsError("is no unfinished run (or damaged)", where=where, remedy=remedy) from error

    def keep(self, tally: Tally) -> None:
        """Write the file whole, if the last time is long enough ago.

        Raises OutputError where it cannot be written.
        """
        if time.monotonic() - self.written < max(EVERY, 20 * self.took):
            return
        began = time.monotonic()
        # One name, so that drafts do not pile up where a run is killed again and again.
        draft = self.path.with_name(f".{self.path.name}.draft")
        try:
            with draft.open("wb") as file:
                arrays: dict[str, Any] = {"about": np.array(json.dumps(self.about)), **tally.state()}
                np.savez(file, **arrays)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, self.path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise OutputError(
                f"cannot be written ({error.strerror or error})",
                where=str(self.path),
                remedy="make room, or name an output in another folder",
            ) from error
        self.written = time.monotonic()
        self.took = self.written - began


def beside(output: str | os.PathLike[str]) -> Path:
    """Where the unfinished run of an output is kept."""
    target = Path(output)
    return target.with_name(f"{target.name}.part")
