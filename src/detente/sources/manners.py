"""Good manners toward hosts: one request at a time with a pause, robots.txt, patience, and knowing when to stop."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from ..errors import FetchError, UnavailableError
from .fetch import Fetched, Kinds, fetch
from .robots import LIMIT, Robots, ask, home

_REMEMBERED = 1000  # hosts whose rules are kept


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are treated; times are in seconds.

    `pause` lies between two requests to one host, more where its robots.txt asks for more (up to
    `longest_pause`). What may answer later is tried `tries` times in all, after `backoff` that doubles each
    time, give or take half by chance from `seed`, or after what the host asks for; one that asks for more
    than `longest_wait`, or fails `patience` addresses in a row, is left alone from then on.
    """

    pause: float = 1.0
    longest_pause: float = 30.0
    tries: int = 3
    backoff: float = 1.0
    longest_wait: float = 60.0
    patience: int = 5
    seed: int = 0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep


class Visitor:
    """Fetches addresses with manners, remembering how each host is to be treated."""

    def __init__(self, manners: Manners, *, allow_private: bool = False) -> None:
        self._manners = manners
        self._fetch = partial(fetch, allow_private=allow_private)
        self._chance = random.Random(manners.seed)
        self._robots: dict[str, Robots] = {}
        self._turn: dict[str, float] = {}  # when a host may next be asked
        self._failed: dict[str, int] = {}  # addresses in a row that did not answer
        self._left: set[str] = set()

    def leaves(self, url: str) -> bool:
        """Whether the host of this address is left alone from now on."""
        return _host(url) in self._left

    def visit(self, url: str, *, limit: int, kinds: Kinds = "page", listed: bool = False) -> Fetched:
        """Fetch an address: one that a person named, or one `listed` somewhere, for which robots.txt is asked.

        Raises FetchError and its kinds, and TooLargeError.
        """
        return self._tried(url, limit, kinds, self._enter if listed else self._named(url))

    def _tried(self, url: str, limit: int, kinds: Kinds, before: Callable[[str], None]) -> Fetched:
        """What an address answers, after as many tries and waits as manners allow."""
        host, manners = _host(url), self._manners

        def step(at: str) -> None:
            nonlocal host  # the one that answers in the end is the one to wait for
            before(at)
            host = _host(at)

        tried = 0
        while True:
            tried += 1
            try:
                page = self._fetch(url, limit=limit, kinds=kinds, before=step)
            except UnavailableError as error:
                after = error.after or 0.0
                if tried >= manners.tries:
                    self._failed[host] = self._failed.get(host, 0) + 1
                if after > manners.longest_wait or self._failed.get(host, 0) >= manners.patience:
                    self._left.add(host)
                if tried >= manners.tries or after > manners.longest_wait:
                    raise
                backoff = manners.backoff * 2 ** (tried - 1) * self._chance.uniform(0.5, 1.5)
                self._turn[host] = manners.clock() + max(after, backoff, manners.pause)
            else:
                self._failed.pop(host, None)
                return page

    def _named(self, url: str) -> Callable[[str], None]:
        """For an address that a person named: its host's turn is awaited, where it redirects to it goes at once."""
        return lambda at: self._await_turn(_host(at)) if at == url else None

    def _enter(self, at: str) -> None:
        """Before a listed address is asked, and each that it redirects to. Raises FetchError if it may not be."""
        if self.leaves(at):
            raise FetchError(
                "is not fetched, since its host cannot be asked for now", where=at, remedy="try again later"
            )
        place = home(at)
        if place not in self._robots:
            answer = ask(at, lambda url: self._tried(url, LIMIT, "any", self._named(url)))
            if len(self._robots) == _REMEMBERED:
                del self._robots[next(iter(self._robots))]
            self._robots[place] = answer
            if answer.refusal is not None:
                self._left.add(_host(at))
        rules = self._robots[place]
        if rules.refusal is not None:
            raise FetchError(
                f"is not fetched: the robots.txt of its host cannot be had ({rules.refusal.what})",
                where=at,
                remedy="check the address, try again later, or save the pages and give the files",
            )
        if not rules.allows(at):
            raise FetchError(
                "is not fetched: the robots.txt of its host asks programs to leave it",
                where=at,
                remedy="read it in a browser, save it and give the file",
            )
        self._await_turn(_host(at), rules.delay)

    def _await_turn(self, host: str, delay: float = 0.0) -> None:
        now = self._manners.clock()
        wait = self._turn.get(host, now) - now
        if wait > 0:
            self._manners.sleep(wait)
            now += wait
        pause = max(self._manners.pause, min(delay, self._manners.longest_pause))
        self._turn[host] = now + pause


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:  # no valid address, as the fetcher will say
        return url
