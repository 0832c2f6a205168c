"""The workbench's briefs and the dossier as a file: made by a process of its own, sent as they are."""

from __future__ import annotations

import time

import pytest

from detente import open_dossier
from detente.api.modelling import assemble_dossier
from workbenches import HOSTILE, dossier_of, fill, post, workbench

FEW = {"runs": "8", "months": "3", "seed": "1"}


@pytest.fixture
def client(tmp_path):
    with workbench(tmp_path, linger=0.0) as client:
        fill(dossier_of(client), HOSTILE)
        yield client


def wait_for(client, no: int) -> dict:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        job = client.get(f"/api/v1/jobs/{no}").json()
        if job["ended"]:
            return job
        time.sleep(0.2)
    raise AssertionError("it does not end")


def test_a_brief_is_made_and_had_in_every_form(client):
    assert "Have one assembled" in client.get("/briefs").text
    assert post(client, "/briefs", {"author": "Ada", **FEW}).status_code == 409
    assemble_dossier(dossier_of(client))
    answer = post(client, "/briefs", {"author": "Ada", "excerpts": "none", **FEW})
    no = int(answer.headers["location"].rpartition("/")[2])
    job = wait_for(client, no)
    assert (job["state"], job["error"]) == ("done", None)
    (kept,) = client.get("/api/v1/briefs").json()
    assert kept["author"] == "Ada"
    assert {"brief.html", "brief.md"} <= set(kept["files"])
    shown = client.get(f"/briefs/{no}/brief.html")
    assert "Ada" not in shown.text
    assert "What was read" in shown.text
    assert "sandbox" in shown.headers["content-security-policy"]  # it stands apart from the workbench
    assert "allow-same-origin" not in shown.headers["content-security-policy"]
    assert "<img" not in shown.text
    assert client.get(f"/briefs/{no}/brief.md").headers["content-disposition"].startswith("attachment")
    if "brief.pdf" in kept["files"]:
        assert client.get(f"/api/v1/briefs/{no}/brief.pdf").content.startswith(b"%PDF")
    else:
        assert "brief.pdf" in kept["left_out"][0]
    assert f"/briefs/{no}/brief.html" in client.get(f"/jobs/{no}").text  # leads to the list


@pytest.mark.parametrize(
    "name", ["brief.txt", "..%2fbrief.html", "brief.html%00", "%2e%2e%2fjobs.sqlite", "jobs.sqlite"]
)
def test_nothing_but_briefs_is_sent_from_there(client, name):
    assert client.get(f"/briefs/1/{name}").status_code == 404
    assert client.get(f"/api/v1/briefs/1/{name}").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"runs": "0"},
        {"runs": "1e9"},
        {"months": "-1"},
        {"seed": "x"},
        {"excerpts": "all"},
        {"author": " "},
        {"runs": "²"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_queued(client, wrong):
    assemble_dossier(dossier_of(client))
    assert post(client, "/briefs", {"author": "Ada", **FEW, **wrong}).status_code == 422
    assert client.get("/api/v1/jobs").json() == []


@pytest.mark.parametrize("path", ["/dossier.jsonl", "/api/v1/dossier/export"])
def test_the_dossier_is_sent_whole_and_comes_back_the_same(client, tmp_path, path):
    assemble_dossier(dossier_of(client))
    answer = client.get(path)
    assert answer.headers["content-disposition"] == 'attachment; filename="w.jsonl"'
    (tmp_path / "sent.jsonl").write_bytes(answer.content)
    with open_dossier(tmp_path / "again.dossier") as again:
        again.import_(tmp_path / "sent.jsonl")
        assert again.weighed() == dossier_of(client).weighed()
        assert again.uses() == dossier_of(client).uses()
    assert not list((tmp_path / "work").glob("export-*"))
