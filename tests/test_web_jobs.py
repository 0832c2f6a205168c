"""Adding sources through the workbench: in a process of its own, with progress, and no job is lost from sight."""

from __future__ import annotations

import subprocess
import sys
import time
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest

from detente import open_dossier
from detente.web import jobs as jobs_module
from detente.web.jobs import Jobs, Order, Upload
from detente.web.refusals import Refusal
from detente.web.settings import Limits
from detente.web.tasks import Add
from detente.web.worker import work
from workbenches import dossier_of, post, workbench

TALKS = b"""Talks in Moscow

By Ada Lovelace
1 March 2025

Israel held talks with Russia on Friday, Reuters reported.
"""


@pytest.fixture
def jobs(tmp_path) -> Jobs:
    made = Jobs(tmp_path / "work")
    made.open()
    return made


@pytest.fixture
def order(jobs, tmp_path) -> Order:
    return Order(str(jobs.folder), str(tmp_path / "w.dossier"), False)


def put(jobs: Jobs, *names: str, data: bytes = TALKS, addresses: tuple[str, ...] = ()):
    return jobs.put(Add(names, addresses), [Upload(n, BytesIO(data)) for n in names], waiting=9)


def test_files_become_articles_under_the_names_they_were_sent_by(jobs, order):
    job = put(jobs, "talks.txt")
    assert job.state == "queued"
    work(jobs, order)
    done = jobs.get(job.no)
    assert (done.state, done.added, done.error) == ("done", 1, None)
    with open_dossier(order.dossier) as dossier:
        (article,) = dossier.articles()
        assert article.id == done.articles[0]
        assert article.path == "talks.txt"
        assert dossier.statements()[0].article.path == "talks.txt"
        assert dossier.knows("talks.txt")
        assert dossier.verify() == ()
    assert not list((jobs.folder / "inbox").iterdir())


def test_the_same_file_again_is_known(jobs, order):
    put(jobs, "talks.txt")
    put(jobs, "talks.txt")
    work(jobs, order)
    assert [(j.added, j.known) for j in jobs.latest()] == [(0, 1), (1, 0)]


def test_what_cannot_be_read_is_told_without_where_it_lay(jobs, order):
    files = [Upload("talks.txt", BytesIO(TALKS)), Upload("x#y.txt", BytesIO(b"\x00\xff\x00"))]
    job = jobs.put(Add(("talks.txt", "x#y.txt"), ()), files, waiting=9)
    work(jobs, order)
    done = jobs.get(job.no)
    assert (done.state, done.added, len(done.skipped)) == ("done", 1, 1)
    assert done.skipped[0].startswith("x#y.txt: ")
    alone = put(jobs, "empty.txt", data=b"")
    work(jobs, order)
    assert jobs.get(alone.no).state == "failed"
    assert str(jobs.folder) not in (jobs.get(alone.no).error or "")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://localhost/x", "http://10.0.0.1/", "http://[::1]/"]
)
def test_private_addresses_are_refused(jobs, order, address):
    job = put(jobs, addresses=(address,))
    work(jobs, order)
    done = jobs.get(job.no)
    assert done.state == "failed"
    assert "private" in (done.error or "")


def test_a_job_whose_process_died_is_reported_as_interrupted_and_not_done_twice(jobs, order):
    job = put(jobs, "talks.txt")
    jobs.take("library")  # as a worker that is killed then
    jobs.recover()
    found = jobs.get(job.no)
    assert found.state == "interrupted"
    assert "add the rest again" in (found.error or "")
    work(jobs, order)
    assert jobs.get(job.no) == found


def test_a_worker_that_cannot_begin_leaves_no_job_waiting_for_ever(jobs, order, monkeypatch):
    monkeypatch.setattr(jobs_module.sys, "executable", "/bin/false")
    job = put(jobs, "talks.txt")
    jobs_module.start_worker(order)
    until = time.monotonic() + 60
    while not jobs.get(job.no).over and time.monotonic() < until:
        time.sleep(0.1)
    assert jobs.get(job.no).state == "interrupted"


def test_while_a_worker_is_at_it_nothing_is_interrupted_and_no_other_begins(jobs, order):
    job = put(jobs, "talks.txt")
    with jobs.working("library") as alone:
        assert alone
        jobs.take("library")
        jobs.recover()
        assert jobs.get(job.no).state == "running"
        other = put(jobs, "other.txt")
        work(jobs, order)
        assert jobs.get(other.no).state == "queued"


def test_a_job_is_stopped_before_or_while_it_runs(jobs, order):
    job = put(jobs, "talks.txt")
    assert jobs.stop(job.no).state == "stopped"
    running = put(jobs, "talks.txt")
    jobs.take("library")
    jobs.stop(running.no)
    assert jobs.asked_to_stop(running.no)
    assert jobs.stop(job.no).state == "stopped"


