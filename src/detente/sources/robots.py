"""robots.txt (RFC 9309): what a host lets programs fetch, and how often."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..errors import FetchError, SourceError, UnavailableError
from .fetch import AGENT, Fetched

LIMIT = 1_000_000  # bytes; RFC 9309 asks for at least 500 KiB
_LONGEST = 2000  # characters of a line; longer ones are no rules


@dataclass(frozen=True, slots=True)
class Robots:
    """What one host allows: its rules, none where all is allowed, or why they cannot be known."""

    rules: Any = None
    refusal: SourceError | None = None

    def allows(self, url: str) -> bool:
        """Whether a program may fetch this address."""
        return self.refusal is None and (self.rules is None or self.rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """The seconds between requests that the host asks for (Crawl-delay); 0 where it asks for none."""
        delay = self.rules.crawl_delay(AGENT) if self.rules is not None else None
        return float(delay) if delay is not None and math.isfinite(delay) and delay > 0 else 0.0


def home(url: str) -> str:
    """The scheme, host and port of an address, for which one robots.txt stands."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def ask(url: str, get: Callable[[str], Fetched]) -> Robots:
    """Ask the host of an address for its robots.txt.

    As RFC 9309 has it: a host that has none (4xx) allows all, one that fails to answer (5xx) nothing. One that
    wants fewer requests (429) is taken to fail.
    """
    try:
        page = get(f"{home(url)}/robots.txt")
    except UnavailableError as error:
        return Robots(refusal=error)
    except FetchError as error:
        gone = error.status is not None and 400 <= error.status < 500
        return Robots() if gone else Robots(refusal=error)
    except SourceError as error:
        return Robots(refusal=error)
    from protego import Protego

    text = page.data.decode("utf-8", "replace").removeprefix("\ufeff")
    return Robots(Protego.parse("\n".join(line for line in text.splitlines() if len(line) <= _LONGEST)))
