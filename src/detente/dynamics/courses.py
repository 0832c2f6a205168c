"""Courses: an ensemble's results as records, one variable in one scenario each, to be kept and had again."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import ResultsError, ScenarioError
from ..records import from_record
from ..system.label import variable_of
from .state import QUANTILES, Provenance, Results

_Q = len(QUANTILES)
COLUMNS = (
    "mean", "sd", "contrast_mean", "contrast_sd", *(f"quantile_{q}" for q in QUANTILES),
    *(f"contrast_quantile_{q}" for q in QUANTILES),
)  # fmt: skip
"""What is kept of a variable at each month, as in `Results`."""


@dataclass(frozen=True, slots=True)
class Ensemble:
    """What was run: the head of a list of courses.

    `forecasts` is, for each scenario, the model's probability of each forecast with a resolution in the system's
    order; null where it has none.
    """

    scenarios: tuple[str, ...]
    months: int
    runs: int
    seed: int
    version: str
    inputs: str
    forecasts: tuple[tuple[float | None, ...], ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Course:
    """One variable in one scenario from month 0 on: `numbers` are those of `COLUMNS`, month by month, as little-endian
    32-bit floats in base 64 (as digits they would be three times as long and take fifty times as long to read).
    """

    scenario: str
    variable: str
    numbers: str


def courses_of(results: Results) -> Iterator[Ensemble | Course]:
    """The records of results: the ensemble first, then each scenario's variables."""
    chances = tuple(
        tuple(None if np.isnan(p) else float(f"{p:.6g}") for p in row) for row in results.forecasts
    )
    yield Ensemble(
        results.scenarios, results.months, results.runs, results.seed, results.version, results.inputs, chances,
        results.provenance,
    )  # fmt: skip
    one = (results.mean, results.sd, results.contrast_mean, results.contrast_sd)
    table = np.concatenate(
        [*(x[..., None] for x in one), results.quantiles, results.contrast_quantiles], axis=-1
    )
    for s, scenario in enumerate(results.scenarios):
        for v, variable in enumerate(results.variables):
            yield Course(
                scenario, variable.label, b64encode(table[s, v].astype("<f4").tobytes()).decode("ascii")
            )


def results_of(records: Iterable[Mapping[str, Any]]) -> Results:
    """The results that records were made of, but for the single runs' last month.

    Raises ResultsError where they are no such records.
    """
    every = iter(records)
    try:
        head = from_record(Ensemble, next(every))
        courses = list(every)
        wide, months, count = len(COLUMNS), head.months + 1, len(courses) // len(head.scenarios)
        wanted = [s for s in head.scenarios for _ in range(count)]
        if [c["scenario"] for c in courses] != wanted:
            raise ValueError("courses are missing")
        data = b"".join(b64decode(c["numbers"], validate=True) for c in courses)
        table = np.frombuffer(data, "<f4").astype(float).reshape(len(head.scenarios), count, months, wide)
        mean, sd, contrast, contrast_sd = (table[..., i] for i in range(4))
        chances = [[np.nan if p is None else p for p in row] for row in head.forecasts]
        return Results(
            head.scenarios, tuple(variable_of(c["variable"]) for c in courses[:count]), head.months, head.runs,
            head.seed, head.version, head.inputs, mean, sd, table[..., 4 : 4 + _Q], contrast, table[..., 4 + _Q :],
            np.zeros((len(head.scenarios), count, 0)), np.array(chances, float).reshape(len(head.scenarios), -1),
            contrast_sd, head.provenance,
        )  # fmt: skip
    except (StopIteration, ValueError, KeyError, TypeError, ZeroDivisionError, ScenarioError) as error:
        raise ResultsError(
            "holds no courses of an ensemble", remedy="run it again with this detente"
        ) from error
