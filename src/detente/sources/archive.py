"""WARC archives: the pages that a crawler kept, a record at a time.

warcio reads the headers of records and the chunks of answers; where a record starts is found here, so that an
archive packed as one piece, cut off or damaged gives what is whole in it. One record is held in memory at a
time, and an archive that unpacks to far more than its size is given up.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from ..errors import NotTextError, SourceError, TooLargeError
from .fetch import PAGES, content_type
from .opening import GZIP
from .paths import too_large

_LINE = 65_536  # bytes of a header line
_HEADERS = 1_000_000  # bytes of the headers of one record
_RATIO = 200  # times its size that an archive may unpack to; text takes 3 to 20
_FLOOR = 100_000_000  # bytes that any archive may unpack to
_CHUNK = 1 << 16
_SCHEMES = ("http", "https", "ftp", "file")  # others hold the crawler's own notes


@dataclass(frozen=True, slots=True)
class Record:
    """A page in an archive: where it stood, when it was taken (ISO 8601), and its bytes, unpacked."""

    target: str
    taken: str
    charset: str | None
    data: bytes


def records(file: BinaryIO, *, where: str, size: int, limit: int) -> Iterator[Record | SourceError]:
    """The pages of an archive of `size` bytes, in its order, and why others cannot be had.

    Answers other than 200, types other than pages and what a crawler notes for itself are passed over. A page
    has at most `limit` bytes.
    """
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    foreign = (ArchiveLoadFailed, StatusAndHeadersParserException)
    stream = _Stream(file, where, size)
    number = 0
    try:
        while (line := stream.next_start()) is not None:
            if stream.passed:
                yield NotTextError(
                    f"holds {stream.passed:,} bytes after record {number} that are no record",
                    where=where,
                    remedy="get the archive again; its other records are read",
                )
            number += 1
            found = _page(stream, line, f"{where} (record {number})", limit)
            if found is not None:
                yield found
    except (OSError, EOFError, zlib.error, ValueError, *foreign) as error:
        yield NotTextError(
            f"is damaged at record {number} ({' '.join(str(error).split())[:200] or 'it ends too early'})",
            where=where,
            remedy="get the archive again; the records before are read",
        )
    except SourceError as error:
        yield error


def _page(stream: _Stream, line: bytes, where: str, limit: int) -> Record | SourceError | None:
    """The page in the record that starts with this line, why it cannot be had, or None where it is no page."""
    from warcio.recordloader import ArcWarcRecordLoader

    record: Any = ArcWarcRecordLoader().parse_record_stream(stream, line, "warc", no_record_parse=True)
    if not str(record.rec_headers.get_header("Content-Length", "")).strip().isdecimal():
        return NotTextError("does not say how long it is", where=where, remedy="get the archive again")
    page = _payload(record, where, limit)
    while record.raw_stream.read(_CHUNK):
        pass
    if record.raw_stream.limit:
        raise EOFError("it ends within the next record")
    return page


def _payload(record: Any, where: str, limit: int) -> Record | SourceError | None:
    headers = record.rec_headers
    target = (headers.get_header("WARC-Target-URI") or "").strip("<> ")
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if record.rec_type not in ("response", "resource") or parts.scheme not in _SCHEMES:
        return None
    if parts.path == "/robots.txt":
        return None
    answer = None
    declared = record.content_type
    if record.rec_type == "response":
        from warcio.statusandheaders import StatusAndHeadersParser

        answer = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False).parse(record.raw_stream)
        if answer.get_statuscode() != "200":
            return None
        declared = answer.get_header("Content-Type")
    kind, charset = content_type(declared)
    if kind is not None and kind not in PAGES:
        return None
    taken = headers.get_header("WARC-Date") or ""
    if headers.get_header("WARC-Truncated"):
        return SourceError(
            f"{target} was cut off when it was archived", where=where, remedy="give its page itself"
        )
    data = _body(record.raw_stream, answer, limit)
    if isinstance(data, str):
        return NotTextError(f"{target} {data}", where=where, remedy="give its page itself")
    if len(data) > limit:
        return too_large(where, limit)
    return Record(target, taken, charset, data)


def _body(stream: Any, answer: Any, limit: int) -> bytes | str:
    """The body of an answer of at most a byte past the limit, unpacked, or what hinders that."""
    if answer is not None and (answer.get_header("Transfer-Encoding") or "").lower() == "chunked":
        from warcio.bufferedreaders import ChunkedDataReader

        stream = ChunkedDataReader(stream)
    data = stream.read(limit + 1)
    packing = (answer.get_header("Content-Encoding") or "").strip().lower() if answer is not None else ""
    if packing in ("gzip", "x-gzip", "deflate"):
        plain = packing != "deflate" and not data.startswith(GZIP)  # unpacked by who archived it
        return data if plain else _inflated(data, limit)
    if packing not in ("", "identity"):
        return f"is packed with {packing}, which is not read"
    return data


def _inflated(data: bytes, limit: int) -> bytes | str:
    for wbits in (47, -15):  # with a header of gzip or zlib, and without
        unpacking = zlib.decompressobj(wbits)
        try:
            unpacked = unpacking.decompress(data, limit + 1)
        except zlib.error:
            continue
        return unpacked if unpacking.eof or len(unpacked) > limit else "is cut off"
    return "is packed in a way that cannot be read"


class _Stream:
    """The bytes of an archive, unpacked, with bounds on lines, headers and the whole."""

    def __init__(self, file: BinaryIO, where: str, size: int) -> None:
        packed = file.read(2) == GZIP
        file.seek(0)
        self._file: Any = gzip.GzipFile(fileobj=file) if packed else file
        self._where = where
        self._left = _FLOOR + _RATIO * size
        self._headers = 0
        self.passed = 0
        """Bytes passed over before the latest record that belong to none."""

    def next_start(self) -> bytes | None:
        """The line at which the next record starts, or None at the end."""
        self.passed = 0
        while line := self._line(_LINE):
            if line.startswith(b"WARC/"):
                self._headers = 0
                return line
            self.passed += len(line.strip())
        if self.passed:
            raise EOFError(f"{self.passed:,} bytes that are no record")
        return None

    def readline(self, length: int | None = None) -> bytes:
        """A line of headers."""
        line = self._line(min(_LINE, _LINE if length is None else length))
        self._headers += len(line)
        if self._headers > _HEADERS:
            raise ValueError(f"headers of more than {_HEADERS:,} bytes")
        return line

    def read(self, length: int) -> bytes:
        """Some of the bytes that follow."""
        return self._counted(self._file.read(length))

    def _line(self, length: int) -> bytes:
        return self._counted(self._file.readline(length))

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError(
                f"unpacks to more than {_RATIO} times its size",
                where=self._where,
                remedy="give the pages themselves",
            )
        return data
