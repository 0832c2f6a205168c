"""Jobs: long work as rows that outlive the server, and the one process at a time that does it.

They lie in a SQLite file of their own beside the dossier, not in it: they belong to this server and its uploads, are
not exported with the dossier, and tell of progress many times a second, which must not wait for the writer of an
article.
Whoever holds the lock of a lane is its worker; a job that runs while nobody holds it was interrupted.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import IO, Any, Literal

from ..errors import DossierError
from ..records import from_record, to_record
from .refusals import Refusal
from .tasks import LANES, TASKS, Kind, Lane, Task, kind_of, lane_of, title_of

State = Literal["queued", "running", "done", "failed", "stopped", "interrupted"]
ENDED = ("done", "failed", "stopped", "interrupted")
_KEPT = 200  # jobs that ended and are still listed
_INTERRUPTED = "its process ended before it did; what it had added is kept, add the rest again"
_VERSION = 2  # of the table: an older one is forgotten, since nothing in it is wanted for long
_TABLE = """CREATE TABLE IF NOT EXISTS jobs (
    no INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, lane TEXT NOT NULL, state TEXT NOT NULL,
    title TEXT NOT NULL, task TEXT NOT NULL, at TEXT NOT NULL, started TEXT, ended TEXT,
    done INTEGER NOT NULL DEFAULT 0, total INTEGER, doing TEXT NOT NULL DEFAULT '',
    added INTEGER NOT NULL DEFAULT 0, versions INTEGER NOT NULL DEFAULT 0, known INTEGER NOT NULL DEFAULT 0,
    articles TEXT NOT NULL DEFAULT '[]', skipped TEXT NOT NULL DEFAULT '[]', system INTEGER, run INTEGER,
    decision INTEGER, error TEXT, stop INTEGER NOT NULL DEFAULT 0)"""


@dataclass(frozen=True, slots=True)
class Job:
    """A task that is to be done, is being done, or was.

    `done` of `total` sources are looked at, or runs made, `doing` is what is at hand. Of adding sources `articles` are
    what came, and `skipped` says what could not be had and why; else `system`, `run` and `decision` are numbers of
    what came of it. `error` says why all of it failed. Times are ISO, UTC.
    """

    no: int
    kind: Kind
    state: State
    title: str
    task: Mapping[str, Any]
    at: str
    started: str | None
    ended: str | None
    done: int
    total: int | None
    doing: str
    added: int
    versions: int
    known: int
    articles: tuple[str, ...]
    skipped: tuple[str, ...]
    system: int | None
    run: int | None
    decision: int | None
    error: str | None

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ENDED

    @property
    def asked(self) -> Task:
        """What it is to do."""
        return from_record(TASKS[self.kind], self.task)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: the name it had, and its bytes in a file of ours."""

    name: str
    data: IO[bytes]


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is told when it is started."""

    folder: str
    dossier: str
    allow_private: bool
    lane: Lane = "library"
    linger: float = 0.0  # seconds that it waits for more once all is done


class Jobs:
    """The jobs in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> None:
        """Make the folder, readable by its owner alone, and the table."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._base() as base:
                base.execute("PRAGMA journal_mode = WAL")
                if base.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                    base.execute("DROP TABLE IF EXISTS jobs")
                base.execute(_TABLE)
                base.execute(f"PRAGMA user_version = {_VERSION}")
        except (OSError, sqlite3.Error) as error:
            raise DossierError(
                f"jobs and uploads cannot be kept there ({error})", where=str(self.folder),
                remedy="make the folder writable",
            ) from error  # fmt: skip

    def recover(self, *, lost: Lane | None = None) -> None:
        """Mark what was running when its worker went away as interrupted; of a lane that is `lost` what waited too."""
        for lane in LANES if lost is None else (lost,):
            with self._lock(lane) as alone:
                if alone:
                    self._interrupt(lane, ("running", "queued") if lost else ("running",))

    def _interrupt(self, lane: Lane, states: tuple[str, ...]) -> None:
        with self._base() as base:
            found = base.execute("SELECT no, state FROM jobs WHERE lane = ?", (lane,))
            rows = [row for row in found.fetchall() if row["state"] in states]
            for row in rows:
                base.execute(
                    "UPDATE jobs SET state = 'interrupted', ended = ?, error = ? WHERE no = ?",
                    (_now(), _INTERRUPTED, row["no"]),
                )
        for row in rows:
            self._clear(row["no"])

    def put(self, task: Task, uploads: Sequence[Upload] = (), *, waiting: int) -> Job:
        """Queue a job, its uploads written first. Raises Refusal where `waiting` jobs wait already."""
        kind = kind_of(task)
        with self._base() as base:
            count = base.execute("SELECT count(*) FROM jobs WHERE state = 'queued'").fetchone()[0]
            if count >= waiting:
                raise Refusal(
                    429, f"{count} jobs wait already", where="the queue", remedy="wait until some are done"
                )
            no = base.execute(
                "INSERT INTO jobs (kind, lane, state, title, task, at) VALUES (?, ?, 'waiting', ?, ?, ?)",
                (kind, lane_of(kind), title_of(task), json.dumps(to_record(task)), _now()),
            ).lastrowid
        try:
            for i, upload in enumerate(uploads):
                place = self.place(no or 0, i, upload.name)
                place.parent.mkdir(mode=0o700, parents=True)
                with place.open("xb") as file:
                    shutil.copyfileobj(upload.data, file)
        except OSError as error:
            self._clear(no or 0)
            self.update(
                no or 0, state="failed", ended=_now(), error=f"an upload could not be kept ({error.strerror})"
            )
            raise Refusal(
                507,
                f"could not be kept ({error.strerror})",
                where="the upload",
                remedy="make room and send it again",
            ) from error
        self.update(no or 0, state="queued")
        return self.get(no or 0)

    def place(self, no: int, index: int, name: str) -> Path:
        """Where an upload of a job lies: a folder each, so that no name meets another."""
        return self.folder / "inbox" / str(no) / str(index) / name

    def get(self, no: int) -> Job:
        """One job. Raises Refusal where there is none of that number."""
        with self._base() as base:
            row = base.execute("SELECT * FROM jobs WHERE no = ?", (no,)).fetchone()
        if row is None:
            raise Refusal(404, f"there is no job {no}", remedy="see the library for the latest")
        return _job(row)

    def latest(self, count: int = 20, lane: Lane | None = None) -> tuple[Job, ...]:
        """Jobs, the latest first."""
        query = "SELECT * FROM jobs WHERE ? IS NULL OR lane = ? ORDER BY no DESC LIMIT ?"
        with self._base() as base:
            rows = base.execute(query, (lane, lane, count)).fetchall()
        return tuple(_job(r) for r in rows)

    def stop(self, no: int) -> Job:
        """Ask for a job to end after the article at hand."""
        job = self.get(no)
        if job.state == "queued":
            self.update(no, state="stopped", ended=_now())
            self._clear(no)
        elif job.state == "running":
            self.update(no, stop=1)
        return self.get(no)

    def asked_to_stop(self, no: int) -> bool:
        """Whether somebody asked for its end."""
        with self._base() as base:
            row = base.execute("SELECT stop FROM jobs WHERE no = ?", (no,)).fetchone()
        return bool(row and row["stop"])

    def take(self, lane: Lane) -> Job | None:
        """The next job of a lane, from now on running; None where none waits."""
        query = "SELECT no FROM jobs WHERE state = 'queued' AND lane = ? ORDER BY no LIMIT 1"
        with self._base() as base:
            row = base.execute(query, (lane,)).fetchone()
            if row is None:
                return None
            base.execute("UPDATE jobs SET state = 'running', started = ? WHERE no = ?", (_now(), row["no"]))
        return self.get(row["no"])

    def update(self, no: int, **values: str | int | None) -> None:
        """Write columns of a job."""
        columns = ", ".join(f"{name} = ?" for name in values)  # names of ours, values bound
        with self._base() as base:
            base.execute(f"UPDATE jobs SET {columns} WHERE no = ?", (*values.values(), no))

    def end(self, no: int, state: State, error: str | None = None) -> None:
        """Note how a job ended, take its uploads away, and forget the oldest that ended."""
        self.update(no, state=state, ended=_now(), error=error, doing="")
        self._clear(no)
        with self._base() as base:
            marks = ", ".join("?" * len(ENDED))
            base.execute(f"DELETE FROM jobs WHERE state IN ({marks}) AND no <= ?", (*ENDED, no - _KEPT))

    @contextmanager
    def working(self, lane: Lane) -> Iterator[bool]:
        """Be the worker of a lane, for as long as this is held; False where another process is."""
        with self._lock(lane) as alone:
            yield alone

    def waits(self, lane: Lane) -> bool:
        """Whether a job of a lane is queued."""
        query = "SELECT 1 FROM jobs WHERE state = 'queued' AND lane = ?"
        with self._base() as base:
            return base.execute(query, (lane,)).fetchone() is not None

    def is_worked(self, lane: Lane) -> bool:
        """Whether somebody is at work on a lane; whoever is looks once more for jobs after he has let go."""
        with self._lock(lane) as alone:
            return not alone

    def _clear(self, no: int) -> None:
        shutil.rmtree(self.folder / "inbox" / str(no), ignore_errors=True)

    @contextmanager
    def _base(self) -> Iterator[sqlite3.Connection]:
        base = sqlite3.connect(self.folder / "jobs.sqlite", timeout=30)
        base.row_factory = sqlite3.Row
        try:
            with base:
                yield base
        finally:
            base.close()

    @contextmanager
    def _lock(self, lane: Lane) -> Iterator[bool]:
        handle = os.open(self.folder / f"{lane}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True
        finally:
            os.close(handle)


def start_worker(order: Order) -> None:
    """Start a process that does what is queued in a lane and ends, unless one is at work on it already.

    It is in a session of its own, so it goes on when the server is stopped, and what it is told goes through a pipe:
    an address may hold a password.
    """
    if Jobs(Path(order.folder)).is_worked(order.lane):
        return
    with (Path(order.folder) / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "detente.web.worker"],  # -P: nothing from the folder one stands in
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
    Thread(target=_await_end, args=(process, order), daemon=True).start()
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as pipe:  # one that could not begin is told of at its end
        pipe.write(json.dumps(asdict(order)).encode())


def _await_end(process: subprocess.Popen[bytes], order: Order) -> None:
    """Take note of a worker's end; of one that was killed or could not begin, tell at its jobs."""
    if process.wait() != 0:
        with suppress(OSError, sqlite3.Error):
            Jobs(Path(order.folder)).recover(lost=order.lane)


def _job(row: sqlite3.Row) -> Job:
    record = dict(row)
    for name in ("task", "articles", "skipped"):
        record[name] = json.loads(record[name])
    if record["state"] == "waiting":  # its uploads are being written
        record["state"] = "queued"
    return from_record(Job, record)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
