"""Scenarios in the workbench: composed, run, explained down to sentences, a source left out and counted again."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

import builders
from detente.api.modelling import assemble_dossier, explanation_in
from detente.web.composing import Picked, worded
from detente.web.jobs import Job, Jobs, Order
from detente.web.views.keeping import Kept
from detente.web.worker import work
from dossiers import document
from systems import region
from workbenches import HOSTILE, dossier_of, fill, post, workbench

SHOCK = "RUS withdraws from SYR at 2"
RUNS = {"runs": "16", "months": "6", "seed": "3", "author": "Ada"}


def assembled(client: TestClient) -> TestClient:
    """A workbench whose articles tell of Israel, Russia, Turkey and Syria, with their system."""
    dossier = dossier_of(client)
    fill(dossier)
    four = document("Israel counts on America. Russia keeps bases in Syria.", "four.txt",
                    publisher="The Levant Observer", published="2025-03-02", title="A promise")  # fmt: skip
    dossier.put(four, [
        builders.commitment("USA", "ISR", 0.8, source=four.article, quote="Israel counts on America."),
        builders.presence("RUS", "SYR", form="bases", source=four.article, quote="Russia keeps bases in Syria."),
    ])  # fmt: skip
    assemble_dossier(dossier, author="Ada")
    return client


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A workbench with its system and one run of it, shared by tests that only look."""
    with workbench(tmp_path_factory.mktemp("bench")) as client:
        assembled(client)
        done = asked(client, "/scenarios/runs", {"scenario": names(client)[0], "shocks": SHOCK, **RUNS})
        assert done.run == 1, done.error
        yield client


@pytest.fixture
def fresh(tmp_path) -> Iterator[TestClient]:
    with workbench(tmp_path) as client:
        yield assembled(client)


def names(client: TestClient) -> list[str]:
    return [s["name"] for s in client.get("/api/v1/scenarios").json()["scenarios"]]


def asked(client: TestClient, path: str, fields: dict) -> Job:
    """Send a form that starts a job, have it done in this process, and give what came of it."""
    app = client.app
    jobs: Jobs = app.state.jobs  # type: ignore[attr-defined]
    with jobs.working("model"):  # so that the server starts no process of its own
        answer = post(client, path, fields)
    assert answer.status_code == 303, answer.text
    no = int(answer.headers["location"].rpartition("/")[2])
    work(jobs, Order(str(jobs.folder), app.state.settings.dossier, False, "model"))  # type: ignore[attr-defined]
    return jobs.get(no)


def test_an_empty_dossier_says_what_to_do(tmp_path):
    with workbench(tmp_path) as client:
        assert "no system to run yet" in client.get("/scenarios").text
        assert client.get("/api/v1/scenarios").status_code == 404


def test_the_systems_scenarios_are_offered_with_what_they_impose(bench):
    shown = bench.get("/scenarios").text
    listed = bench.get("/api/v1/scenarios").json()["scenarios"]
    assert listed
    for s in listed:
        assert f'value="{s["name"]}"' in shown
        assert s["title"] in shown
        for shock in s["shocks"]:
            assert f"<li><bdi>{shock}</bdi></li>" in shown
        assert all(f'/claims/{c}"' in shown for c in s["claims"])


def test_a_link_holds_what_was_composed(bench):
    shown = bench.get(
        "/scenarios",
        params={"scenario": names(bench)[0], "shock": [SHOCK, "USA commitment 0.2"], "months": "7"},
    ).text
    assert f"{SHOCK}\nUSA commitment 0.2</textarea>" in shown
    assert 'value="7"' in shown
    assert shown.count(" checked") == 1
    assert "It cannot be done" not in shown


def test_what_is_picked_from_menus_becomes_a_line_of_the_link(bench):
    picked = {"kind": "presence", "actor": "RUS", "arena": "SYR", "how": "to", "value": "0.2", "at": "2"}
    answer = post(bench, "/scenarios/compose", {"shocks": SHOCK, **RUNS, **picked})
    assert answer.status_code == 303
    there = bench.get(answer.headers["location"]).text
    assert f"{SHOCK}\nRUS presence in SYR to 0.2 at 2</textarea>" in there
    assert 'value="16"' in there


