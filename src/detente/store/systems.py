"""Systems and runs: every version of a system file, which of them is worked with, and what running it gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select

from ..errors import DossierError
from ..records import from_record, to_record
from .articles import next_number
from .packing import digest, expand, pack, plain, press, unpack
from .schema import runs, systems, uses

if TYPE_CHECKING:
    from ..system.model import System

_HEAD = (
    runs.c.no,
    runs.c.at,
    runs.c.system,
    runs.c.record,
)  # of a run, without its results, which may be large


@dataclass(frozen=True, slots=True)
class SystemVersion:
    """One version of a system file: `at` is when it was saved (UTC), `as_of` the date it speaks of."""

    no: int
    at: str
    as_of: str | None
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class Use:
    """That somebody took up a system as the one to work with: `note` says why, or what he changed.

    An author without a name is the program itself. `mark` is what `Dossier.mark` gave when the system was assembled,
    null where that is not known: where it gives something else now, articles or decisions have come since.
    """

    no: int
    at: str
    author: str
    note: str
    system: int
    mark: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a system: `inputs` is the hash of all that went into it, `version` detente's.

    `command` says it as the command line has it. `scenarios` are those of the system that were asked for, `shocks`
    those imposed besides, in their words. `of` is the run that this one explains or is to be held against, `without`
    the ids of articles and origins that were left out to see it move.
    """

    no: int
    at: str
    system: int
    command: str
    inputs: str
    seed: int
    runs: int
    months: int
    version: str
    title: str = ""
    author: str = ""
    scenarios: tuple[str, ...] = ()
    shocks: tuple[str, ...] = ()
    of: int | None = None
    without: tuple[str, ...] = ()


def save_system(
    connection: Connection, text: str, *, as_of: str | None, note: str, at: str, content: str | None = None
) -> int:
    """Keep a system file; the same text again is the same version. Gives its number.

    `content` is what it holds as JSON, where that is at hand.
    """
    data = text.encode("utf8")
    known = connection.execute(select(systems.c.no).where(systems.c.sha256 == digest(data))).scalar()
    if known is not None:
        return known
    version = SystemVersion(next_number(connection, systems.c.no), at, as_of, note, text)
    return add_system(connection, version, content)


def add_system(connection: Connection, version: SystemVersion, content: str | None = None) -> int:
    """Write a version as it is."""
    data = version.text.encode("utf8")
    connection.execute(
        insert(systems).values(
            no=version.no, sha256=digest(data), at=version.at, as_of=version.as_of, note=version.note,
            text=press(data), content=None if content is None else press(content.encode("utf8")),
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
        raise _none_of("system", no)
    return SystemVersion(row.no, row.at, row.as_of, row.note, expand(row.text).decode("utf8"))


def read_content(connection: Connection, no: int) -> System:
    """What a version holds. Raises DossierError where there is none of that number, SystemFileError where it is no
    system."""
    from pydantic import ValidationError

    from ..system.file import parse_system
    from ..system.model import System

    row = connection.execute(select(systems.c.text, systems.c.content).where(systems.c.no == no)).first()
    if row is None:
        raise _none_of("system", no)
    if row.content is not None:
        try:
            return System.model_validate_json(expand(row.content))
        except ValidationError:  # of a detente that knew systems otherwise: its text says the same
            pass
    return parse_system(expand(row.text).decode("utf8"), where=f"system {no}")


def use_system(
    connection: Connection,
    system: int,
    *,
    author: str,
    note: str,
    at: str,
    mark: tuple[int, ...] | None = None,
) -> Use:
    """Note that a system is the one to work with from now on. Raises DossierError where it is not held."""
    if connection.execute(select(systems.c.no).where(systems.c.no == system)).first() is None:
        raise _none_of("system", system)
    for name, text in (("author", author), ("note", note)):
        try:
            plain(f"the {name}", text)
        except ValueError as error:
            raise DossierError(str(error), remedy="shorten it") from error
    use = Use(next_number(connection, uses.c.no), at, author, note, system, mark)
    add_use(connection, use)
    return use


def add_use(connection: Connection, use: Use) -> None:
    """Write a use as it is."""
    connection.execute(
        insert(uses).values(
            no=use.no, at=use.at, author=use.author, note=use.note, system=use.system,
            mark=None if use.mark is None else pack(use.mark),
        )
    )  # fmt: skip


def read_uses(connection: Connection) -> tuple[Use, ...]:
    """The log of what was taken up, oldest first."""
    rows = connection.execute(select(uses).order_by(uses.c.no))
    return tuple(
        Use(r.no, r.at, r.author, r.note, r.system, None if r.mark is None else tuple(unpack(r.mark)))
        for r in rows
    )


def current_system(connection: Connection) -> int | None:
    """The number of the system to work with; None where there is none yet."""
    last = select(func.max(uses.c.no)).scalar_subquery()
    return connection.execute(select(uses.c.system).where(uses.c.no == last)).scalar()


def save_run(connection: Connection, run: Run, results: Iterable[Any]) -> int:
    """Keep a run with its results (anything that `to_record` takes); gives its number.

    `run.no` is taken as it is, 0 meaning the next. Raises DossierError where its system is not held.
    """
    if connection.execute(select(systems.c.no).where(systems.c.no == run.system)).first() is None:
        raise _none_of("system", run.system)
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
    for r in connection.execute(select(*_HEAD).order_by(runs.c.no)):
        yield _run(r)


def read_run(connection: Connection, no: int) -> Run:
    """One run. Raises DossierError where there is none of that number."""
    r = connection.execute(select(*_HEAD).where(runs.c.no == no)).first()
    if r is None:
        raise _none_of("run", no)
    return _run(r)


def read_results(connection: Connection, no: int) -> tuple[Mapping[str, Any], ...]:
    """The results of a run, a record each. Raises DossierError where there is none of that number."""
    packed = connection.execute(select(runs.c.results).where(runs.c.no == no)).scalar()
    if packed is None:
        raise _none_of("run", no)
    from pydantic_core import from_json  # several times as fast, and a run may have ten megabytes

    return tuple(from_json(b"[" + b",".join(expand(packed).splitlines()) + b"]", allow_inf_nan=False))


def _run(row: Any) -> Run:
    return from_record(Run, {"no": row.no, "at": row.at, "system": row.system, **unpack(row.record)})


def _none_of(what: str, no: int) -> DossierError:
    return DossierError(f"holds no {what} {no}", remedy=f"see its {what}s for their numbers")
