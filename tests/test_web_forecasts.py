"""The workbench's forecasts: what articles expect, what the system says, what became of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import builders
from detente.api.modelling import assemble_dossier, run_dossier
from dossiers import document
from workbenches import HOSTILE, dossier_of, post, workbench


def noon() -> datetime:
    return datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def client(tmp_path):
    with workbench(tmp_path, clock=noon) as client:
        one = document(
            "Israel and Russia will very likely draw closer. Turkey may leave Syria by 2027. It will rain in 2024.",
            "one.txt", publisher="The Levant Observer", published="2025-03-01", title=f"Ahead {HOSTILE}",
        )  # fmt: skip
        said = [
            builders.forecast("the tie between Israel and Russia", "increase", (0.8, 0.95), actors=("ISR", "RUS"),
                              source=one.article, quote="Israel and Russia will very likely draw closer."),
            builders.forecast("Turkey in Syria", "decrease", (0.2, 0.55), actors=("TUR", "SYR"), horizon="2027",
                              source=one.article, quote="Turkey may leave Syria by 2027."),
            builders.forecast("rain", "occur", (0.9, 1.0), horizon="2024", source=one.article,
                              quote="It will rain in 2024."),
            builders.tie("ISR", "RUS", 1, source=one.article, quote="Israel and Russia will"),
        ]  # fmt: skip
        dossier_of(client).put(one, said)
        yield client


def listed(client, **asked) -> dict:
    answer = client.get("/api/v1/forecasts", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_before_there_is_a_system_forecasts_stand_alone(client):
    found = listed(client)
    assert len(found["forecasts"]) == 3
    assert (found["system"], found["run"]) == (None, None)
    page = client.get("/forecasts").text
    assert "There is no system yet" in page
    assert "80 to 95 %" in page


def test_the_models_probability_stands_beside_what_it_can_speak_to(client):
    assemble_dossier(dossier_of(client))
    assert "has not been run" in client.get("/forecasts").text
    run = run_dossier(dossier_of(client), runs=16, months=12)
    found = listed(client)
    assert found["run"] == run.no
    first = found["forecasts"][0]
    assert first["says"].startswith("The tie between Israel and Russia")
    p = first["chances"][0]["probability"]
    assert 0 <= p <= 1
    assert first["gap"] == pytest.approx(p - 0.8 if p < 0.8 else 0.0 if p <= 0.95 else p - 0.95)
    assert "Israel toward Russia" in first["rule"]
    assert all(f["chances"] == [] for f in found["forecasts"] if f["rule"] is None)
    assert first["doubted"] == (first["gap"] < 0)  # surer than an article that expects it is no doubt
    assert len(listed(client, doubted=True)["forecasts"]) == found["doubted"] == first["doubted"]
    assert f"/scenarios/runs/{run.no}" in client.get("/forecasts").text


def test_what_became_of_one_is_a_decision_that_can_be_undone(client):
    rain = next(f for f in listed(client)["forecasts"] if f["says"].startswith("Rain"))
    assert rain["status"] == "due"  # 2024 is over
    fields = {
        "action": "resolve",
        "target": rain["claim"],
        "author": "Ada",
        "note": "it did",
        "back": "/forecasts",
    }
    answer = post(client, "/decisions", {**fields, "status": "came true"})
    assert answer.headers["location"] == "/forecasts?done=1"
    assert "<bdi>Ada</bdi> resolved" in client.get("/forecasts?done=1").text
    assert [f["claim"] for f in listed(client, status="came true")["forecasts"]] == [rain["claim"]]
    assert listed(client)["counts"] == {"open": 2, "due": 0, "came true": 1, "did not": 0}
    post(client, "/decisions", {"action": "undo", "target": "1", "author": "Ada"})
    assert listed(client)["counts"]["due"] == 1
    assert dossier_of(client).verify() == ()


@pytest.mark.parametrize(
    ("target", "status"), [("forecast", "perhaps"), ("forecast", ""), ("tie", "came true"), ("none", "open")]
)
def test_what_makes_no_sense_is_refused(client, target, status):
    claims = {c.kind: c.id for c in dossier_of(client).weighed().claims}
    fields = {"action": "resolve", "target": claims.get(target, "c0"), "author": "Ada", "status": status}
    assert post(client, "/decisions", fields).status_code == 409
    assert dossier_of(client).edits() == ()


def test_forecasts_are_narrowed_by_actor_and_status(client):
    assert [f["horizon"] for f in listed(client, actor="TUR")["forecasts"]] == ["2027"]
    assert len(listed(client, status="open")["forecasts"]) == 2
    assert client.get("/api/v1/forecasts", params={"status": "never"}).status_code == 422
    assert client.get("/api/v1/forecasts", params={"run": 9}).status_code == 404
    assert listed(client, page=9)["forecasts"] == []


def test_markup_in_an_article_stays_text(client):
    page = client.get("/forecasts").text
    assert "<img" not in page
    assert "&lt;script&gt;" in page