@pytest.mark.parametrize(
    ("picked", "words"),
    [
        (Picked("withdrawal", "NORDIA", arena="LODRA", at="3"), "NORDIA withdraws from LODRA at 3"),
        (Picked("tie", "ALDEN", "VOSTRIA", domain="military", value="0.4", over="6"),
         "tie ALDEN VOSTRIA military to 0.4 over 6"),
        (Picked("commitment", "NORDIA", value="-0.1", how="by"), "NORDIA commitment by -0.1"),
        (Picked("sanctions", "NORDIA", "VOSTRIA", until="9"), "NORDIA sanctions VOSTRIA until 9"),
        (Picked("position", "ALDEN", issue="garrison", value="0.9"), "ALDEN position on garrison to 0.9"),
        (Picked("capability", "KESTREL", value="1.5", when="presence:NORDIA@LODRA < 0.2"),
         "capability KESTREL x1.5 when presence:NORDIA@LODRA < 0.2"),
        (Picked("entry", "KESTREL", at="4"), "KESTREL enters at 4"),
    ],
)  # fmt: skip
def test_menus_say_shocks_as_the_command_line_takes_them(picked, words):
    assert worded(picked, region()) == words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("gibberish", "Line 2: <code><bdi>gibberish</bdi></code> is not understood"),
        ("XYZ leaves SYR", "is not among the system"),
        ("RUS leaves SYR at 40", "after the last, 6"),
        ("RUS presence in SYR 7", "outside 0 to 1"),
        ("RUS leaves SYR when presence:RUS@SYR > 9", "never passes 9"),
        ("RUS leaves SYR " + "x" * 600, "longer than 500"),
    ],
)
def test_a_bad_shock_is_told_at_its_line_and_nothing_typed_is_lost(bench, typed, told):
    before = bench.get("/api/v1/runs").json()["paging"]["total"]
    answer = post(bench, "/scenarios/runs", {"shocks": f"{SHOCK}\n{typed}", "title": "Mine", **RUNS})
    assert answer.status_code == 422
    assert told in answer.text
    assert f"{SHOCK}\n{typed}</textarea>" in unescape(answer.text)
    assert 'value="Mine"' in answer.text
    assert bench.get("/api/v1/runs").json()["paging"]["total"] == before


@pytest.mark.parametrize(("field", "value"), [("runs", "0"), ("runs", "99999"), ("months", "x"), ("months", "241"),
                                              ("seed", "-1"), ("author", " "), ("scenario", "none-such")])  # fmt: skip
def test_numbers_and_names_that_cannot_be_are_told(bench, field, value):
    answer = post(bench, "/scenarios/runs", {"shocks": SHOCK, **RUNS, field: value})
    assert (answer.status_code, "It cannot be done" in answer.text) == (422, True)
    assert SHOCK in answer.text


def test_a_run_tells_what_was_run_and_what_moved(bench):
    shown = bench.get("/scenarios/runs/1").text
    view = bench.get("/api/v1/runs/1").json()
    assert view["inputs"] in shown
    assert f"--shock={SHOCK}" in view["command"]
    assert "uncalibrated" in shown
    assert [s["name"] for s in view["scenarios"]] == ["baseline", names(bench)[0], "shocks"]
    assert "Russia withdraws from Syria in month 2" in bench.get("/scenarios/runs/1?scenario=shocks").text
    assert '<svg class="fan"' in shown or "<svg" in shown
    assert "run 1" in bench.get("/scenarios").text


