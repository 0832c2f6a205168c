"""A watched folder: what comes into it becomes documents once it is whole, and nothing ends the watch but its user."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.websites import Clock, page, story, website

from detente.errors import SourceError
from detente.sources import watch

Step = Callable[[], object]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def put(folder: Path, name: str, text: str) -> Step:
    """Write a file, with a time of change of its own each time."""

    def write() -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        later = path.stat().st_mtime_ns + 1_000_000_000 if path.exists() else 1_740_000_000_000_000_000
        path.write_text(text, encoding="utf8")
        os.utime(path, ns=(later, later))

    return write


class Days:
    """What happens between the looks at a folder, one list of steps each time; then the watch is stopped."""

    def __init__(self, *steps: Step | None) -> None:
        self.steps = list(steps)
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if self.steps and (step := self.steps.pop(0)) is not None:
            step()

    def watch(
        self, folder: Path, told: list[SourceError] | None = None, **more: object
    ) -> list[tuple[str, str]]:
        """The files read and their first words, until a look after the last step has found nothing."""
        looks = len(self.steps) + 3
        documents = watch(
            folder,
            stop=lambda: len(self.slept) >= looks,
            on_skip=([] if told is None else told).append,
            sleep=self.sleep,
            **more,  # type: ignore[arg-type]
        )
        return [(os.path.relpath(d.source, folder), d.article.text.split(" to speak")[0]) for d in documents]


def meets(place: str) -> str:
    return story(place).split(" to speak")[0]


def test_what_is_there_and_what_comes_is_read_once(inbox: Path) -> None:
    put(inbox, "a.txt", story("Doha"))()
    days = Days(None, None, put(inbox, "c.txt", story("Oslo")), put(inbox, "sub/b.md", story("Lima")), None)
    assert days.watch(inbox) == [
        ("a.txt", meets("Doha")),
        ("c.txt", meets("Oslo")),
        (os.path.join("sub", "b.md"), meets("Lima")),
    ]


def test_a_file_still_being_written_is_waited_for(inbox: Path) -> None:
    whole = story("Doha")
    days = Days(*(put(inbox, "a.txt", whole[: len(whole) * part // 5]) for part in range(1, 6)))
    assert days.watch(inbox) == [("a.txt", meets("Doha"))]


def test_a_changed_file_is_read_again(inbox: Path) -> None:
    put(inbox, "a.txt", story("Doha"))()
    days = Days(None, None, put(inbox, "a.txt", story("Oslo")), None, None)
    assert days.watch(inbox) == [("a.txt", meets("Doha")), ("a.txt", meets("Oslo"))]


def test_a_change_is_read_though_the_file_is_held(inbox: Path) -> None:
    put(inbox, "a.txt", story("Doha"))()
    days = Days(None, None, put(inbox, "a.txt", story("Oslo")), None, None)
    assert days.watch(inbox, known=lambda locator: True) == [("a.txt", meets("Oslo"))]


def test_deleted_hidden_and_unfinished_files_are_passed_over(inbox: Path) -> None:
    for name in (".hidden.txt", "a.txt.part", "a.txt~", "~$report.html", "notes.csv", ".git/a.txt"):
        put(inbox, name, story("Doha"))()
    put(inbox, "b.txt", story("Oslo"))()
    told: list[SourceError] = []
    assert Days((inbox / "b.txt").unlink, None).watch(inbox, told) == []
    assert told == []


def test_a_file_that_comes_back_is_read_again(inbox: Path) -> None:
    put(inbox, "a.txt", story("Doha"))()
    days = Days(None, None, (inbox / "a.txt").unlink, None, put(inbox, "a.txt", story("Doha")), None)
    assert days.watch(inbox) == [("a.txt", meets("Doha"))] * 2


def test_what_cannot_be_read_is_told_once_and_the_watch_goes_on(inbox: Path) -> None:
    put(inbox, "a.txt", "\x00\x01")()
    put(inbox, "b.txt", story("Oslo"))()
    told: list[SourceError] = []
    days = Days(None, None, None, put(inbox, "a.txt", story("Doha")), None)
    assert days.watch(inbox, told) == [("b.txt", meets("Oslo")), ("a.txt", meets("Doha"))]
    assert [e.where for e in told] == [str(inbox / "a.txt")]


def test_a_folder_that_goes_and_comes_back_loses_nothing(inbox: Path) -> None:
    put(inbox, "a.txt", story("Doha"))()
    away = inbox.with_name("away")

    def leave() -> None:
        shutil.move(inbox, away)

    def back() -> None:
        shutil.move(away, inbox)
        put(inbox, "b.txt", story("Oslo"))()

    told: list[SourceError] = []
    days = Days(None, None, leave, None, None, back, None, None)
    assert days.watch(inbox, told) == [("a.txt", meets("Doha")), ("b.txt", meets("Oslo"))]
    assert [e.where for e in told] == [str(inbox)]


def test_a_feed_put_into_the_folder_is_followed(inbox: Path) -> None:
    with website({"/doha": page("Talks", story("Doha"))}) as site:
        feed = f"<rss><channel><item><link>{site.url('/doha')}</link></item></channel></rss>"
        days = Days(put(inbox, "saved.rss", feed), None, None)
        documents = watch(
            inbox,
            stop=lambda: len(days.slept) > 4,
            on_skip=lambda error: pytest.fail(error.message),
            sleep=days.sleep,
            allow_private=True,
            manners=Clock().manners(),
        )
        assert [d.source for d in documents] == [site.url("/doha")]


def test_it_looks_as_often_as_asked_and_stops_at_once(inbox: Path) -> None:
    for number in range(5):
        put(inbox, f"{number}.txt", story(f"Port {number}"))()
    days = Days()
    got: list[str] = []

    def documents() -> Iterator[str]:
        for document in watch(
            inbox, every=7.5, stop=lambda: len(got) >= 2, on_skip=lambda error: None, sleep=days.sleep
        ):
            yield document.source

    for source in documents():
        got.append(source)
    assert len(got) == 2
    assert days.slept == [7.5]


@pytest.mark.parametrize("name", ["missing", "a.txt"])
def test_only_a_folder_can_be_watched(inbox: Path, name: str) -> None:
    put(inbox, "a.txt", story("Doha"))()
    with pytest.raises(SourceError, match="no folder"):
        next(watch(inbox / name, on_skip=lambda error: None))
