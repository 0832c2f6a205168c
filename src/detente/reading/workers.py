"""Reading many articles: one after another, or in several processes, in order and within bounded memory."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context

from ..errors import ReadingError
from ..sources.article import Article
from .gazetteer import Gazetteer
from .reader import read_one
from .statement import Statement

_AHEAD = 4
"""Articles given to each process before the first of them must be done."""


def read_each(
    articles: Iterable[Article], *, gazetteer: Gazetteer | None = None, jobs: int = 1
) -> Iterator[tuple[Statement, ...]]:
    """Yield the statements of each article, in order of the articles, as soon as they are there.

    With `jobs` above 1, so many processes read side by side; each loads the parser for itself (about 300 MB and a
    second), which pays from a few dozen articles on. Raises QuoteError as `read_one` does, ReadingError where a
    process ends by itself.
    """
    if jobs <= 1:
        yield from (read_one(article, gazetteer=gazetteer) for article in articles)
        return
    # Started afresh, not forked: a fork of a process with threads (JAX, say) may hang.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    waiting: deque[Future[tuple[Statement, ...]]] = deque()
    try:
        for article in articles:
            waiting.append(pool.submit(partial(read_one, article, gazetteer=gazetteer)))
            if len(waiting) >= _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise ReadingError(
            "a reading process ended by itself, perhaps for want of memory", remedy="use fewer --jobs"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    """Let the parent alone answer Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