def test_outcomes_are_narrowed_by_actor_kind_and_month(bench):
    for query, params in (
        (
            {"scenario": "shocks", "kind": "presence", "month": 3},
            {"scenario": "shocks", "kind": "presence", "month": 3},
        ),
        ({"scenario": "shocks", "actor": "TUR", "month": 6}, {"scenario": "shocks", "actor": "TUR"}),
    ):
        found = bench.get("/api/v1/runs/1/outcomes", params=query).json()
        labels = {o["variable"]["kind"] for o in found["outcomes"]}
        shown = bench.get("/scenarios/runs/1", params=params).text
        assert found["paging"]["total"] > 0
        assert f"{found['paging']['total']} outcomes" in shown
        if "kind" in query:
            assert labels == {"presence"}
        assert {o["month"] for o in found["outcomes"]} == {query["month"]}


@pytest.mark.parametrize("query", ["month=99", "month=x", "scenario=none", "month=-1"])
def test_what_was_not_run_is_refused(bench, query):
    assert bench.get(f"/scenarios/runs/1?{query}").status_code == 422
    assert bench.get(f"/api/v1/runs/1/outcomes?{query}").status_code == 422


def test_the_actors_of_what_moved_most_are_one_click_away(bench):
    shown = bench.get("/scenarios/runs/1?scenario=shocks").text
    (chips,) = re.findall(r'<nav class="filter" aria-label="What moves most, by actor">(.*?)</nav>', shown)
    first = re.findall(r'href="([^"]+)"', chips)[1].replace("&amp;", "&")
    assert re.search("actor=[A-Z]+", first)
    assert 'aria-current="true"><bdi>' in bench.get(first).text


def test_everything_can_be_downloaded_as_the_command_line_has_it(bench):
    lines = [json.loads(x) for x in bench.get("/scenarios/runs/1/outcomes.jsonl").text.splitlines()]
    table = list(csv.DictReader(bench.get("/scenarios/runs/1/outcomes.csv").text.splitlines()))
    first = bench.get("/api/v1/runs/1/outcomes").json()
    assert len(lines) == len(table) == first["paging"]["total"]
    assert lines[:100] == first["outcomes"]
    assert float(table[5]["mean"]) == lines[5]["mean"]


def test_a_run_that_is_none_is_not_found(bench):
    for path in ("/scenarios/runs/77", "/api/v1/runs/77", "/api/v1/runs/77/outcomes", "/scenarios/explanations/1",
                 "/api/v1/explanations/77", "/api/v1/runs/compare?before=1&after=77", "/scenarios/runs/x"):  # fmt: skip
        assert bench.get(path).status_code == 404, path


def test_an_outcome_is_explained_down_to_its_sentences_a_source_left_out_and_counted_again(fresh):
    client = fresh
    first = asked(client, "/scenarios/runs", {"shocks": SHOCK, **RUNS})
    assert first.run, first.error
    run = f"/scenarios/runs/{first.run}"

    # Why? leads to sentences; asked again it is shown at once.
    fields = {"outcome": "commitment:USA>ISR", "scenario": "baseline", "month": "6", "author": "Ada"}
    done = asked(client, f"{run}/explanations", fields)
    assert done.run, done.error
    again = post(client, f"{run}/explanations", fields)
    assert again.headers["location"] == f"/scenarios/explanations/{done.run}"
    shown = client.get(again.headers["location"]).text
    view = client.get(f"/api/v1/explanations/{done.run}").json()
    assert "Israel counts on America." in shown
    assert "The Levant Observer" in shown
    (source,) = [s for s in view["sources"] if s["name"] == "The Levant Observer"]
    assert view["claims"][0]["share"] == explanation_in(dossier_of(client), done.run).claims[0].share
    assert f'/claims/{view["claims"][0]["claim"]}"' in shown
    assert f'value="{source["id"]}"' in shown

    # Left out, the outcome moves as the explanation said, and the page can undo it.
    left = asked(client, f"{run}/leave-out", {"source": source["id"], "author": "Ada", "note": "a doubt"})
    assert left.run, left.error
    assert left.title == f"Run {first.run} without The Levant Observer"
    assert re.search("rejected <bdi>The Levant Observer</bdi>", client.get("/history").text)
    assert "assembled without The Levant Observer" in client.get("/system/versions").text
    page = client.get(f"/scenarios/runs/{left.run}").text
    assert "Done without <strong><bdi>The Levant Observer</bdi></strong>" in page
    assert "left out by now" in client.get(f"/scenarios/explanations/{done.run}").text
    difference = client.get(f"/api/v1/runs/compare?before={first.run}&after={left.run}").json()
    assert difference["paired"]
    assert difference["left"][0]["undo"] == left.decision
    moved = {
        m["outcome"]: m["by"]
        for s in difference["scenarios"]
        if s["scenario"] == "baseline"
        for m in s["moved"]
    }
    assert "commitment:USA>ISR" in moved or any("Israel" in x for x in difference["gone"])
    twice = post(client, f"{run}/leave-out", {"source": source["id"], "author": "Ada"})
    assert twice.status_code == 409

    # Undone, the page offers to assemble anew, and all is as before.
    undone = post(client, "/decisions", {"action": "undo", "target": str(left.decision), "author": "Ada",
                                         "back": f"/scenarios/runs/{left.run}"})  # fmt: skip
    offered = client.get(undone.headers["location"]).text
    assert "It counts again" in offered
    back = asked(client, f"/scenarios/runs/{left.run}/again", {"anew": "1", "author": "Ada"})
    assert back.run, back.error
    same = client.get(f"/api/v1/runs/compare?before={first.run}&after={back.run}").json()
    assert not [m for s in same["scenarios"] for m in s["moved"] if m["by"]]
    assert same["came"] == same["went"] == same["gone"] == []
    assert dossier_of(client).verify() == ()