def test_no_more_jobs_wait_than_may(jobs):
    for i in range(9):
        put(jobs, f"{i}.txt")
    with pytest.raises(Refusal, match="9 jobs wait already"):
        put(jobs, "one-more.txt")


def test_the_folder_of_uploads_is_its_owners_alone(jobs):
    assert jobs.folder.stat().st_mode & 0o077 == 0


def wait_for(client, no: int) -> dict:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        job = client.get(f"/api/v1/jobs/{no}").json()
        if job["ended"]:
            return job
        time.sleep(0.2)
    raise AssertionError(f"job {no} does not end: {job}")


def test_an_upload_is_read_in_another_process_and_shown(tmp_path):
    with workbench(tmp_path) as client:
        sent = [
            ("files", ("../../talks.txt", TALKS, "text/plain")),
            ("files", ("b<b>.txt", TALKS.replace(b"Moscow", b"Ankara").replace(b"Israel", b"Egypt"), "x/y")),
        ]
        answer = post(client, "/library/files", {}, files=sent)
        assert answer.headers["location"] == "/jobs/1"
        assert wait_for(client, 1)["state"] == "done"
        assert {a.path for a in dossier_of(client).articles()} == {"talks.txt", "bb.txt"}
        assert "Talks in Moscow" in client.get("/jobs/1").text
        assert not (tmp_path.parent / "talks.txt").exists()
        assert "talks.txt" in client.get("/library").text


def test_the_api_takes_files_too(tmp_path):
    with workbench(tmp_path) as client:
        body = {"files": [{"name": "talks.txt", "base64": b64encode(TALKS).decode()}]}
        answer = client.post("/api/v1/jobs", json=body)
        assert answer.status_code == 202
        assert wait_for(client, answer.json()["no"])["added"] == 1


@pytest.fixture
def idle(monkeypatch):
    """Nobody does the jobs."""
    monkeypatch.setattr("detente.web.actions.start_worker", lambda order: None)


@pytest.mark.usefixtures("idle")
def test_too_many_at_once_are_refused_and_nothing_is_queued(tmp_path):
    with workbench(tmp_path, limits=Limits(files=3)) as client:
        sent = [("files", (f"{i}.txt", TALKS, "text/plain")) for i in range(4)]
        assert post(client, "/library/files", {}, files=sent).status_code in (400, 413)
        assert post(client, "/library/files", {"x": "no file"}).status_code == 422
        assert post(client, "/library/address", {"address": "ftp://example.org/"}).status_code == 422
        assert client.get("/api/v1/jobs").json() == []


@pytest.mark.usefixtures("idle")
def test_asking_for_much_too_often_is_slowed_down(tmp_path):
    with workbench(tmp_path, limits=Limits(heavy=2)) as client:
        asked = [post(client, "/library/address", {"address": "https://example.org/"}) for _ in range(3)]
        assert [a.status_code for a in asked] == [303, 303, 429]
        assert "wait" in asked[2].text


@pytest.mark.usefixtures("idle")
def test_a_job_is_stopped_from_its_page_and_a_missing_one_told(tmp_path):
    with workbench(tmp_path) as client:
        post(client, "/library/address", {"address": "https://example.org/"})
        assert 'http-equiv="refresh"' in client.get("/jobs/1").text
        post(client, "/jobs/1/stop", {})
        assert client.get("/api/v1/jobs/1").json()["state"] == "stopped"
        assert 'http-equiv="refresh"' not in client.get("/jobs/1").text
        assert client.get("/jobs/7").status_code == 404
        assert client.post("/api/v1/jobs/7/stop", json={}, headers={"x-csrf-token": "x"}).status_code == 403


def test_what_waited_when_the_server_ended_is_done_when_it_starts_again(tmp_path, jobs):
    put(jobs, "talks.txt")
    with workbench(tmp_path) as client:
        assert wait_for(client, 1)["state"] == "done"


def serve(*arguments: str, **rest) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "detente", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        **rest,
    )


def test_others_may_reach_it_only_with_a_token(tmp_path):
    done = serve("--host", "0.0.0.0", cwd=tmp_path)
    assert done.returncode == 2
    assert "give --token" in done.stderr
    assert "fewer than 12" in serve("--token", "short", cwd=tmp_path).stderr
    assert not list(tmp_path.iterdir())


def test_what_is_no_dossier_is_told_before_anything_is_served(tmp_path):
    (tmp_path / "notes.txt").write_text("no dossier, only text that is long enough to have a header" * 9)
    done = serve("--dossier", "notes.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "is no dossier" in done.stderr


def test_a_worker_takes_nothing_from_the_folder_one_stands_in(tmp_path, jobs, order, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    job = put(jobs, "talks.txt")
    jobs_module.start_worker(order)
    until = time.monotonic() + 60
    while not jobs.get(job.no).over and time.monotonic() < until:
        time.sleep(0.2)
    assert jobs.get(job.no).state == "done", Path(jobs.folder, "worker.log").read_text()
