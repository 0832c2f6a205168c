"""Import: what an export wrote, taken in whole, or refused with the line that is wrong."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import IO, Any

from sqlalchemy import Connection, exists, func, insert, select, update

from ..errors import DetenteError, DossierDamagedError, DossierError
from ..evidence.ruling import rulings_of
from ..reading.statement import Statement
from ..records import from_record
from ..sources.article import Article
from ..sources.loading import article_id
from .articles import checked, insert_article, place_of
from .edits import Edit, add, check
from .exchange import FORMAT
from .packing import pack, plain, unpack
from .schema import articles, edits, runs, sightings, systems
from .systems import Run, SystemVersion, Use, add_system, add_use, save_run
from .weighing import weigh_everything

LONGEST = 100_000_000  # bytes of a line: the largest source in base64, several times over
_ORDER = ("article", "statement", "sighting", "edit", "system", "use", "run", "result")
_REMEDY = "export the dossier again; nothing was imported"


def read(connection: Connection, file: IO[bytes], where: str, into: str) -> int:
    """Take in an export and give the number of its lines.

    Raises DossierDamagedError where it is none, DossierError where the dossier (`into`) is not empty.
    """
    for table in (articles, edits, systems, runs):
        if connection.execute(select(func.count()).select_from(table)).scalar():
            raise DossierError("is not empty", where=into, remedy="import into a new dossier")
    lines, taking = _Lines(file), _Import(connection)
    try:
        for kind, record in lines:
            taking.take(kind, record)
        taking.finish()
    except (ValueError, DetenteError) as error:
        said = error.what if isinstance(error, DetenteError) else str(error)
        raise DossierDamagedError(
            f"is no whole export of a dossier ({said})", where=f"{where}, line {lines.number}", remedy=_REMEDY
        ) from error
    return lines.number


class _Lines:
    """The records between the first line and the last, which are held against them; ValueError where one is
    wrong."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.number = 0

    def __iter__(self) -> Iterator[tuple[str, dict[str, Any]]]:
        seal = sha256()
        ended = False
        while line := self._file.readline(LONGEST + 1):
            self.number += 1
            kind, record = self._parse(line)
            if ended:
                raise ValueError("it goes on after its end")
            if self.number == 1:
                if kind != "dossier" or record.get("format") != FORMAT:
                    raise ValueError(f"its first line is not that of format {FORMAT}")
            elif kind == "end":
                if record != {"lines": self.number - 1, "sha256": seal.hexdigest()}:
                    raise ValueError("lines are missing, added or changed")
                ended = True
            else:
                yield kind, record
            seal.update(line)
        if not ended:
            raise ValueError("it ends too early")

    def _parse(self, line: bytes) -> tuple[str, dict[str, Any]]:
        if not line.endswith(b"\n"):
            raise ValueError("the line is cut off or too long")
        try:
            record = unpack(line)
        except ValueError as error:
            raise ValueError(f"no JSON: {error}") from error
        kind = record.pop("type", None) if isinstance(record, dict) else None
        if not isinstance(kind, str):
            raise ValueError("a record without a type")
        return kind, record


