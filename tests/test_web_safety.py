"""The workbench refuses what does not come from its own pages, and shows articles as text whatever they hold."""

from __future__ import annotations

import re

import pytest

from detente.web.arrivals import safe_name, web_address
from detente.web.rates import Rate
from detente.web.refusals import Refusal
from detente.web.rendering import local
from detente.web.sessions import Session, Sessions
from detente.web.settings import Limits, Settings, is_loopback, is_named
from workbenches import HOSTILE, dossier_of, fill, post, samples, settled, token_of, workbench


@pytest.fixture
def client(tmp_path):
    with workbench(tmp_path) as client:
        fill(dossier_of(client))
        yield client


@pytest.fixture
def claim(client) -> str:
    return dossier_of(client).find_claims().items[0].id


REJECT = {"action": "reject", "author": "Eve"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example:8321"}, 421),
        ({"host": "127.0.0.1:8321@evil.example"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "http://["}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_request_from_elsewhere_changes_nothing(client, claim, headers, status):
    before = settled(dossier_of(client))
    given = {"csrf": token_of(client), "target": claim, **REJECT}
    assert client.post("/decisions", data=given, headers=headers).status_code == status
    body = {"action": "reject", "target": claim, "author": "Eve"}
    assert client.post("/api/v1/decisions", json=body, headers=headers).status_code == status
    assert settled(dossier_of(client)) == before


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é", "x" * 10_000])
def test_a_form_without_the_token_of_its_session_changes_nothing(client, claim, token):
    client.get("/library")
    before = settled(dossier_of(client))
    given = {"target": claim, **REJECT} | ({} if token is None else {"csrf": token})
    answer = client.post("/decisions", data=given)
    assert answer.status_code == 403
    assert "load the page again" in answer.text
    headers = {} if token is None else {"x-csrf-token": token.encode("utf8")}
    body = {"action": "reject", "target": claim, "author": "Eve"}
    assert client.post("/api/v1/decisions", json=body, headers=headers).status_code == 403
    assert settled(dossier_of(client)) == before


def test_the_token_of_another_session_is_none(client, claim, tmp_path):
    theirs = token_of(client)
    client.cookies.clear()
    client.get("/library")
    answer = client.post("/decisions", data={"csrf": theirs, "target": claim, **REJECT})
    assert answer.status_code == 403


def test_a_script_of_ours_shows_the_token_and_a_program_needs_none(client, claim):
    body = {"action": "reject", "target": claim, "author": "Ada"}
    headers = {"x-csrf-token": token_of(client), "origin": "http://127.0.0.1:8321"}
    assert client.post("/api/v1/decisions", json=body, headers=headers).status_code == 201
    client.cookies.clear()
    assert client.post("/api/v1/decisions", json=body | {"action": "accept"}).status_code == 201


def test_a_program_sends_no_body_where_there_is_nothing_to_tell(client):
    no = samples(client)["no"]
    client.cookies.clear()
    assert client.post(f"/api/v1/jobs/{no}/stop").status_code == 200
    assert (
        client.post(f"/api/v1/jobs/{no}/stop", headers={"origin": "https://evil.example"}).status_code == 403
    )
    client.get("/library")
    assert client.post(f"/api/v1/jobs/{no}/stop").status_code == 403  # a browser has to show the token


@pytest.mark.parametrize(
    ("path", "kind", "body", "status"),
    [
        ("/api/v1/decisions", "text/plain", b"{}", 415),
        ("/api/v1/decisions", "application/x-www-form-urlencoded", b"a=b", 415),
        ("/api/v1/decisions", "", b"{}", 415),
        ("/api/v1/decisions", "application/json", b"{", 422),
        ("/api/v1/decisions", "application/json", b'{"action": "burn", "target": "c1", "author": "Eve"}', 422),
        ("/api/v1/decisions", "application/json", b'{"action": "undo", "target": "1", "author": "E", "x": 1}', 422),
        ("/api/v1/decisions", "application/json", b'{"action": "undo", "target": "9", "author": "E"}', 409),
        ("/api/v1/decisions", "application/json", b'{"action": "undo", "target": "\\u0000", "author": "E"}', 422),
        ("/api/v1/decisions", "application/json", b"[" * 100_000, 400),
        ("/api/v1/jobs", "application/json", b'{"files": [{"name": "a.txt", "base64": "?"}]}', 422),
        ("/api/v1/jobs", "application/json", b'{"addresses": ["file:///etc/passwd"]}', 422),
        ("/api/v1/jobs", "application/json", b"{}", 422),
        ("/decisions", "application/json", b"{}", 415),
        ("/decisions", "text/plain", b"csrf=1", 415),
        ("/decisions", "multipart/form-data", b"no boundary", 400),
        ("/library/files", "multipart/form-data; boundary=x", b"--x\r\nnonsense", 403),
    ],
)  # fmt: skip
def test_a_body_of_another_kind_or_shape_is_refused_in_words(client, path, kind, body, status):
    before = settled(dossier_of(client))
    answer = client.post(path, content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    if path.startswith("/api"):
        assert set(answer.json()["error"]) == {"what", "where", "remedy"}
    assert settled(dossier_of(client)) == before


@pytest.mark.parametrize("path", ["/decisions", "/library/files", "/api/v1/decisions", "/api/v1/jobs"])
@pytest.mark.parametrize("told", [True, False])
def test_a_body_past_its_limit_is_refused_while_it_is_read(tmp_path, path, told):
    with workbench(tmp_path, limits=Limits(upload=5000, body=5000)) as client:
        read = []

        def chunks():
            for _ in range(1000):
                read.append(1)
                yield b"x" * 1000

        headers = {"content-type": "application/json" if path.startswith("/api") else FORM["content-type"]}
        body = b"x" * 5001 if told else chunks()
        assert client.post(path, content=body, headers=headers).status_code == 413
        assert client.get("/api/v1/jobs").json() == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/shadow", "shadow"),
        ("C:\\x\\y.html", "y.html"),
        (".bashrc", "bashrc"),
        ("a\x00b\n.txt", "ab.txt"),
        ("<script>.html", "script.html"),
        ("x" * 500 + ".html", "x" * 145 + ".html"),
        ("é" * 300 + ".txt", "é" * 73 + ".txt"),
        ("\u202etxt.exe", "txt.exe"),
    ],
)
def test_a_file_keeps_only_the_harmless_part_of_its_name(given, kept):
    assert safe_name(given) == kept
    assert len(kept.encode()) <= 150


@pytest.mark.parametrize("given", [None, "", "..", "/", "../", "\x00", ". .", "a/."])
def test_a_file_without_a_name_is_refused(given):
    with pytest.raises(Refusal, match="no name"):
        safe_name(given)


@pytest.mark.parametrize(
    "given",
    ["", "file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "//example.org", "http://", "https://[",
     "http://a b/", "http://user:pass@example.org/", "http://example.org:0/", "http://x/" + "y" * 3000, "/etc/passwd"],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(given):
    with pytest.raises(Refusal):
        web_address(given)


@pytest.mark.parametrize(
    "back",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", None, "/\nx"],
)
def test_the_way_back_leads_nowhere_else(back):
    assert local(back, "/library") == "/library"


HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize(
    "path", ["/library", "/claims", "/history", "/api/docs", "/nothing", "/api/v1/claims", "/claims?least=x"]
)
def test_every_answer_forbids_what_it_does_not_need(client, path):
    answers = [client.get(path) for _ in range(2)]
    for answer in answers:
        assert {k: answer.headers[k] for k in HEADERS} == HEADERS
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        nonce = re.search(r"'nonce-([\w-]+)'", policy)
        assert nonce
        assert set(re.findall(r"<script([^>]*)>", answer.text)) <= {
            f' nonce="{nonce[1]}" src="/static/app.js" defer'
        }
        assert not re.search(r"\son\w+=|style=|<style|javascript:", answer.text)
    assert answers[0].headers["content-security-policy"] != answers[1].headers["content-security-policy"]


def test_the_cookie_is_for_us_alone_and_a_forged_one_is_none(client):
    client.cookies.clear()
    line = client.get("/library").headers["set-cookie"]
    assert "HttpOnly" in line
    assert "SameSite=Strict" in line
    client.cookies.clear()
    forged = client.get("/library", headers={"cookie": "detente=me.1." + "0" * 64})
    assert "set-cookie" in forged.headers


def test_an_article_full_of_markup_stays_text_on_every_page(tmp_path):
    with workbench(tmp_path, author=HOSTILE) as client:
        dossier = dossier_of(client)
        fill(dossier, HOSTILE)
        for claim in dossier.find_claims().items:
            post(client, "/decisions", {"action": "accept", "target": claim.id, "author": HOSTILE, "note": HOSTILE,
                                        "back": HOSTILE})  # fmt: skip
        article = dossier.find_articles("talks").items[0].article.id
        assert HOSTILE in dossier.article(article).text
        claims = [f"/claims/{c.id}" for c in dossier.find_claims().items]
        params = f"?q={HOSTILE}"
        for path in ("/library", f"/articles/{article}", "/claims", "/history", "/claims" + params, *claims,
                     "/library" + params, f"/articles/{article}?kind=<script>", "/history?done=1"):  # fmt: skip
            text = client.get(path).text
            assert "<script>document" not in text, path
            assert "<img src=x" not in text, path
            assert "49" not in re.findall(r"&amp;(\S\S)", text), path
        shown = client.get(f"/articles/{article}").text
        assert "&lt;script&gt;document.title=" in shown
        assert dossier.edits()[0].author == HOSTILE


def test_where_a_token_is_set_nothing_is_shown_without_it(tmp_path):
    with workbench(tmp_path, token="correct horse battery") as client:
        fill(dossier_of(client))
        for path in ("/library", "/claims", "/history", "/api/docs", "/"):
            answer = client.get(path, follow_redirects=False)
            assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")
        for path in ("/api/v1/claims", "/api/openapi.json"):
            answer = client.get(path)
            assert "Talks" not in answer.text
            assert "w.dossier" not in answer.text
        assert client.get("/api/v1/claims").status_code == 401
        assert client.get("/api/v1/claims", headers={"authorization": "Bearer wrong"}).status_code == 401
        given = {"authorization": "Bearer correct horse battery"}
        assert client.get("/api/v1/claims", headers=given).json()["paging"]["total"] == 4
        token = token_of(client, "/login")
        assert client.post("/login", data={"csrf": token, "token": "wrong"}).status_code == 403
        before = client.cookies["detente"]
        answer = client.post(
            "/login", data={"csrf": token, "token": "correct horse battery", "next": "//evil.example"}
        )
        assert answer.url.path == "/library"
        assert client.cookies["detente"] != before
        assert "w.dossier" in answer.text
        client.post("/logout", data={"csrf": token_of(client)})
        assert client.get("/library").url.path == "/login"


def test_guessing_the_token_is_slowed_down(tmp_path):
    with workbench(tmp_path, token="correct horse battery", limits=Limits(logins=3)) as client:
        token = token_of(client, "/login")
        answers = [client.post("/login", data={"csrf": token, "token": str(i)}).status_code for i in range(5)]
        assert answers == [403, 403, 403, 429, 429]
        assert int(client.post("/login", data={"csrf": token}).headers["retry-after"]) > 0


def test_a_rate_lets_go_on_after_a_minute():
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    assert [rate.wait("a"), rate.wait("a"), rate.wait("a"), rate.wait("b")] == [0, 0, 60, 0]
    now[0] = 60.5
    assert rate.wait("a") == 0


@pytest.mark.parametrize(
    ("host", "header", "fine"),
    [
        ("127.0.0.1", "localhost:80", True),
        ("127.0.0.1", "[::1]:80", True),
        ("127.0.0.1", "evil.example", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[::1", False),
        ("0.0.0.0", "10.1.2.3:80", True),
        ("0.0.0.0", "evil.example", False),
        ("bench.example", "bench.example", True),
        ("bench.example", "127.0.0.1", False),
    ],
)
def test_a_server_answers_to_its_own_names(host, header, fine):
    assert is_named(Settings("x", host), header) is fine


@pytest.mark.parametrize(
    ("host", "alone"),
    [("localhost", True), ("::1", True), ("127.9.9.9", True), ("0.0.0.0", False), ("192.168.0.2", False),
     ("bench.example", False)],
)  # fmt: skip
def test_only_loopback_needs_no_token(host, alone):
    assert is_loopback(host) is alone


def test_a_session_is_read_back_and_by_its_own_key_alone():
    one, other = Sessions("t" * 12), Sessions("t" * 12)
    session = one.new(known=True)
    assert one.read(one.cookie(session)) == session
    assert other.read(one.cookie(session)) is None
    assert not one.is_form_token(Session(session.id, known=False), one.form_token(session))


def test_what_goes_wrong_inside_is_told_without_its_trace(client, monkeypatch, caplog):
    def broken(*_, **__):
        raise RuntimeError("the secret of it")

    monkeypatch.setattr(type(dossier_of(client)), "find_claims", broken)
    for path in ("/claims", "/api/v1/claims"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "the secret of it" in caplog.text


@pytest.mark.parametrize("path", ["/static/../settings.py", "/static/%2e%2e/settings.py", "/articles/..%2f..%2fx",
                                  "/articles/%00", "/claims/%ff", "/jobs/99999999999999999999",
                                  "/history?page=0", "/claims?page=99999999999", "/jobs/-1"])  # fmt: skip
def test_odd_addresses_lead_nowhere(client, path):
    assert client.get(path).status_code in (404, 422)
