"""What the latest run of each scenario of a system says, in a line."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import ResultsError
from ...store import Dossier
from .outcomes import Asked, OutcomeRow, Outcomes
from .runs import row_of, shocks_of

_CHANGES = 3  # told of each scenario
_BACK = 5  # runs that are looked into


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest run of a scenario, and what moved most in it by its last month."""

    run: int
    month: int
    changes: tuple[OutcomeRow, ...]


def latest_of(dossier: Dossier, system: int) -> dict[str, Latest]:
    """What the latest runs of a system say of its scenarios, by their names."""
    found: dict[str, Latest] = {}
    mine = (row_of(r) for r in reversed(dossier.runs()) if r.system == system)
    for row in [r for r in mine if r.kind == "run" and r.scenarios][:_BACK]:
        for name in row.scenarios:
            if name in found:
                continue
            try:
                told = Outcomes(dossier, row, Asked(name, row.months), shocks_of(dossier, row, name))
            except ResultsError:  # kept by the command line, as records
                break
            found[name] = Latest(row.no, row.months, told.largest(_CHANGES))
    return found
