"""Export and import: a dossier as JSON Lines, the same bytes for the same content in either database.

    dossier     format (first line)
    article     the article's record, and raw: its bytes (base64)
    statement   of the article before it: the statement's record with the reason it was made
    sighting    source, article, version, last; in the order seen at each source
    edit        as in the log
    system      version of a system file
    use         of a system, as the one to work with
    run         of a system; its results follow, a `result` each
    end         number of lines before it, and their SHA-256

What follows from these (claims, copies) is not exported: it is weighed anew on import.
"""

from __future__ import annotations

import os
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from typing import IO, Any

from sqlalchemy import Connection, select

from ..errors import OutputError
from ..records import to_record
from ..writing import target_of
from .articles import article_from, stream
from .edits import read_edits
from .packing import expand, pack, unpack
from .schema import articles, documents, sightings, statements
from .systems import read_results, read_runs, read_systems, read_uses

FORMAT = 1


def lines(connection: Connection) -> Iterator[bytes]:
    """Every line of an export, each with its newline."""
    count, seal = 0, sha256()
    for kind, record in _records(connection):
        line = (pack({"type": kind, **record}) + "\n").encode("ascii")
        count += 1
        seal.update(line)
        yield line
    yield (pack({"type": "end", "lines": count, "sha256": seal.hexdigest()}) + "\n").encode("ascii")


def write(made: Iterable[bytes], file: str | os.PathLike[str] | IO[bytes]) -> int:
    """Write lines to a stream, or to a file whole or not at all; gives their number. Raises OutputError."""
    if not isinstance(file, (str, os.PathLike)):
        return _write(made, file)
    target = target_of(file)
    draft: str | None = None
    try:
        if target.exists() and not target.is_file():  # a device or a pipe has no place to be put into
            with target.open("wb") as out:
                return _write(made, out)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".part")
        with os.fdopen(handle, "wb") as out:
            count = _write(made, out)
        os.chmod(draft, target.stat().st_mode & 0o777 if target.exists() else 0o600)
        os.replace(draft, target)
        draft = None
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror or error})",
            where=str(file),
            remedy="name a file in a folder with room that you may write to",
        ) from error
    finally:
        if draft is not None:
            with suppress(OSError):
                os.unlink(draft)
    return count


def _write(made: Iterable[bytes], out: IO[bytes]) -> int:
    count = 0
    for line in made:
        out.write(line)
        count += 1
    return count


def _records(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "dossier", {"format": FORMAT}
    held = articles.join(documents, documents.c.article == articles.c.no)
    query = select(articles, documents.c.raw, documents.c.size).select_from(held)
    for row in stream(connection, query.order_by(articles.c.id)):
        raw = b64encode(expand(row.raw, row.size)).decode("ascii")
        yield "article", {**to_record(article_from(row.record, row.text)), "raw": raw}
        said = select(statements.c.record).where(statements.c.article == row.no).order_by(statements.c.no)
        for one in connection.execute(said):
            yield "statement", unpack(one.record)
    query = select(sightings, articles.c.id.label("shows")).join(
        articles, articles.c.no == sightings.c.article
    )
    for row in stream(connection, query.order_by(sightings.c.place, sightings.c.no)):
        yield (
            "sighting",
            {"source": unpack(row.source), "article": row.shows, "version": row.version, "last": row.last},
        )
    for edit in read_edits(connection):
        yield "edit", to_record(edit)
    for version in read_systems(connection):
        yield "system", to_record(version)
    for use in read_uses(connection):
        yield "use", to_record(use)
    for run in read_runs(connection):
        yield "run", to_record(run)
        for result in read_results(connection, run.no):
            yield "result", {"run": run.no, "record": result}
