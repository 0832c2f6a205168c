"""Whatever breaks while a dossier is written to, nothing in it is half there, and going on leads to the same end."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from builders import event, position, speaker, tie
from detente.errors import DossierError, DossierFullError, DossierLockedError, DossierLostError, OutputError
from detente.reading.statement import Statement
from detente.sources.document import Document
from detente.store import Dossier, open_dossier
from dossiers import article, by_hand, document

KILLS = int(os.environ.get("DETENTE_KILLS", "20"))  # of each database; 200 by hand
COUNT = 60  # documents that a kill may come in the midst of
TESTS = Path(__file__).parent
WORDS = (
    "envoy", "port", "Moscow", "grain", "talks", "harbour", "deal", "army", "river", "border", "sanctions", "convoy",
)  # fmt: skip


def prepared(count: int = COUNT) -> list[tuple[Document, list[Statement]]]:
    """Documents of which some are copies of others and some new versions of a page, the same every time."""
    dice = random.Random(7)
    shared = " ".join(" ".join(dice.choices(WORDS, k=10)).capitalize() + "." for _ in range(6))
    made = []
    for i in range(count):
        body = " ".join(" ".join(dice.choices(WORDS, k=9)).capitalize() + "." for _ in range(5))
        body += " " + shared if i % 3 == 0 else ""
        one = article(
            body, published=f"2025-03-{i % 28 + 1:02}", publisher=f"Outlet {i % 5}", title=f"No. {i}"
        )
        quote = body.split(". ")[0] + "."
        a, b = dice.sample(["ISR", "RUS", "TUR", "SYR"], 2)
        rest = {
            "source": one,
            "quote": quote,
            "speakers": [speaker("Ivan Petrov", a, name="Ivan Petrov")] * (i % 2),
        }
        said = [
            event(a, "CONSULT", b, date="2025-03" if i % 2 else None, **rest),
            tie(a, b, i % 3 - 1, **rest),
        ]
        said.append(position(a, "bases", 0.5, **rest))
        # every fourth stands at an address that shows another one later
        made.append((document(one, f"https://ledger.example/{i % 20}" if i % 4 == 0 else f"{i}.txt"), said))
    return made


def put_all(dossier: Dossier, some: list[tuple[Document, list[Statement]]]) -> None:
    """Put in those that are not held yet."""
    for one, said in some:
        if not dossier.has(one.article.id):
            dossier.put(one, said)


def ingest(url: str, part: slice = slice(None)) -> None:
    """Put in what is prepared and not held yet, as a crawl does that was interrupted."""
    with open_dossier(url) as dossier:
        put_all(dossier, prepared()[part])


def ingesting(url: str, part: str = "None") -> subprocess.Popen[bytes]:
    """Another process that ingests (`part` as in slice); it says when it has begun."""
    code = (
        f"import sys; sys.path.insert(0, {str(TESTS)!r})\n"
        "from test_store_faults import open_dossier, prepared, put_all\n"
        f"some = prepared()[slice({part})]\n"
        "print('begun', flush=True)\n"
        f"with open_dossier({url!r}) as dossier:\n"
        "    for one in some: put_all(dossier, [one]); print('put', flush=True)"
    )
    path = os.pathsep.join(p for p in sys.path if p)
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )


def finish(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process; gives its exit status."""
    process.communicate(timeout=120)
    return process.returncode


def kill(process: subprocess.Popen[bytes], puts: int, pause: float) -> bool:
    """Kill a process so many seconds after so many puts; tells whether it had not ended by then."""
    with process:
        assert process.stdout is not None
        for _ in range(puts + 1):
            process.stdout.readline()
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            process.kill()
    assert process.returncode in (0, -signal.SIGKILL)
    return process.returncode != 0


