"""A website on this machine for tests: what it answers is given, what it was asked is kept; and a clock of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from detente.sources import Manners


@dataclass(frozen=True)
class Answer:
    """What an address answers; `length` is what it says of its length where that is not true."""

    body: bytes | str = b""
    kind: str | None = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None


Answers = dict[str, "Answer | list[Answer]"]


class Website:
    """A running website: `url("/a")` is an address on it, `asked` the paths that were asked for, in order."""

    def __init__(self, root: str, answers: Answers) -> None:
        self.root = root
        self.answers = answers
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        return self.root + path

    def answer(self, path: str) -> Answer:
        """The answer to a path; of several the next one each time, the last for good."""
        self.asked.append(path)
        found = self.answers.get(path, Answer(b"not here", status=404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


@contextmanager
def website(answers: Answers | None = None) -> Iterator[Website]:
    """Serve these answers at addresses of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.answer(self.path)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response_only(answer.status)
            if answer.kind is not None:
                self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body) if answer.length is None else answer.length))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Website(f"http://127.0.0.1:{server.server_address[1]}", answers if answers is not None else {})
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


class Clock:
    """A clock that only moves when someone sleeps; `slept` are the sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def manners(self, **more: Any) -> Manners:
        """Manners by this clock."""
        return Manners(clock=self, sleep=self.sleep, **more)


def page(title: str, text: str) -> Answer:
    """A page with an article."""
    paragraphs = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    return Answer(
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"{paragraphs}</article></body></html>"
    )


def story(place: str, day: int = 1) -> str:
    """An article's text like no other."""
    return (
        f"The foreign minister of Ruritania met his counterpart in {place} on {day} March 2025 to speak about trade. "
        f"Officials in {place} said that both governments want an agreement before the summer.\n\n"
        f"The opposition in {place} rejected the plan and asked for a vote in parliament, a spokesman said."
    )
