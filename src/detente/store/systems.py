"""Systems and runs: every version of a system file, and what running it gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from ..errors import DossierError
from ..records import to_record
from .articles import next_number
from .packing import digest, expand, pack, press, unpack
from .schema import runs, systems


@dataclass(frozen=True, slots=True)
class SystemVersion:
    """One version of a system file: `at` is when it was saved (UTC), `as_of` the date it speaks of."""

    no: int
    at: str
    as_of: str | None
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a system: `inputs` is the hash of all that went into it, `version` detente's."""

    no: int
    at: str
    system: int
    command: str
    inputs: str
    seed: int
    runs: int
    months: int
    version: str


def save_system(connection: Connection, text: str, *, as_of: str | None, note: str, at: str) -> int:
    """Keep a system file; the same text again is the same version. Gives its number."""
    data = text.encode("utf8")
    known = connection.execute(select(systems.c.no).where(systems.c.sha256 == digest(data))).scalar()
    if known is not None:
        return known
    return add_system(connection, SystemVersion(next_number(connection, systems.c.no), at, as_of, note, text))


def add_system(connection: Connection, version: SystemVersion) -> int:
    """Write a version as it is."""
    data = version.text.encode("utf8")
    connection.execute(
        insert(systems).values(
            no=version.no, sha256=digest(data), at=version.at, as_of=version.as_of, note=version.note,
            text=press(data),
        )
    )  # fmt: skip
    return version.no


def read_systems(connection: Connection) -> Iterator[SystemVersion]:
    """All versions, oldest first."""
    for r in connection.execute(select(systems).order_by(systems.c.no)):
        yield SystemVersion(r.no, r.at, r.as_of, r.note, expand(r.text).decode("utf8"))


def read_system(connection: Connection, no: int) -> SystemVersion:
    """One version. Raises DossierError where there is none of that number."""
    row = connection.execute(select(systems).where(systems.c.no == no)).first()
    if row is None:
        raise DossierError(f"holds no system {no}", remedy="see its systems for their numbers")
    return SystemVersion(row.no, row.at, row.as_of, row.note, expand(row.text).decode("utf8"))


def save_run(connection: Connection, run: Run, results: Iterable[Any]) -> int:
    """Keep a run with its results (anything that `to_record` takes); gives its number.

    `run.no` is taken as it is, 0 meaning the next. Raises DossierError where its system is not held.
    """
    read_system(connection, run.system)
    no = run.no or next_number(connection, runs.c.no)
    lines = "".join(pack(to_record(r)) + "\n" for r in results)
    record = {k: v for k, v in to_record(run).items() if k not in ("no", "at", "system")}
    connection.execute(
        insert(runs).values(
            no=no, at=run.at, system=run.system, record=pack(record), results=press(lines.encode("ascii"))
        )
    )
    return no


def read_runs(connection: Connection) -> Iterator[Run]:
    """All runs, oldest first."""
    columns = (runs.c.no, runs.c.at, runs.c.system, runs.c.record)
    for r in connection.execute(select(*columns).order_by(runs.c.no)):
        yield Run(r.no, r.at, r.system, **unpack(r.record))


def read_run(connection: Connection, no: int) -> Run:
    """One run. Raises DossierError where there is none of that number."""
    r = connection.execute(select(runs).where(runs.c.no == no)).first()
    if r is None:
        raise DossierError(f"holds no run {no}", remedy="see its runs for their numbers")
    return Run(r.no, r.at, r.system, **unpack(r.record))


def read_results(connection: Connection, no: int) -> tuple[Mapping[str, Any], ...]:
    """The results of a run, a record each. Raises DossierError where there is none of that number."""
    packed = connection.execute(select(runs.c.results).where(runs.c.no == no)).scalar()
    if packed is None:
        raise DossierError(f"holds no run {no}", remedy="see its runs for their numbers")
    return tuple(unpack(line) for line in expand(packed).splitlines())