def exported(dossier: Dossier) -> bytes:
    out = io.BytesIO()
    dossier.export(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export of a dossier that nothing happened to."""
    path = str(tmp_path_factory.mktemp("undisturbed") / "a.dossier")
    ingest(path)
    with open_dossier(path) as dossier:
        return exported(dossier)


def test_killed_at_any_moment_it_is_whole_and_goes_on_to_the_same_end(fresh_url, undisturbed):
    dice = random.Random(11)
    whole = {one.article.id: len(said) for one, said in prepared()}
    url, kills, midway = fresh_url(), 0, 0
    while kills < KILLS:
        # what is held already is gone over at once, so count from there
        with open_dossier(url) as dossier:
            done = dossier.info()
        kills += kill(
            ingesting(url), done.articles + done.superseded + dice.randint(0, 8), dice.uniform(0, 0.06)
        )
        with open_dossier(url) as dossier:
            assert dossier.verify() == ()
            held = dossier.articles(superseded=True)
            for one in held:
                assert len(dossier.statements([one.id])) == whole[one.id]
                assert dossier.raw(one.id)
            midway += 0 < len(held) < COUNT
            if len(held) == COUNT:
                assert exported(dossier) == undisturbed
                url = fresh_url()
    assert midway > KILLS / 3
    with open_dossier(url) as dossier:
        put_all(dossier, prepared())
        assert dossier.verify() == ()
        assert exported(dossier) == undisturbed


def test_killed_while_it_is_made_it_can_be_made_again(fresh_url):
    dice = random.Random(3)
    for _ in range(5):
        url = fresh_url()
        assert kill(ingesting(url), 0, dice.uniform(0, 0.5))
        with open_dossier(url) as dossier:
            assert dossier.verify() == ()


def test_two_writers_at_once_both_finish_and_nothing_is_lost(dossier_url, undisturbed):
    writers = [ingesting(dossier_url, f"{first}, None, 2") for first in (0, 1)]
    assert [finish(writer) for writer in writers] == [0, 0]
    with open_dossier(dossier_url) as dossier:
        assert dossier.verify() == ()
        assert exported(dossier) == undisturbed


def test_several_processes_may_make_the_same_dossier_at_once(dossier_url):
    writers = [ingesting(dossier_url, "2") for _ in range(3)]
    assert [finish(writer) for writer in writers] == [0, 0, 0]
    with open_dossier(dossier_url) as dossier:
        assert dossier.info().articles == 2
        assert dossier.verify() == ()


def test_a_full_disk_ends_in_a_clear_error_and_loses_nothing(tmp_path):
    path = str(tmp_path / "a.dossier")
    done = prepared()
    with open_dossier(path) as dossier:
        put_all(dossier, done[:5])
        before = exported(dossier)
        with dossier._database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        from sqlalchemy import event as happening

        happening.listen(
            dossier._database.engine,
            "begin",
            lambda c: c.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}"),
        )
        with pytest.raises(DossierFullError, match=r"no room left .*; make room and run the command again"):
            put_all(dossier, done[5:])
        assert dossier.verify() == ()
    with open_dossier(path) as dossier:
        held = {a.id for a in dossier.articles(superseded=True)}
        assert {one.article.id for one, _ in done[:5]} <= held
        assert exported(dossier).startswith(before[:20])
        put_all(dossier, done)
        assert dossier.verify() == ()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_export_to_a_full_disk_says_so(tmp_path):
    ingest(path := str(tmp_path / "a.dossier"), slice(0, 3))
    with open_dossier(path) as dossier:
        with pytest.raises(OutputError, match="No space left"):
            dossier.export("/dev/full")
        assert dossier.verify() == ()


def test_a_lock_that_is_let_go_in_time_is_waited_for(dossier_url):
    one, said = prepared(1)[0]
    with open_dossier(dossier_url) as holder, open_dossier(dossier_url, wait=30) as waiter:
        held, result = threading.Event(), []

        def hold() -> None:
            with holder._database.writing():
                held.set()
                time.sleep(0.3)
                result.append("let go")

        thread = threading.Thread(target=hold)
        thread.start()
        held.wait()
        result.append(waiter.put(one, said).outcome)
        thread.join()
    assert result == ["let go", "added"]


def test_a_lock_that_is_not_let_go_ends_in_a_clear_error(dossier_url):
    one, said = prepared(1)[0]
    with open_dossier(dossier_url) as holder, open_dossier(dossier_url, wait=0.1) as waiter:
        with (
            holder._database.writing(),
            pytest.raises(DossierLockedError, match=r"the 0\.1 s we wait; try again"),
        ):
            waiter.record("accept", "c1", author="Ada")
        waiter.put(one, said)
        assert waiter.verify() == ()


def cut(postgresql) -> int:
    """Break every connection to the server but our own; gives their number."""
    query = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'detente'"
    return postgresql.sql(query)[0][0]


def test_a_connection_that_breaks_in_the_midst_loses_only_what_was_being_put(postgresql, undisturbed):
    url = postgresql.fresh()
    done = prepared()
    with open_dossier(url) as dossier:
        put_all(dossier, done[:5])

        def broken():
            yield from done[5][1]
            assert cut(postgresql) >= 1

        with pytest.raises(
            DossierLostError, match=r"connection to its database broke; run the command again"
        ):
            dossier.put(done[5][0], broken())
        assert len(dossier.articles(superseded=True)) == 5
        assert dossier.verify() == ()
        assert cut(postgresql) >= 1  # of a connection that lies idle nothing is noticed
        put_all(dossier, done)
        assert exported(dossier) == undisturbed


def test_a_server_that_stops_is_told_and_found_again(postgresql):
    url = postgresql.fresh()
    one, said = prepared(1)[0]
    with open_dossier(url, wait=2) as dossier:
        dossier.put(one, said)
        postgresql.stop_server()
        try:
            with pytest.raises(DossierLostError, match="see that the server runs"):
                dossier.articles()
        finally:
            postgresql.start_server()
        assert dossier.put(one, said).outcome == "known"
        assert dossier.verify() == ()


def test_a_file_that_may_not_be_written_to_can_still_be_read(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    ingest(path := str(tmp_path / "a.dossier"), slice(0, 3))
    os.chmod(path, 0o400)
    with open_dossier(path) as dossier:
        assert dossier.info().articles == 3
        with pytest.raises(DossierError, match="name a file that you may write to"):
            ingest(path, slice(3, 4))


def test_what_fails_within_a_put_leaves_no_trace(dossier_url):
    done = prepared(8)
    with open_dossier(dossier_url) as dossier:
        put_all(dossier, done[:6])
        before, weighed = exported(dossier), dossier.weighed()
        with by_hand(dossier_url) as connection:
            connection.execute(text("ALTER TABLE claims RENAME TO hidden"))
        with pytest.raises(DossierError, match="failed"):
            dossier.put(*done[6])
        with by_hand(dossier_url) as connection:
            connection.execute(text("ALTER TABLE hidden RENAME TO claims"))
        assert (exported(dossier), dossier.weighed()) == (before, weighed)
        assert dossier.verify() == ()