class _Import:
    """Takes records in the order of an export; what belongs together is written together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stage = 0
        self._numbers: dict[str, int] = {}
        self._statements: set[str] = set()
        self._article: tuple[Article, bytes] | None = None
        self._said: list[Statement] = []
        self._sighted = 0
        self._edits: list[Edit] = []
        self._systems = 0
        self._uses = 0
        self._hashes: set[str] = set()
        self._run: Run | None = None
        self._results: list[Any] = []
        self._runs = 0

    def take(self, kind: str, record: dict[str, Any]) -> None:
        """Take one record. Raises ValueError or EditError where it is wrong or stands in the wrong place."""
        if kind not in _ORDER:
            raise ValueError(f"a record of unknown type {kind!r}")
        stage = {"statement": 0, "result": _ORDER.index("run")}.get(kind, _ORDER.index(kind))
        if stage < self._stage:
            raise ValueError(f"a record of type {kind} after those of {_ORDER[self._stage]}")
        self._stage = stage
        match kind:
            case "article":
                self._write_article()
                self._article = _article(record)
            case "statement":
                self._take_statement(from_record(Statement, record))
            case "sighting":
                self._write_article()
                self._sight(record)
            case "edit":
                self._edit(from_record(Edit, record))
            case "system":
                self._system(from_record(SystemVersion, record))
            case "use":
                self._use(from_record(Use, record))
            case "run":
                self._write_run()
                self._start_run(from_record(Run, record))
            case "result":
                if self._run is None or record.get("run") != self._run.no or "record" not in record:
                    raise ValueError("a result without its run")
                self._results.append(record["record"])

    def finish(self) -> None:
        """Write what is still open, and settle which articles count."""
        self._write_article()
        self._write_run()
        rulings_of(self._edits)
        shown = exists().where(sightings.c.article == articles.c.no, sightings.c.last)
        self._connection.execute(update(articles).values(current=shown))
        weigh_everything(self._connection)

    def _take_statement(self, statement: Statement) -> None:
        if statement.id in self._statements:
            raise ValueError(f"statement {statement.id} stands twice")
        plain("the id of a statement", statement.id, 200)
        self._statements.add(statement.id)
        self._said.append(statement)

    def _write_article(self) -> None:
        if self._article is None:
            if self._said:
                raise ValueError("a statement without its article")
            return
        article, raw = self._article
        if article.id in self._numbers:
            raise ValueError(f"article {article.id} stands twice")
        said = checked(article, self._said)
        self._numbers[article.id] = insert_article(self._connection, article, raw, said)
        self._article, self._said = None, []

    def _sight(self, record: dict[str, Any]) -> None:
        source, article, version, last = (record.get(k) for k in ("source", "article", "version", "last"))
        if not isinstance(source, str) or article not in self._numbers or not isinstance(last, bool):
            raise ValueError("a sighting that names no article held")
        if type(version) is not int or not 0 < version < 2**31:
            raise ValueError("a sighting without a version")
        self._sighted += 1
        self._connection.execute(
            insert(sightings).values(
                no=self._sighted, place=place_of(source), source=pack(source),
                article=self._numbers[article], version=version, last=last,
            )
        )  # fmt: skip

    def _edit(self, edit: Edit) -> None:
        if edit.no != len(self._edits) + 1:
            raise ValueError(f"edit {len(self._edits) + 1} is missing")
        check(edit)
        _time(edit.at)
        add(self._connection, edit)
        self._edits.append(edit)

    def _system(self, version: SystemVersion) -> None:
        self._systems += 1
        if version.no != self._systems or version.text in self._hashes:
            raise ValueError(f"system {self._systems} is missing or stands twice")
        _time(version.at)
        plain("the date", version.as_of or "")
        plain("the note", version.note)
        self._hashes.add(version.text)
        add_system(self._connection, version)

    def _use(self, use: Use) -> None:
        self._uses += 1
        if use.no != self._uses or not 0 < use.system <= self._systems:
            raise ValueError(f"use {self._uses} is missing, or its system")
        _time(use.at)
        plain("the author", use.author)
        plain("the note", use.note)
        add_use(self._connection, use)

    def _start_run(self, run: Run) -> None:
        self._runs += 1
        if run.no != self._runs or not 0 < run.system <= self._systems:
            raise ValueError(f"run {self._runs} is missing, or its system")
        _time(run.at)
        self._run, self._results = run, []

    def _write_run(self) -> None:
        if self._run is not None:
            save_run(self._connection, self._run, self._results)
            self._run = None


def _article(record: dict[str, Any]) -> tuple[Article, bytes]:
    raw = record.pop("raw", None)
    if not isinstance(raw, str):
        raise ValueError("an article without its bytes")
    article = from_record(Article, record)
    if article.id != article_id(article.title, article.publisher, article.published, article.text):
        raise ValueError(f"article {article.id} is not what its id was made from")
    plain("the date", article.published or "")
    return article, b64decode(raw, validate=True)


def _time(text: str) -> None:
    if datetime.fromisoformat(plain("the time", text)).tzinfo is None:
        raise ValueError("a time without its zone")