def test_where_what_a_run_names_goes_with_its_source_the_job_says_so(fresh):
    ran = asked(fresh, "/scenarios/runs", {"shocks": "USA commitment to ISR 0.1 at 2", **RUNS})
    article = next(
        a["id"] for a in fresh.get("/api/v1/articles").json()["articles"] if a["title"] == "A promise"
    )
    left = asked(fresh, f"/scenarios/runs/{ran.run}/leave-out", {"source": article, "author": "Ada"})
    assert (left.state, left.run) == ("done", None)
    assert "what the run named went with it" in fresh.get(f"/jobs/{left.no}").text


def test_a_link_for_another_system_says_what_is_not_in_this_one(bench):
    shown = bench.get("/scenarios", params={"scenario": "gone-by-now", "shock": "ATLANTIS leaves SYR"}).text
    assert "is not a scenario of the system" in shown
    assert "ATLANTIS" in shown


def test_a_run_kept_by_the_command_line_is_listed_and_leads_to_one_of_ours(fresh):
    no = dossier_of(fresh).save_run(
        system=1, command="run system.yaml --shock='USA leaves SYR'", inputs="ab", seed=0, runs=9, months=3,
        version="0.1", results=[{"scenario": "baseline", "month": 0, "mean": 0.1}],
    )  # fmt: skip
    assert f"/scenarios/runs/{no}" in fresh.get("/scenarios").text
    assert "cannot be shown here" in fresh.get(f"/scenarios/runs/{no}").text
    assert fresh.get(f"/api/v1/runs/{no}").json()["whole"] is False
    assert fresh.get(f"/api/v1/runs/{no}/outcomes").status_code == 404


def test_shocks_are_saved_as_a_scenario_once(fresh):
    sent = {"shocks": SHOCK, "title": "Moscow goes", "name": "moscow-goes", **RUNS}
    answer = post(fresh, "/scenarios/saved", sent)
    assert answer.status_code == 303
    there = fresh.get(answer.headers["location"]).text
    assert "Moscow goes" in there
    assert "moscow-goes" in names(fresh)
    for name, told in (
        ("moscow-goes", "taken"),
        ("Not This", "small letters"),
        ("shocks", "taken"),
        ("", "small letters"),
    ):
        refused = post(fresh, "/scenarios/saved", {**sent, "name": name})
        assert (refused.status_code, told in refused.text, SHOCK in refused.text) == (422, True, True), name


