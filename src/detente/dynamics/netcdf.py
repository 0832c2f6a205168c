"""Results as NetCDF: arrays with named axes and all that they were made of, and back without loss.

Axes: `scenario`, `variable`, `month`, `quantile` (in percent), `run`, `forecast`. A variable is named by its label
and described along its axis by `kind`, `actors` (joined by >), `issue`, `domain` and `arena` (empty where it has none).
What the ensemble was made of stands in the attributes. The file is NetCDF 4, so any NetCDF or HDF5 program opens it; it
is written by h5netcdf, because that writes to an open file, which is then moved into its place whole, and brings no C
library of its own besides HDF5. Neither clock nor path goes into it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import numpy as np

from ..errors import NotInstalledError
from ..system.model import Variable
from .state import QUANTILES, Provenance, Results

if TYPE_CHECKING:
    from xarray import Dataset

FORMAT = "detente results 1"
AXES = {
    "mean": ("scenario", "variable", "month"),
    "sd": ("scenario", "variable", "month"),
    "quantiles": ("scenario", "variable", "month", "quantile"),
    "contrast_mean": ("scenario", "variable", "month"),
    "contrast_sd": ("scenario", "variable", "month"),
    "contrast_quantiles": ("scenario", "variable", "month", "quantile"),
    "final": ("scenario", "variable", "run"),
    "forecasts": ("scenario", "forecast"),
}
MEANINGS = {
    "mean": "mean over runs",
    "sd": "standard deviation over runs",
    "quantiles": "quantiles over runs",
    "contrast_mean": "mean over runs of the difference to the baseline in the same run",
    "contrast_sd": "standard deviation of that difference; over the root of `runs`, the standard error of its mean",
    "contrast_quantiles": "quantiles of that difference",
    "final": "level at the last month, run by run",
    "forecasts": "probability of each forecast of the system",
}


def to_dataset(results: Results) -> Dataset:
    """The results as an xarray Dataset."""
    xarray = _xarray()
    described = {
        "kind": [v.kind for v in results.variables],
        "actors": [">".join(v.actors) for v in results.variables],
        "issue": [v.issue or "" for v in results.variables],
        "domain": [v.domain or "" for v in results.variables],
        "arena": [v.arena or "" for v in results.variables],
    }
    made = asdict(results.provenance)
    return xarray.Dataset(
        {
            name: (axes, getattr(results, name), {"long_name": MEANINGS[name], "units": "1"})
            for name, axes in AXES.items()
        },
        coords={
            "scenario": _texts(results.scenarios),
            "variable": _texts([v.label for v in results.variables]),
            "month": np.arange(results.months + 1),
            "quantile": np.array(QUANTILES),
            **{name: ("variable", _texts(column)) for name, column in described.items()},
        },
        attrs={
            "title": FORMAT, "version": results.version, "seed": results.seed, "runs": results.runs,
            "inputs": results.inputs, "system_sha256": made["system"], "file_sha256": made["file"] or "",
            "scenarios_sha256": "\n".join(made["scenarios"]), "articles": "\n".join(made["articles"]),
            "mechanisms": "\n".join(made["mechanisms"]), "jax": made["jax"], "device": made["device"],
        },
    )  # fmt: skip


def from_dataset(held: Dataset) -> Results:
    """The results that `to_dataset` made a Dataset of; KeyError or ValueError where it is none."""
    about: dict[str, Any] = held.attrs
    if about.get("title") != FORMAT:
        raise ValueError(f"is titled {about.get('title')!r}, not {FORMAT!r}")

    def column(name: str) -> list[str]:
        return [str(x) for x in held[name].values]

    def lines(name: str) -> tuple[str, ...]:
        return tuple(about[name].split("\n")) if about[name] else ()

    described = zip(*(column(name) for name in ("kind", "actors", "issue", "domain", "arena")))
    return Results(
        scenarios=tuple(column("scenario")),
        variables=tuple(
            Variable.model_validate(
                {
                    "kind": kind, "actors": tuple(actors.split(">")) if actors else (), "issue": issue or None,
                    "domain": domain or None, "arena": arena or None,
                }
            )
            for kind, actors, issue, domain, arena in described
        ),
        months=held.sizes["month"] - 1,
        runs=int(about["runs"]),
        seed=int(about["seed"]),
        version=about["version"],
        inputs=about["inputs"],
        provenance=Provenance(
            system=about["system_sha256"], file=about["file_sha256"] or None, scenarios=lines("scenarios_sha256"),
            articles=lines("articles"), mechanisms=lines("mechanisms"), jax=about["jax"], device=about["device"],
        ),
        **{name: np.asarray(held[name].transpose(*axes).values) for name, axes in AXES.items()},
    )  # fmt: skip


def write(results: Results, file: BinaryIO) -> None:
    """Write results into an open file. Raises NotInstalledError without the extra `tables`."""
    packed = {name: {"zlib": True, "complevel": 4, "shuffle": True} for name in AXES}
    held = to_dataset(results)
    if not all(held.sizes.values()):  # an axis without anything on it cannot be packed
        packed = {}
    held.to_netcdf(cast(Any, file), engine="h5netcdf", encoding=packed)


def read(file: BinaryIO) -> Results:
    """Read what `write` wrote. Raises OSError, KeyError or ValueError where the file holds something else."""
    with _xarray().open_dataset(file, engine="h5netcdf") as held:
        return from_dataset(held.load())


def _texts(texts: Any) -> np.ndarray:
    return np.array(list(texts), dtype=object if len(texts) else "U1")


def require() -> None:
    """Raise NotInstalledError where a library that this needs is missing."""
    _xarray()


def _xarray() -> Any:
    try:
        import h5netcdf  # noqa: F401  (what xarray writes with)
        import xarray
    except ImportError as error:
        raise NotInstalledError(
            "NetCDF needs xarray and h5netcdf", remedy="install them: pip install 'detente[tables]'"
        ) from error
    return xarray
