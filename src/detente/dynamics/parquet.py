"""Results as one long Parquet table: a row for every scenario, variable and month.

Columns: `scenario`, `variable` (its label), `kind`, `actors` (a list), `issue`, `domain`, `arena`, `month`, `mean`,
`sd`, `q5` to `q95`, and the same of the difference to the baseline: `contrast_mean`, `contrast_sd`, `contrast_q5` to
`contrast_q95`. What the ensemble was made of stands as JSON under the key `detente` of the schema's metadata.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from ..errors import NotInstalledError
from .state import QUANTILES

if TYPE_CHECKING:
    from .state import Results


def write(results: Results, file: BinaryIO) -> None:
    """Write results into an open file. Raises NotInstalledError without the extra `tables`."""
    pyarrow = _pyarrow()
    table = pyarrow.table(_columns(results, pyarrow))
    about = {
        "version": results.version, "seed": results.seed, "runs": results.runs, "months": results.months,
        "inputs": results.inputs, "scenarios": results.scenarios, "provenance": asdict(results.provenance),
    }  # fmt: skip
    table = table.replace_schema_metadata({"detente": json.dumps(about, ensure_ascii=False)})
    pyarrow.parquet.write_table(table, file, compression="zstd")


def _columns(results: Results, pyarrow: Any) -> dict[str, Any]:
    months, variables = results.months + 1, results.variables
    scenarios, text = len(results.scenarios), pyarrow.dictionary(pyarrow.int32(), pyarrow.string())

    def of_variables(values: list[Any], kind: Any) -> Any:
        each = pyarrow.array(values, kind)
        at = np.tile(np.repeat(np.arange(len(variables)), months), scenarios)
        return each.take(pyarrow.array(at, pyarrow.int64()))

    named = pyarrow.array(results.scenarios, pyarrow.string()).take(
        pyarrow.array(np.repeat(np.arange(scenarios), len(variables) * months), pyarrow.int64())
    )
    columns = {
        "scenario": named.cast(text),
        "variable": of_variables([v.label for v in variables], pyarrow.string()).cast(text),
        "kind": of_variables([v.kind for v in variables], pyarrow.string()).cast(text),
        "actors": of_variables([list(v.actors) for v in variables], pyarrow.list_(pyarrow.string())),
        "issue": of_variables([v.issue for v in variables], pyarrow.string()).cast(text),
        "domain": of_variables([v.domain for v in variables], pyarrow.string()).cast(text),
        "arena": of_variables([v.arena for v in variables], pyarrow.string()).cast(text),
        "month": pyarrow.array(np.tile(np.arange(months, dtype=np.int32), scenarios * len(variables))),
    }
    for head in ("", "contrast_"):
        columns[f"{head}mean"] = pyarrow.array(getattr(results, f"{head}mean").ravel())
        columns[f"{head}sd"] = pyarrow.array(getattr(results, f"{head}sd").ravel())
        for i, level in enumerate(QUANTILES):
            columns[f"{head}q{level}"] = pyarrow.array(getattr(results, f"{head}quantiles")[..., i].ravel())
    return columns


def require() -> None:
    """Raise NotInstalledError where the library that this needs is missing."""
    _pyarrow()


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise NotInstalledError(
            "Parquet needs pyarrow", remedy="install it: pip install 'detente[tables]'"
        ) from error
    return pyarrow