def test_what_is_kept_in_memory_is_bounded_and_what_fails_is_tried_again(bench):
    made: list[int] = []

    def make(_: object, no: int) -> str:
        made.append(no)
        if no == 0:
            raise ValueError
        return "x" * no

    kept = Kept(make, 10, len)
    d = dossier_of(bench)
    assert [len(kept(d, no)) for no in (4, 5, 4, 3, 4)] == [4, 5, 4, 3, 4]
    assert made == [4, 5, 3]  # the 4 was asked for later than the 5, which went
    assert len(kept(d, 5)) == 5
    assert len(kept(d, 50)) == len(kept(d, 50))
    assert made == [4, 5, 3, 5, 50]
    for _ in range(2):
        with pytest.raises(ValueError):  # noqa: PT011  what make raises
            kept(d, 0)
    assert made[-2:] == [0, 0]


def test_what_pages_do_programs_can(fresh):
    fresh.cookies.clear()
    jobs: Jobs = fresh.app.state.jobs  # type: ignore[attr-defined]
    with jobs.working("model"):
        made = fresh.post("/api/v1/scenarios", json={"name": "out", "shocks": [SHOCK], "author": "Bo"})
        assert (made.status_code, made.json()["author"]) == (201, "Bo")
        body = {"scenarios": ["out"], "runs": 8, "months": 4, "author": "Bo", "title": "Out"}
        started = fresh.post("/api/v1/runs", json=body)
        assert (started.status_code, started.json()["state"]) == (202, "queued")
        for wrong in ({"runs": 20_001}, {"months": 241}, {"shocks": ["x"] * 51}, {"shocks": ["x" * 501]}, {"seed": -1},
                      {"shocks": ["nonsense"]}, {"scenarios": ["none"]}, {"title": "a\x00"}, {"more": 1}):  # fmt: skip
            assert fresh.post("/api/v1/runs", json=body | wrong).status_code == 422, wrong
        assert fresh.post("/api/v1/runs", json=body | {"of": 99}).status_code == 404
        assert (
            fresh.post("/api/v1/runs/5/explanations", json={"outcome": "x", "author": "Bo"}).status_code
            == 404
        )
        assert fresh.post("/api/v1/runs/5/leave-out", json={"source": "x", "author": "Bo"}).status_code == 404
        jobs.stop(started.json()["no"])


def test_what_is_typed_stays_text(fresh):
    link = fresh.get(
        "/scenarios", params={"shock": HOSTILE, "title": HOSTILE, "scenario": HOSTILE, "runs": HOSTILE[:20]}
    )
    assert "<script>document" not in link.text
    assert "<img src=x" not in link.text
    for path in ("/scenarios/runs", "/scenarios/compose", "/scenarios/saved"):
        fields = dict.fromkeys(
            (*Picked.__slots__, "shocks", "title", "name", "runs", "months", "seed", "scenario"), HOSTILE
        )
        answer = post(fresh, path, {**fields, "author": "Ada"})
        assert answer.status_code == 422
        assert "<script>document" not in answer.text
    assert re.search(r"nonce=", link.text)


def test_with_the_system_its_scenarios_are_run_once_and_what_they_change_stands_beside_them(tmp_path):
    with workbench(tmp_path) as client:
        assembled(client)
        jobs: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
        assert "What it changes" not in client.get("/scenarios").text
        for _ in range(2):  # the second time it is the very same system, which was run
            asked(client, "/system/assemble", {"author": "Ada", "run": "1"})
        ran = [j for j in jobs.latest(10, "model") if j.kind == "run"]
        assert [(j.state, j.run) for j in ran] == [("done", 1)]
        (run,) = client.get("/api/v1/runs").json()["runs"]
        assert run["scenarios"] == names(client)
        page = client.get("/scenarios").text
        assert page.count("What it changes") == len(names(client))
        for name in names(client):
            assert f"/scenarios/runs/1?scenario={name}#changes" in unescape(page)


def test_without_being_asked_for_nothing_is_run_with_the_system(fresh):
    job = asked(fresh, "/system/assemble", {"author": "Ada"})
    assert job.state == "done"
    assert fresh.get("/api/v1/runs").json()["runs"] == []
