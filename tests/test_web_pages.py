"""The workbench's pages and resources: reading, finding and deciding, the same in HTML and in JSON."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from detente.web.views.article import Said, paragraphs
from workbenches import dossier_of, fill, fill_all, places, post, workbench


@pytest.fixture
def client(tmp_path):
    with workbench(tmp_path) as client:
        fill(dossier_of(client))
        yield client


def claims(client, **asked) -> list[dict]:
    return client.get("/api/v1/claims", params=asked).json()["claims"]


def decide(client, action: str, target: str = "", **fields):
    answer = post(client, "/decisions", {"action": action, "target": target, "author": "Ada", **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_the_way_in_is_the_library(client):
    answer = client.get("/")
    assert answer.url.path == "/library"
    assert "3 articles with 4 statements" in answer.text
    assert answer.text.index("A meeting") < answer.text.index("After the bases")


def test_articles_are_searched(client):
    shown = client.get("/library", params={"q": "bases monde"}).text
    assert "After the bases" in shown
    assert "A meeting" not in shown
    assert [a["title"] for a in client.get("/api/v1/articles?text=LEDGER").json()["articles"]] == [
        "A meeting"
    ]


def test_an_empty_dossier_says_what_to_do(tmp_path):
    with workbench(tmp_path) as client:
        assert "Nothing is held yet" in client.get("/library").text
        assert "No claim fits" in client.get("/claims").text
        assert "Nobody has decided" in client.get("/history").text


def test_an_article_shows_its_statements_in_the_text_and_leads_to_their_claims(client):
    article = client.get("/api/v1/articles?text=bases").json()["articles"][0]["id"]
    shown = client.get(f"/articles/{article}").text
    assert '<a class="mark k-position"' in shown
    assert ">Turkey wants Russia to leave.</a>" in shown
    view = client.get(f"/api/v1/articles/{article}").json()
    for s in view["statements"]:
        assert f'/claims/{s["claim"]}"' in shown
        assert client.get(f"/claims/{s['claim']}").status_code == 200
    only = client.get(f"/articles/{article}?kind=presence").text
    assert ">Russia keeps bases in Syria.</a>" in only
    assert ">Turkey wants Russia to leave.</a>" not in only


@pytest.mark.parametrize(
    ("page", "api"),
    [
        ({"q": "bases syria"}, {"text": "bases syria"}),
        ({"kind": "event"}, {"kind": "event"}),
        ({"actor": "TUR"}, {"actor": "TUR"}),
        ({"issue": "rus-leaves"}, {"issue": "rus-leaves"}),
        ({"least": "0.9"}, {"least": 0.9}),
        ({"most": "0.1"}, {"most": 0.1}),
        ({"verdict": "rejected"}, {"verdict": "rejected"}),
        ({}, {}),
    ],
)
def test_pages_and_resources_find_the_same_claims(client, page, api):
    found = [c["id"] for c in claims(client, **api)]
    shown = client.get("/claims", params=page).text
    assert [c["id"] for c in claims(client) if f"/claims/{c['id']}" in shown] == found


def test_what_is_not_there_is_told_without_the_dossiers_folder(client, tmp_path):
    for path in ("/claims/cnone", "/articles/anone", "/api/v1/claims/cnone"):
        told = client.get(path)
        assert (told.status_code, "w.dossier" in told.text) == (404, True)
        assert str(tmp_path.parent) not in told.text


def test_claims_of_one_origin_are_marked(client):
    def marked() -> int:
        return client.get("/claims?kind=event").text.count("<strong>only</strong> <bdi>")

    one, two = (c["id"] for c in claims(client, kind="event"))
    assert marked() == 2
    decide(client, "merge", one, claims=two)
    assert [len(c["origins"]) for c in claims(client, kind="event")] == [2]
    assert marked() == 0


def test_claims_are_picked_by_origin(client):
    facets = client.get("/api/v1/facets").json()
    origin = next(f for f in facets["origins"] if f["name"] == "Ledger")
    assert [c["kind"] for c in claims(client, origin=origin["value"])] == ["event"]
    assert "Ledger (1)" in client.get("/claims").text


def test_a_claim_shows_its_sentences_with_origin_and_article(client):
    (claim,) = claims(client, kind="presence")
    shown = client.get(f"/claims/{claim['id']}").text
    assert "Russia keeps bases in Syria." in shown
    assert "Le Monde Arabe" in shown
    assert "Nobody has decided anything about it" in shown


def test_rejecting_and_undoing_is_kept_in_the_history(client):
    (claim,) = claims(client, kind="presence")
    place = decide(client, "reject", claim["id"], note="irony", back=f"/claims/{claim['id']}")
    assert place == f"/claims/{claim['id']}?done=1"
    shown = client.get(place).text
    assert "Decision 1: <bdi>Ada</bdi> rejected" in shown
    assert "irony" in shown
    assert claims(client, kind="presence")[0]["unknown"] == 1
    decide(client, "undo", "1")
    assert claims(client, kind="presence") == [claim]
    log = client.get("/api/v1/decisions").json()["decisions"]
    assert [(d["no"], d["action"], d["holds"]) for d in log] == [(2, "undo", True), (1, "reject", False)]
    assert "irony" in client.get("/history").text
    assert dossier_of(client).verify() == ()


def test_merging_ticked_claims_leaves_the_first_and_leads_there(client):
    one, two = (c["id"] for c in claims(client, kind="event"))
    place = decide(client, "merge", claims=[one, two])
    assert place.startswith(f"/claims/{one}?")
    assert [(c["id"], c["statements"]) for c in claims(client, kind="event")] == [(one, 2)]
    assert client.get(f"/claims/{two}").url.path == f"/claims/{one}"


def test_merging_one_alone_or_two_kinds_is_refused(client):
    event, presence = claims(client, kind="event")[0]["id"], claims(client, kind="presence")[0]["id"]
    answer = post(client, "/decisions", {"action": "merge", "claims": [event], "author": "Ada"})
    assert (answer.status_code, "two claims at least" in answer.text) == (422, True)
    answer = post(client, "/decisions", {"action": "merge", "claims": [event, presence], "author": "Ada"})
    assert (answer.status_code, "different kinds" in answer.text) == (409, True)
    assert dossier_of(client).edits() == ()


def test_splitting_makes_a_claim_of_its_own_and_leads_there(client):
    one, two = (c["id"] for c in claims(client, kind="event"))
    decide(client, "merge", claims=[one, two])
    said = dossier_of(client).weighed([one]).claims[0].statements
    place = decide(client, "split", one, statements=[said[0]])
    path = place.partition("?")[0]
    assert path not in (f"/claims/{one}", f"/claims/{two}")
    assert dossier_of(client).weighed([path.removeprefix("/claims/")]).claims[0].statements == (said[0],)


def test_correcting_changes_only_what_was_changed_in_the_form(client):
    (claim,) = claims(client, kind="presence")
    view = client.get(f"/api/v1/claims/{claim['id']}").json()
    (evidence,) = view["evidence"]
    assert {"path": "actor.actor", "value": "RUS"} in evidence["fields"]
    fields = {"was:actor.actor": '"RUS"', "to:actor.actor": "IRN", "was:level": "0.6", "to:level": "0.6",
              "was:valid_from": "null", "to:valid_from": ""}  # fmt: skip
    place = decide(client, "correct", evidence["said"]["id"], back=f"/claims/{claim['id']}", **fields)
    assert dossier_of(client).edits()[0].value == {"actor.actor": "IRN"}
    assert place.startswith("/history")  # the claim as it was is there no more
    assert [c["says"][:4] for c in claims(client, kind="presence")] == ["Iran"]
    again = post(client, "/decisions", {"action": "correct", "target": evidence["said"]["id"], "author": "A",
                                        "was:level": "0.6", "to:level": "0.6"})  # fmt: skip
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"action": "burn", "target": "c1"}, 422),
        ({"action": "reject", "target": "c0000000000000000"}, 409),
        ({"action": "reject", "target": ""}, 422),
        ({"action": "undo", "target": "9" * 5000}, 422),
        ({"action": "undo", "target": "1"}, 409),
        ({"action": "reject", "target": "{claim}", "author": " "}, 409),
        ({"action": "reject", "target": "{claim}", "author": "a\x00b"}, 409),
        ({"action": "split", "target": "{claim}"}, 422),
        ({"action": "split", "target": "{claim}", "statements": "s1"}, 409),
        ({"action": "correct", "target": "{claim}", "was:x": "[", "to:x": "1"}, 422),
        ({"action": "correct", "target": "{said}", "was:level": "0.6", "to:level": "much"}, 422),
        ({"action": "correct", "target": "{said}", "was:level": "0.6", "to:level": '"x"'}, 409),
        ({"action": "correct", "target": "{said}", "was:id": '"a"', "to:id": "b"}, 409),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_and_leaves_nothing(client, fields, status):
    (claim,) = claims(client, kind="presence")
    said = dossier_of(client).weighed([claim["id"]]).claims[0].statements[0]
    known = {"{claim}": claim["id"], "{said}": said}
    sent = {"author": "Ada"} | {k: known.get(v, v) for k, v in fields.items()}
    answer = post(client, "/decisions", sent)
    assert answer.status_code == status, answer.text
    assert "That did not work" in answer.text
    assert dossier_of(client).edits() == ()


def test_what_a_page_can_do_the_api_can(client):
    one, two = (c["id"] for c in claims(client, kind="event"))
    client.cookies.clear()

    def record(action: str, target: str, **value):
        body = {"action": action, "target": target, "value": value, "author": "Ada"}
        answer = client.post("/api/v1/decisions", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    assert record("merge", one, claims=[two])["claim"] == one
    said = dossier_of(client).weighed([one]).claims[0].statements[0]
    split = record("split", one, statements=[said])["claim"]
    assert client.get(f"/api/v1/claims/{split}").status_code == 200
    record("accept", split)
    record("correct", said, **{"source.actor": "TUR"})
    record("reject", said)
    record("undo", "5")
    assert [e.action for e in dossier_of(client).edits()] == [
        "merge",
        "split",
        "accept",
        "correct",
        "reject",
        "undo",
    ]
    assert dossier_of(client).verify() == ()


def test_the_name_is_remembered_and_otherwise_the_servers(client):
    (claim,) = claims(client, kind="presence")
    assert 'name="author" value="Ada"' in client.get(f"/claims/{claim['id']}").text
    post(client, "/decisions", {"action": "accept", "target": claim["id"], "author": "Zoë; Köhler"})
    assert 'name="author" value="Zoë; Köhler"' in client.get(f"/claims/{claim['id']}").text


def test_the_api_page_tells_of_every_operation_in_the_schema(client):
    schema = client.get("/api/openapi.json").json()
    shown = client.get("/api/docs").text
    assert len(schema["paths"]) >= 10
    for path in schema["paths"]:
        assert f"<code>{path}</code>" in shown
    assert "://" not in shown.replace("https://…", "")


def test_answers_have_the_fields_that_the_schema_promises(client):
    schema = client.get("/api/openapi.json").json()
    claim = claims(client)[0]["id"]
    article = client.get("/api/v1/articles").json()["articles"][0]["id"]
    for path, place in (
        ("/api/v1/claims", "/api/v1/claims"),
        ("/api/v1/claims/{claim_id}", f"/api/v1/claims/{claim}"),
        ("/api/v1/articles/{article_id}", f"/api/v1/articles/{article}"),
        ("/api/v1/dossier", "/api/v1/dossier"),
        ("/api/v1/facets", "/api/v1/facets"),
    ):
        told = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"][
            "$ref"
        ]
        assert set(client.get(place).json()) == set(
            schema["components"]["schemas"][told.split("/")[-1]]["properties"]
        )


def test_the_workbench_works_on_either_database(tmp_path, dossier_url):
    with workbench(tmp_path, dossier_url) as client:
        fill(dossier_of(client))
        assert "3 articles" in client.get("/library").text
        (claim,) = claims(client, kind="presence", text="BASES", actor="RUS")
        decide(client, "reject", claim["id"])
        assert client.get(f"/claims/{claim['id']}").status_code == 200
        assert [c["id"] for c in claims(client, verdict="rejected")] == [claim["id"]]
        assert client.get("/articles/a0").status_code == 404


@st.composite
def marked(draw) -> tuple[str, list[Said]]:
    """A text and spans in it that may nest and overlap."""
    text = draw(st.text(st.sampled_from("ab<&\n é𝄞"), min_size=1, max_size=60))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8))
    kinds = ("event", "tie", "cause")
    return text, [
        Said(f"s{i}", kinds[i % 3], "", min(a, b), max(a, b), (), "asserted", 1.0, False, None, None, None, False)
        for i, (a, b) in enumerate(spans)
        if a != b
    ]  # fmt: skip


@given(marked())
def test_all_pieces_are_the_text_and_those_of_a_statement_its_words(made):
    text, said = made
    pieces = [p for para in paragraphs(text, said) for p in para.pieces]
    kept: list[int] = []  # the places of the text that stand in a paragraph
    at = 0
    for part in text.split("\n\n"):
        kept += range(at, at + len(part)) if part.strip() else ()
        at += len(part) + 2
    assert "".join(p.text for p in pieces) == "".join(text[i] for i in kept)
    for s in said:
        words = "".join(p.text for p in pieces if s.id in p.statements)
        assert words == "".join(text[i] for i in kept if s.start <= i < s.end)


def test_claims_of_one_origin_alone_are_picked(client):
    alone = claims(client, alone=True)
    assert alone
    assert {len(c["origins"]) for c in alone} == {1}
    shared = [c["id"] for c in claims(client) if len(c["origins"]) > 1]
    assert {c["id"] for c in claims(client)} == {c["id"] for c in alone} | set(shared)
    assert [c["id"] for c in claims(client, alone=True, origin="outlet:ledger")] == [
        c["id"] for c in alone if c["origins"][0]["id"] == "outlet:ledger"
    ]
    assert "checked> One origin alone" in client.get("/claims", params={"alone": "1"}).text


def test_every_page_and_resource_says_the_same_on_either_database(tmp_path, postgresql):
    """But for when things were done, and where the dossier lies."""

    def told(url: str | None, folder: str) -> dict[str, str]:
        with workbench(tmp_path / folder, url) as client:
            fill_all(dossier_of(client))
            found = {}
            for path in places(client):
                if path == "/api/v1/dossier":  # tells where and what it is
                    continue
                answer = client.get(path)
                assert answer.status_code in (200, 404, 422), (path, answer.text)
                text = re.sub(r'nonce="[^"]+"|name="csrf" value="\w+"', "", answer.text)
                text = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d[\d.+:]*)?", "at", text)
                found[path] = text.replace(str(escape(client.app.state.settings.name)), "the dossier")  # type: ignore[attr-defined]
            return found

    one, other = told(None, "sqlite"), told(postgresql.fresh(), "postgresql")
    assert set(one) == set(other)
    assert len(one) > 50
    assert [path for path in one if one[path] != other[path]] == []
