"""The dossier: one place on disk for articles, what they say, what people ruled, systems and runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection

from ..errors import DossierError, EditError
from ..evidence.claim import Claim, Weighed
from ..evidence.ruling import Action
from ..reading.statement import Statement
from ..sources.article import Article
from . import articles, edits, exchange, finding, systems, weighing
from .claims import numbers_of, read_weighed
from .copies import read_copies
from .engine import Database, database
from .info import Info, read_info
from .migration import move, revision_of
from .opening import check_file
from .schema import HEAD

if TYPE_CHECKING:
    from ..sources.document import Document
    from ..system.model import System
    from ..system.problem import Problem

WAIT = 60.0  # seconds that a writer waits for another


def _now() -> datetime:
    return datetime.now(UTC)


def open_dossier(
    url: str | os.PathLike[str],
    *,
    create: bool = True,
    wait: float = WAIT,
    clock: Callable[[], datetime] = _now,
    weighing_anew: weighing.Told | None = None,
) -> Dossier:
    """Open the dossier at `url`: a file, `sqlite:///FILE` or `postgresql://USER@HOST/DATABASE`.

    With `create` one is made where there is none. One of an older detente is brought up to date, whole or not
    at all. A writer waits `wait` seconds for another. `clock` tells the time that edits, systems and runs are
    given. Where the rules of weighing have changed since, all is weighed anew, which takes minutes in a large one:
    `weighing_anew` hears of how many articles that is done, and of how many it is to be. Raises DossierError and its
    kinds; a file that is no dossier is left as it is.
    """
    found = database(url, wait)
    try:
        if found.file is not None:
            check_file(found.file, found.where, create=create)
        _prepare(found, create=create, told=weighing_anew)
    except BaseException:
        found.close()
        raise
    return Dossier(found, clock)


def _prepare(found: Database, *, create: bool, told: weighing.Told | None) -> None:
    """Take the steps that the tables lack, and leave SQLite with a write-ahead log."""
    with found.reading() as connection:
        revision = revision_of(connection, found.where)
    if revision is None and not create:
        raise DossierError(
            "holds no dossier", where=found.where, remedy="name one that exists, or let it be made"
        )
    if revision != HEAD:
        with found.writing() as connection:
            # Another process may have done it while this one waited.
            if revision_of(connection, found.where) != HEAD:
                move(connection, HEAD)
    with found.reading() as connection:
        current = weighing.is_current(connection)
    if not current:
        with found.writing() as connection:
            weighing.weigh_everything(connection, told)
    if found.sqlite:
        found.keep_write_ahead_log()


class Dossier:
    """An open dossier; close it, or use it in a `with`. Every method is one transaction.

    Methods raise DossierError and its kinds where the database fails; nothing is ever half done.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._clock = clock

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Dossier {self.where}>"

    @property
    def where(self) -> str:
        """What names it in messages: the file, or the address without a password."""
        return self._database.where

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def put(self, document: Document, statements: Iterable[Statement]) -> articles.Put:
        """Put in an article with its bytes and statements; what is known already changes nothing.

        A page that changed, or a file most of whose words it keeps, becomes a new version. Raises QuoteError
        where a statement does not stand in the article as quoted.
        """
        with self._weighing() as connection:
            change = articles.put(connection, document, statements)
            if change.risen or change.fallen:
                weighing.weigh_anew(connection, risen=change.risen, fallen=change.fallen)
            return change.put

    def has(self, article_id: str) -> bool:
        """Tell whether an article is held."""
        with self._database.reading() as connection:
            return articles.holds(connection, article_id)

    def knows(self, source: str) -> bool:
        """Tell whether an article was read from a source (as in `Document.source`)."""
        return bool(self.known_sources([source]))

    def known_sources(self, sources: Sequence[str]) -> set[str]:
        """Those of the sources (as in `Document.source`) that an article was read from."""
        with self._database.reading() as connection:
            return articles.known_sources(connection, sources)

    def articles(self, *, superseded: bool = False) -> tuple[Article, ...]:
        """The articles that count, by id; with `superseded` also earlier versions of changed pages."""
        with self._database.reading() as connection:
            return tuple(articles.read_articles(connection, superseded=superseded))

    def statements(self, article_ids: Iterable[str] | None = None) -> tuple[Statement, ...]:
        """What the articles say as it was read: those named, or all that count; by article and place."""
        with self._database.reading() as connection:
            return tuple(articles.read_statements(connection, article_ids))

    def raw(self, article_id: str) -> bytes:
        """The bytes that an article was made from. Raises DossierError where it is not held."""
        with self._database.reading() as connection:
            data = articles.read_raw(connection, article_id)
        if data is None:
            raise self._lacks(f"article {article_id}")
        return data

    def record(
        self,
        action: Action,
        target: str,
        value: Mapping[str, Any] | None = None,
        *,
        author: str,
        note: str = "",
    ) -> edits.Edit:
        """Add what a person decided to the log (see `evidence.ruling` for actions). Raises EditError."""
        with self._weighing() as connection:
            made = edits.record(connection, action, target, value, author=author, note=note, at=self._at())
            weighing.rule_anew(connection)
            return made

    def article(self, article_id: str) -> Article:
        """One article, an earlier version of a page too. Raises DossierError where it is not held."""
        with self._database.reading() as connection:
            found = finding.read_article(connection, article_id)
        if found is None:
            raise self._lacks(f"article {article_id}")
        return found

    def find_articles(
        self, text: str = "", *, start: int = 0, count: int = 50
    ) -> finding.Slice[finding.Entry]:
        """Some of the articles that count, latest first: those with all words in title, publisher, byline or text."""
        with self._database.reading() as connection:
            return finding.find_articles(connection, text, start, count)

    def find_claims(
        self, wanted: finding.Wanted | None = None, *, start: int = 0, count: int = 50
    ) -> finding.Slice[Claim]:
        """Some of the claims that are wanted, most believed first."""
        with self._database.reading() as connection:
            return finding.find_claims(connection, wanted or finding.Wanted(), start, count)

    def facets(
        self, facet: Literal["actor", "issue", "origin"], *, count: int = 200
    ) -> tuple[finding.Facet, ...]:
        """What claims can be picked by, that of most claims first."""
        with self._database.reading() as connection:
            return finding.read_facets(connection, facet, count)

    def mark(self) -> tuple[int, ...]:
        """Something that changes whenever an article, a version or a decision comes, and is quickly had."""
        with self._database.reading() as connection:
            return finding.read_mark(connection)

    def said(self, statement_ids: Iterable[str]) -> tuple[Statement, ...]:
        """The statements of these ids as they were read, as far as they are held."""
        with self._database.reading() as connection:
            return finding.read_said(connection, tuple(statement_ids))

    def weighed(self, only: Iterable[str] | None = None) -> Weighed:
        """Claims, copies and support of all that counts, as people ruled it; kept up to date with every put.

        The same as `evidence.weigh` finds over the articles, statements and rulings held. With `only` the claims
        of these ids, as far as they are held, and no copies.
        """
        with self._database.reading() as connection:
            if only is not None:
                some = numbers_of(connection, set(only))
                claims, support = read_weighed(connection, some)
                return Weighed(claims, (), support)
            claims, support = read_weighed(connection)
            return Weighed(claims, read_copies(connection), support)

    def edits(self) -> tuple[edits.Edit, ...]:
        """The log of what people decided, oldest first."""
        with self._database.reading() as connection:
            return edits.read_edits(connection)

    def save_system(self, text: str, *, as_of: str | None = None, note: str = "") -> int:
        """Keep a version of a system file and give its number; the same text again is the same version."""
        with self._database.writing() as connection:
            return systems.save_system(connection, text, as_of=as_of, note=note, at=self._at())

    def systems(self) -> tuple[systems.SystemVersion, ...]:
        """All versions of system files, oldest first."""
        with self._database.reading() as connection:
            return tuple(systems.read_systems(connection))

    def system(self, no: int) -> systems.SystemVersion:
        """One version of a system file. Raises DossierError where there is none of that number."""
        with self._database.reading() as connection:
            return systems.read_system(connection, no)

    def keep_system(
        self,
        system: System,
        text: str | None = None,
        *,
        author: str,
        note: str = "",
        instead_of: int | None = None,
        mark: tuple[int, ...] | None = None,
    ) -> systems.Use:
        """Keep a system and take it up as the one to work with; `text` is its file where somebody wrote one.

        `mark` is what `mark` gave when it was assembled, if it was, else what holds for the one before it. With
        `instead_of` it is taken up only while the system of that number is; raises EditError where another has been
        since.
        """
        if text is None:
            from ..system.file import dump_system

            text = dump_system(system)
        with self._database.writing() as connection:
            self._expect(connection, instead_of)
            no = systems.save_system(
                connection,
                text,
                as_of=system.as_of,
                note=note,
                at=self._at(),
                content=system.model_dump_json(),
            )
            if mark is None and (before := systems.read_uses(connection)):
                mark = before[-1].mark
            return systems.use_system(connection, no, author=author, note=note, at=self._at(), mark=mark)

    def use_system(
        self, no: int, *, author: str, note: str = "", instead_of: int | None = None
    ) -> systems.Use:
        """Take up a system that is held as the one to work with. Raises DossierError, or EditError as `keep_system`."""
        with self._database.writing() as connection:
            self._expect(connection, instead_of)
            mark = next((u.mark for u in reversed(systems.read_uses(connection)) if u.system == no), None)
            return systems.use_system(connection, no, author=author, note=note, at=self._at(), mark=mark)

    def uses(self) -> tuple[systems.Use, ...]:
        """Which systems were taken up to work with, oldest first."""
        with self._database.reading() as connection:
            return systems.read_uses(connection)

    def current_system(self) -> int | None:
        """The number of the system that is worked with; None where there is none yet."""
        with self._database.reading() as connection:
            return systems.current_system(connection)

    def content(self, no: int) -> System:
        """What a version of a system file holds. Raises DossierError where there is none of that number."""
        with self._database.reading() as connection:
            return systems.read_content(connection, no)

    def save_run(
        self,
        *,
        system: int,
        command: str,
        inputs: str,
        seed: int,
        runs: int,
        months: int,
        version: str,
        results: Iterable[Any],
        title: str = "",
        author: str = "",
        scenarios: Sequence[str] = (),
        shocks: Sequence[str] = (),
        of: int | None = None,
        without: Sequence[str] = (),
    ) -> int:
        """Keep a run of the system of that number, with its results, and give the run's number (see `Run`)."""
        run = systems.Run(
            0, self._at(), system, command, inputs, seed, runs, months, version, title, author,
            tuple(scenarios), tuple(shocks), of, tuple(without),
        )  # fmt: skip
        with self._database.writing() as connection:
            return systems.save_run(connection, run, results)

    def runs(self) -> tuple[systems.Run, ...]:
        """All runs, oldest first."""
        with self._database.reading() as connection:
            return tuple(systems.read_runs(connection))

    def run(self, no: int) -> systems.Run:
        """One run. Raises DossierError where there is none of that number."""
        with self._database.reading() as connection:
            return systems.read_run(connection, no)

    def results(self, run: int) -> tuple[Mapping[str, Any], ...]:
        """What a run gave, a record each. Raises DossierError where there is no run of that number."""
        with self._database.reading() as connection:
            return systems.read_results(connection, run)

    def info(self) -> Info:
        """How much it holds, of which time, and where."""
        with self._database.reading() as connection:
            return read_info(connection, self.where)

    def verify(self) -> tuple[Problem, ...]:
        """Hold everything against what it was made from; nothing found means that it is whole."""
        from .verify import verify

        with self._database.reading() as connection:
            return tuple(verify(connection))

    def export(self, file: str | os.PathLike[str] | IO[bytes]) -> int:
        """Write everything as JSON Lines, the same bytes for the same content, and give the number of lines.

        Raises OutputError where a file cannot be written.
        """
        with self._database.reading() as connection:
            return exchange.write(exchange.lines(connection), file)

    def import_(self, file: str | os.PathLike[str] | IO[bytes]) -> int:
        """Take in what `export` wrote, whole or not at all; only into an empty dossier. Gives the number of lines.

        Raises DossierDamagedError, naming the line, where the file is not what an export wrote.
        """
        from . import importing  # it brings in what loads sources, which opening a dossier need not wait for

        where = os.fspath(file) if isinstance(file, (str, os.PathLike)) else getattr(file, "name", "<stream>")
        with self._database.writing() as connection:
            if isinstance(file, (str, os.PathLike)):
                try:
                    with Path(file).open("rb") as stream:
                        return importing.read(connection, stream, str(where), self.where)
                except OSError as error:
                    raise DossierError(
                        f"cannot be read ({error.strerror or error})",
                        where=str(where),
                        remedy="name an export",
                    ) from error
            return importing.read(connection, file, str(where), self.where)

    @contextmanager
    def _weighing(self) -> Iterator[Connection]:
        """A writer's transaction with the claims as the rules of this detente have them.

        Another detente may have weighed them by its own since this one was opened.
        """
        with self._database.writing() as connection:
            if not weighing.is_current(connection):
                weighing.weigh_everything(connection)
            yield connection

    def _expect(self, connection: Connection, system: int | None) -> None:
        """Raise EditError where another system than this one is worked with by now."""
        if system is not None and (now := systems.current_system(connection)) != system:
            raise EditError(
                f"was made of system {system}, but system {now} has been taken up since",
                where="the change",
                remedy="look at the system as it is now and make the change again",
            )

    def _lacks(self, what: str) -> DossierError:
        return DossierError(f"holds no {what}", where=self.where, remedy="see its articles for ids")

    def _at(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")
