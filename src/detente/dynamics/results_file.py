"""Results as files: NetCDF to keep and load again, Parquet and JSON Lines for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..errors import OutputError, ResultsError
from ..records import to_line
from ..writing import target_of, write_file

if TYPE_CHECKING:
    from os import PathLike

    from .state import Results

SUFFIXES = (".nc", ".parquet", ".json", ".jsonl")


def suffix_of(path: str | PathLike[str]) -> str:
    """The kind of file that a path asks for, if it could be written.

    To be asked before long work. Raises OutputError for another kind or a place that cannot be written.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise OutputError(
            f"results are not written as {suffix or 'a file without a suffix'}",
            where=str(path),
            remedy=f"end the name in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}",
        )
    target_of(path)
    return suffix


def require(path: str | PathLike[str]) -> None:
    """Raise NotInstalledError, before long work, where the libraries for this kind of file are missing."""
    from . import netcdf, parquet

    {".nc": netcdf.require, ".parquet": parquet.require}.get(suffix_of(path), lambda: None)()


def save_results(results: Results, path: str | PathLike[str]) -> Path:
    """Write results whole or not at all: `.nc` NetCDF, `.parquet` Parquet, `.json` or `.jsonl` JSON Lines.

    Raises OutputError where that cannot be, NotInstalledError where the extra `tables` is missing.
    """
    from . import netcdf, parquet

    def lines(file: BinaryIO) -> None:
        for outcome in results.outcomes():
            file.write(f"{to_line(outcome)}\n".encode())

    writers = {".nc": netcdf.write, ".parquet": parquet.write}
    write = writers.get(suffix_of(path))
    require(path)
    return write_file(path, lines if write is None else lambda file: write(results, file))


def load_results(path: str | PathLike[str]) -> Results:
    """Read results from a NetCDF file that `save_results` wrote.

    Raises ResultsError where it cannot be read or holds something else, NotInstalledError where the extra `tables` is
    missing.
    """
    from . import netcdf

    where, remedy = str(path), "name a .nc file that `detente run -o` wrote"
    try:
        with open(path, "rb") as file:
            return netcdf.read(file)
    except FileNotFoundError as error:
        raise ResultsError("does not exist", where=where, remedy=remedy) from error
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise ResultsError("holds no results in NetCDF", where=where, remedy=remedy) from error
