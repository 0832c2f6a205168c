"""The workbench's system: looked at, edited, taken up, compared; whatever somebody uploads stays text."""

from __future__ import annotations

import re
import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from detente.api.modelling import assemble_dossier, edit_estimate
from detente.system.editing import estimate_at
from detente.system.file import LARGEST, dump_system
from detente.web.views.system_address import address_of, path_of
from dossiers import document
from systems import guess, position, region, sized, tie
from workbenches import HOSTILE, dossier_of, fill, post, settled, token_of, workbench

TIE = "ties/ISR/RUS/diplomatic/value"
ACTOR = """as_of: 2031-01-01
actors:
- {{code: AA, name: A, kind: state, capability: {{mean: {}, sd: 1, basis: prior}}}}
"""
BASES = "presence/RUS/SYR/level"


@pytest.fixture
def client(tmp_path):
    """A workbench on three articles, with their system assembled."""
    with workbench(tmp_path) as client:
        fill(dossier_of(client))
        assemble_dossier(dossier_of(client), author="Ada")
        yield client


@pytest.fixture
def lodra(tmp_path):
    """A workbench on a system file alone."""
    with workbench(tmp_path) as client:
        dossier_of(client).keep_system(region(forecasts=()), author="Ada", note="by hand")
        yield client


def send(client, path: str, body: dict):
    """Send JSON as a script of our pages does."""
    return client.post(path, json=body, headers={"x-csrf-token": token_of(client)})


def estimate(client, of: str, **asked) -> dict:
    answer = client.get("/api/v1/system/estimate", params={"of": of, **asked})
    assert answer.status_code == 200, answer.text
    return answer.json()


def edit(client, of: str, mean: object, sd: object = 0.1, **fields):
    given = {"of": of, "mean": mean, "sd": sd, "author": "Ben", "note": "I was there", **fields}
    return post(client, "/system/estimate", given)


def send_file(client, text: str | bytes, **fields):
    data = {"csrf": token_of(client), "author": "Eve", **fields}
    given = {"file": ("system.yaml", text.encode() if isinstance(text, str) else text)}
    return client.post("/system/file", data=data, files=given, follow_redirects=False)


def ended(client, place: str) -> dict:
    while not (job := client.get(f"/api/v1{place}").json())["ended"]:
        time.sleep(0.1)
    return job


def links(page: str, start: str) -> list[str]:
    from html import unescape

    return [unescape(x) for x in re.findall(rf'href="({re.escape(start)}[^"]*)"', page)]


def test_without_a_system_the_page_says_what_to_do(tmp_path):
    with workbench(tmp_path) as client:
        assert "There is none yet" in client.get("/system").text
        assert "add some in the library" in client.get("/system").text
        assert "Assemble from the dossier" not in client.get("/system").text
        assert client.get("/api/v1/system").status_code == 404
        for page in ("/system/actors", "/system/issues", "/system/estimates", "/system/estimate?of=x"):
            assert client.get(page).status_code == 404
        assert "There is none yet" in client.get("/system/versions").text
        fill(dossier_of(client))
        assert "Assemble from the dossier" in client.get("/system").text


def test_assembling_without_articles_is_refused(tmp_path):
    with workbench(tmp_path) as client:
        answer = post(client, "/system/assemble", {"author": "Ada"})
        assert answer.status_code == 409
        assert "holds no article" in answer.text
        assert client.get("/api/v1/jobs").json() == []


def test_assembling_is_a_job_whose_page_leads_to_the_system(tmp_path):
    with workbench(tmp_path, linger=0.0) as client:
        fill(dossier_of(client))
        place = post(client, "/system/assemble", {"author": "Ada"}).headers["location"]
        assert re.fullmatch(r"/jobs/\d+", place)
        job = ended(client, place)
        assert (job["kind"], job["state"], job["task"]["author"]) == ("assemble", "done", "Ada")
        assert client.get(place).url.path == "/system"
        assert "<bdi>Ada</bdi> took up system 1" in client.get(place).text
        answer = send(client, "/api/v1/system/assemble", {"author": "Ben"})
        assert answer.status_code == 202
        assert ended(client, f"/jobs/{answer.json()['no']}")["system"] == 1


def test_the_system_is_shown_with_who_took_it_up_and_why(client):
    shown = client.get("/system").text
    assert "<bdi>Ada</bdi> took up system 1" in shown
    assert "assembled from 3 articles" in shown
    for name in ("Israel", "Russia", "Turkey", "Syria"):
        assert f"<bdi>{name}</bdi>" in shown
    view = client.get("/api/v1/system").json()
    assert view["no"] == 1
    assert view["current"]
    assert view["taken"]["author"] == "Ada"
    assert view["behind"] == {"articles": 0, "decisions": 0}


def test_what_came_since_is_told_with_the_button_to_assemble_anew(client):
    assert "came. It does not know of them yet" not in client.get("/system").text
    new = document("Iran threatened Israel.", "new.txt", publisher="Ledger", published="2025-06-02")
    dossier_of(client).put(new, [builders.event("IRN", "THREATEN", "ISR", source=new.article)])
    claim = dossier_of(client).find_claims().items[0].id
    dossier_of(client).record("reject", claim, author="Ada")
    shown = client.get("/system").text
    assert "1 article and 1 decision came" in shown
    assert shown.count("Assemble anew") >= 2
    assert "What analysts wrote is carried over" in shown
    assert client.get("/api/v1/system").json()["behind"] == {"articles": 1, "decisions": 1}


def test_every_number_leads_to_its_estimate_and_from_there_to_its_sentences(client):
    shown = client.get("/system").text
    numbers = set(links(shown, "/system/estimate?"))
    assert len(numbers) > 8
    for place in numbers:
        assert client.get(place).status_code == 200
    page = client.get("/system/estimate", params={"of": BASES}).text
    assert "Russia keeps bases in Syria." in page
    (claim,) = set(links(page, "/claims/"))
    assert "Russia keeps bases in Syria." in client.get(claim).text
    (article,) = set(links(page, "/articles/"))
    assert client.get(article).status_code == 200


def test_an_estimate_tells_its_prior_what_claims_say_and_what_they_come_to(client):
    view = estimate(client, TIE)
    assert view["estimate"]["basis"] == "claims"
    assert view["pooled"]["mean"] == view["estimate"]["mean"]
    low, high = sorted((view["prior"]["mean"], max(s["value"] for s in view["said"])))
    assert low < view["pooled"]["mean"] < high
    assert view["pooled"]["sd"] < view["prior"]["sd"]
    for said in view["said"]:
        assert said["belief"] == pytest.approx(said["now"], abs=1e-3)  # a system keeps four digits
    assert not view["again"]


def test_a_claim_that_is_believed_otherwise_by_now_is_told(client):
    (said,) = estimate(client, BASES)["said"]
    dossier_of(client).record("reject", said["claim"], author="Ada")
    now = estimate(client, BASES)["said"][0]
    assert (now["belief"], now["now"]) == (said["belief"], 0)
    assert "0.00 by now" in client.get("/system/estimate", params={"of": BASES}).text


def test_an_analyst_writes_a_number_with_a_note_and_undoes_it(client):
    before = estimate(client, TIE)["estimate"]
    answer = edit(client, TIE, 0.75, 0.05, instead_of=1)
    assert answer.status_code == 303
    shown = client.get(answer.headers["location"]).text
    assert "I was there" in shown
    assert "<bdi>Ben</bdi>: <bdi>ties/ISR/RUS/diplomatic/value: 0.75 ± 0.05; I was there</bdi>" in shown
    view = estimate(client, TIE)
    assert (view["estimate"]["mean"], view["estimate"]["basis"], view["note"]) == (
        0.75,
        "analyst",
        "I was there",
    )
    assert view["pooled"]["mean"] == before["mean"]
    assert [(p["use"]["author"], p["number"]["mean"]) for p in view["history"]] == [
        ("Ben", 0.75), ("Ada", before["mean"]),
    ]  # fmt: skip
    undo = re.search(r'name="system" value="(\d+)".*?name="instead_of" value="(\d+)"', shown)
    assert undo
    answer = post(
        client, "/system/use",
        {"system": undo[1], "instead_of": undo[2], "author": "Ben", "back": f"/system/estimate?of={TIE}&done=2"},
    )  # fmt: skip
    assert answer.headers["location"] == f"/system/estimate?of={TIE}&done=3"
    assert estimate(client, TIE)["estimate"] == before
    assert len(dossier_of(client).uses()) == 3


def test_going_back_to_what_claims_say(client):
    before = estimate(client, TIE)["estimate"]
    edit(client, TIE, 0.75)
    assert estimate(client, TIE)["again"]
    page = client.get("/system/estimate", params={"of": TIE}).text
    assert "Go back to what claims say" in page
    answer = post(
        client, "/system/estimate", {"of": TIE, "action": "again", "author": "Ben", "instead_of": 2}
    )
    assert answer.status_code == 303
    assert estimate(client, TIE)["estimate"] == before
    answer = post(client, "/system/estimate", {"of": TIE, "action": "again", "author": "Ben"})
    assert answer.status_code == 422
    assert "follows from no claim that could be gone back to" in answer.text


def test_two_who_edit_at_once_both_learn_of_it(client):
    assert edit(client, TIE, 0.75, instead_of=1).status_code == 303
    answer = edit(client, TIE, -0.5, instead_of=1, author="Cy", note="they fell out")
    assert answer.status_code == 409
    assert "was made of system 1, but system 2 has been taken up since" in answer.text
    assert 'value="-0.5"' in answer.text
    assert 'value="they fell out"' in answer.text
    assert "taken up by <bdi>Ben</bdi>" in answer.text
    assert estimate(client, TIE)["estimate"]["mean"] == 0.75
    again = re.search(r'name="instead_of" value="(\d+)"', answer.text)
    assert again
    assert edit(client, TIE, -0.5, instead_of=again[1], author="Cy").status_code == 303
    body = {"of": TIE, "mean": 0.1, "author": "Cy", "note": "x", "instead_of": 1}
    assert send(client, "/api/v1/system/estimate", body).status_code == 409
    assert (
        send(client, "/api/v1/system/use", {"system": 1, "author": "Cy", "instead_of": 1}).status_code == 409
    )


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"mean": "1.2"}, "outside -1 to 1"),
        ({"mean": "nan"}, "no finite number"),
        ({"mean": "1e999"}, "no finite number"),
        ({"mean": "a lot"}, "is no number"),
        ({"mean": ""}, "is no number"),
        ({"sd": "-1"}, "cannot be"),
        ({"sd": "1e300"}, "cannot be"),
        ({"note": " "}, "has no note"),
        ({"note": "x" * 2001}, "longer than 2000"),
        ({"note": "a\0b"}, "no plain text"),
        ({"author": " "}, "is missing"),
        ({"author": "x" * 201}, "longer than 200"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_what_was_typed(client, fields, what):
    before = dossier_of(client).uses()
    answer = edit(client, TIE, **({"mean": 0.5} | fields))
    assert answer.status_code == 422
    assert what in answer.text
    assert dossier_of(client).uses() == before
    assert client.get("/system").status_code == 200


@pytest.mark.parametrize(
    "of", ["", "ties", "ties/ISR/RUS/diplomatic", "no/such/thing", "/", "positions//", "é" * 1000]
)
def test_an_address_of_nothing_is_not_found(client, of):
    assert client.get("/system/estimate", params={"of": of}).status_code == 404
    assert client.get("/api/v1/system/estimate", params={"of": of}).status_code == 404
    assert edit(client, of, 0.5).status_code == 404
    body = {"of": of or "x", "mean": 0.5, "author": "Ben", "note": "n"}
    assert send(client, "/api/v1/system/estimate", body).status_code == 404


def test_what_an_analyst_wrote_is_carried_over_when_all_is_assembled_anew(client):
    edit(client, TIE, 0.75)
    new = document("Iran threatened Israel.", "new.txt", publisher="Ledger", published="2025-06-02")
    dossier_of(client).put(new, [builders.event("IRN", "THREATEN", "ISR", source=new.article)])
    made = assemble_dossier(dossier_of(client), author="Ada")
    assert made.new
    assert estimate(client, TIE)["estimate"]["mean"] == 0.75
    assert "<bdi>Iran</bdi>" in client.get("/system").text
    edited = client.get("/api/v1/system/estimates", params={"basis": "analyst"}).json()
    assert [e["of"] for e in edited["estimates"]] == [TIE]
    assert [p["use"]["author"] for p in estimate(client, TIE)["history"]] == ["Ben", "Ada"]


def test_versions_are_listed_downloaded_taken_up_again_and_compared(client):
    edit(client, TIE, 0.75)
    shown = client.get("/system/versions").text
    assert shown.index("system 2</strong>") < shown.index("system 1</strong>")
    file = client.get("/system/versions/1/system.yaml")
    assert file.headers["content-type"].startswith("application/yaml")
    assert file.headers["content-disposition"] == 'attachment; filename="system-1.yaml"'
    assert file.text == dossier_of(client).system(1).text
    assert client.get("/api/v1/systems/1/file").text == file.text
    place = links(shown, "/system/compare?")[0]
    compared = client.get(place).text
    assert "From system 1 to system 2" in compared
    assert "Israel toward Russia, diplomatic" in compared
    view = client.get("/api/v1/systems/compare?before=1&after=2").json()
    (change,) = view["changes"]
    assert (change["estimate"]["of"], change["after"]["mean"]) == (TIE, 0.75)
    assert "Nothing is different" in client.get("/system/compare?before=1&after=1").text
    answer = post(client, "/system/use", {"system": 1, "instead_of": 2, "author": "Cy", "note": "too bold"})
    assert answer.headers["location"] == "/system/versions?done=3"
    assert client.get("/api/v1/system").json()["no"] == 1
    assert client.get("/api/v1/systems").json()["uses"][0]["use"]["note"] == "too bold"


@pytest.mark.parametrize("address", ["/system/versions/9/system.yaml", "/api/v1/systems/9", "/api/v1/systems/9/file",
                                     "/system/compare?before=1&after=9", "/system/estimate?of=x&system=9",
                                     "/system/actors/NOBODY", "/system/issue?id=none"])  # fmt: skip
def test_what_is_not_held_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_taking_up_a_system_that_is_not_held_changes_nothing(client):
    for form in ({"system": "9"}, {"system": "x"}, {}):
        assert post(client, "/system/use", {"author": "Cy", **form}).status_code in (404, 422)
    assert len(dossier_of(client).uses()) == 1


def test_what_comes_and_goes_is_told_part_by_part(lodra):
    now = region(forecasts=())
    fewer = now.model_copy(update={"issues": now.issues[:1], "positions": now.positions[:4]})
    dossier_of(lodra).keep_system(fewer, author="Ada", note="without the toll")
    shown = lodra.get("/system/compare?before=1&after=2").text
    assert "<bdi>Kestrel levies the toll</bdi>" in shown
    assert "gone" in shown
    assert shown.index("gone") < shown.index("Issues")


def test_a_file_goes_out_and_comes_back_the_same(lodra):
    file = lodra.get("/system/versions/1/system.yaml").content
    mine = file.replace(b"title: The valley of Lodra", "title: Das Tal – von Lodra".encode())
    answer = send_file(lodra, mine, instead_of=1, note="a better name")
    assert answer.headers["location"] == "/system/versions?done=2"
    assert "a better name" in lodra.get(answer.headers["location"]).text
    assert lodra.get("/system/versions/2/system.yaml").content == mine
    assert "Das Tal – von Lodra" in lodra.get("/system").text
    answer = send(lodra, "/api/v1/system", {"text": file.decode(), "author": "Eve", "instead_of": 2})
    assert (answer.status_code, answer.json()["system"]) == (201, 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"),
        ("as_of: 2031-01-01\nactors:\n- {code: x}\n", "line 3"),
        ("as_of: 2031-01-01\nnonsense: 1\n", "unknown key"),
        ("as_of: [", "broken YAML"),
        ("- 1", "holds no system"),
        ("as_of: &a 2031-01-01\ntitle: *a\n", "alias"),
        ('as_of: "2031-01-01"\ntitle: "\\ud800"\n', "Unicode character escape"),
        ("as_of: 2031-01-01\ntitle: !!python/object/apply:os.system ['true']\n", "line 2"),
        (f"as_of: {'[' * 5000}", ""),
        (b"as_of: \xff\xfe", "not UTF-8 text at byte 7"),
        (b"\0" * 100, ""),
        (f"as_of: 2031-01-01\ntitle: {HOSTILE}\nx: 1", ""),
        (ACTOR.format("-1"),
         "outside 0 to inf"),
        (ACTOR.format(".inf"),
         "line 3"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_told_of_and_changes_nothing(lodra, text, what):
    before = (dossier_of(lodra).uses(), dossier_of(lodra).systems(), settled(dossier_of(lodra)))
    answer = send_file(lodra, text)
    assert answer.status_code == 422
    assert what in answer.text
    assert "That did not work" in answer.text
    assert "<script>document" not in answer.text
    if isinstance(text, str):
        assert send(lodra, "/api/v1/system", {"text": text, "author": "Eve"}).status_code == 422
    assert (dossier_of(lodra).uses(), dossier_of(lodra).systems(), settled(dossier_of(lodra))) == before


def test_a_file_that_is_too_large_is_not_read(lodra):
    answer = send_file(lodra, "as_of: 2031-01-01\n#" + "x" * LARGEST)
    assert answer.status_code == 413
    assert len(dossier_of(lodra).uses()) == 1


def test_no_file_at_all_is_told_of(lodra):
    assert "choose a system file" in post(lodra, "/system/file", {"author": "Eve"}).text


def test_a_file_made_of_an_older_system_does_not_undo_what_others_did(lodra):
    edit(lodra, "ties/NORDIA/ALDEN/military/value", 0.1)
    answer = send_file(lodra, dump_system(region()), instead_of=1)
    assert answer.status_code == 409
    assert "system 2 has been taken up since" in answer.text
    assert dossier_of(lodra).current_system() == 2


def hostile_system():
    """Markup wherever a system file takes text, an issue's id full of slashes, and numbers past all use."""
    odd = f"a/b:c?d=e&f#g%2F ü\u202e{HOSTILE}"
    note = (HOSTILE * 40)[:2000]
    huge = guess(1e308, 1e308).model_copy(update={"note": note})
    base = region()
    actors = tuple(a.model_copy(update={"name": f"{HOSTILE}"[:200], "capability": huge}) for a in base.actors)
    issue = base.issues[0].model_copy(update={"id": odd, "text": note, "low": note, "high": note})
    mine = position("ALDEN", odd, 0.5).model_copy(update={"position": guess(0.5, 1e300)})
    ties = (tie("ALDEN", "KESTREL", 1.0, sd=1e300), *base.ties[:8])
    return base.model_copy(
        update={"title": HOSTILE, "actors": actors, "issues": (issue,), "positions": (mine,), "ties": ties,
                "forecasts": ()}
    ), odd  # fmt: skip


def test_a_file_full_of_markup_stays_text_on_every_page(tmp_path):
    system, odd = hostile_system()
    with workbench(tmp_path) as client:
        answer = send_file(client, dump_system(system), author=HOSTILE, note=HOSTILE)
        assert answer.status_code == 303, answer.text
        of = path_of(("positions", "ALDEN", odd, "position"))
        assert edit(client, of, 0.3, note=HOSTILE, author=HOSTILE).status_code == 303
        capability = "actors/ALDEN/capability"
        pages = [
            "/system", "/system/actors", "/system/actors/ALDEN", "/system/issues", f"/system/issue?id={quote(odd)}",
            f"/system/estimate?of={quote(of)}&done=2", f"/system/estimate?of={capability}", "/system/estimates",
            "/system/estimates?part=ties", f"/system/estimates?issue={quote(odd)}", "/system/versions?done=2",
            "/system/compare?before=1&after=2", f"/system/estimates?actor={quote(HOSTILE)}",
        ]  # fmt: skip
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert "<script>document" not in answer.text
            assert "<img" not in answer.text
            assert "{{7*7}}" in answer.text or "49" not in answer.text
            assert "\u202e" not in answer.text
            for inner in set(links(answer.text, "/system/")):
                assert client.get(inner).status_code == 200, inner
        for name in ("system", "system/actors", "system/issues", "system/estimates", "systems"):
            assert client.get(f"/api/v1/{name}").status_code == 200
        assert estimate(client, of)["estimate"]["mean"] == 0.3


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4), st.text(min_size=1, max_size=20))
def test_addresses_come_back_as_they_were(codes, issue):
    codes = [c.replace("/", "-") for c in codes]
    for address in (
        ("positions", codes[0], issue, "position"), ("issues", issue, "reference"), ("actors", codes[0], "capability"),
        ("strategies", *codes, "strength"),
    ):  # fmt: skip
        assert address_of(path_of(address)) == address


def test_lists_are_narrowed_and_paged(tmp_path):
    with workbench(tmp_path) as client:
        big = sized(30, 6, 3)
        dossier_of(client).keep_system(big, author="Ada")

        def found(**asked) -> dict:
            return client.get("/api/v1/system/estimates", params=asked).json()

        everything = found()
        assert everything["paging"]["total"] > 100
        assert len(everything["estimates"]) == 100
        second = found(page=2)["estimates"]
        assert not {e["of"] for e in everything["estimates"]} & {e["of"] for e in second}
        military = found(part="ties", actor="A01", domain="military")
        assert military["paging"]["total"] == sum(
            "A01" in (t.a, t.b) and t.domain == "military" for t in big.ties
        )
        assert found(part="ties", actor="A01", toward="A02")["paging"]["total"] == sum(
            (t.a, t.b) == ("A01", "A02") for t in big.ties
        )
        assert found(issue="issue-2")["paging"]["total"] == 1 + 2 * sum(
            p.issue == "issue-2" for p in big.positions
        )
        assert "The list ends before this page" in client.get("/system/estimates?page=999").text
        assert "No number fits" in client.get("/system/estimates?actor=NOBODY").text
        for wrong in ({"part": "no"}, {"domain": "no"}, {"basis": "no"}, {"actor": "x" * 301}, {"page": 0}):
            assert client.get("/api/v1/system/estimates", params=wrong).status_code == 422
        assert client.get("/system/actors?page=9").status_code == 200


def test_the_network_is_switched_without_script(lodra):
    for domain in ("diplomatic", "military", "economic", "informational"):
        shown = lodra.get("/system", params={"domain": domain}).text
        assert f"Network of {domain} ties" in shown
        drawn = links(shown, "/system/estimate?of=ties")
        assert drawn
        assert all(f"%2F{domain}%2F" in x for x in drawn)
    assert "Network of" in lodra.get("/system?domain=nonsense").text
    own = lodra.get("/system/actors/KESTREL?domain=economic").text
    assert "Network of economic ties" in own


def test_pages_and_resources_do_the_same(client):
    body = {"of": TIE, "mean": 0.6, "sd": 0.2, "author": "Ben", "note": "seen", "instead_of": 1}
    answer = send(client, "/api/v1/system/estimate", body)
    assert (answer.status_code, answer.json()["system"]) == (201, 2)
    held = estimate_at(dossier_of(client).content(2), address_of(TIE))
    assert (held.mean, held.sd, held.basis, held.note) == (0.6, 0.2, "analyst", "seen")
    kept = send(client, "/api/v1/system/estimate", {"of": TIE, "mean": 0.5, "author": "Ben", "note": "n"})
    assert kept.status_code == 201
    assert estimate(client, TIE)["estimate"]["sd"] == 0.2
    assert send(client, "/api/v1/system/estimate", {"of": TIE, "author": "Ben"}).status_code == 201
    assert estimate(client, TIE)["estimate"]["basis"] == "claims"
    for wrong in (
        {"mean": "x"},
        {"mean": 2},
        {"sd": -1, "mean": 0.1},
        {"sd": 0.1},
        {"more": 1},
        {"instead_of": 0},
    ):
        answer = send(client, "/api/v1/system/estimate", {"of": TIE, "author": "Ben", "note": "n", **wrong})
        assert answer.status_code == 422, wrong


def test_an_older_system_is_looked_at_but_not_edited(client):
    edit_estimate(dossier_of(client), address_of(TIE), mean=0.9, sd=0.1, author="Ben", note="n")
    old = client.get("/system/estimate", params={"of": TIE, "system": 1}).text
    assert "which is not the one worked with" in old
    assert "Write another number" not in old
    assert "Write another number" in client.get("/system/estimate", params={"of": TIE}).text


def test_a_form_from_elsewhere_changes_nothing(client):
    before = dossier_of(client).uses()
    for path, fields in (
        ("/system/estimate", {"of": TIE, "mean": 0.5, "sd": 0.1}), ("/system/use", {"system": 1}),
        ("/system/assemble", {}), ("/system/file", {}),
    ):  # fmt: skip
        answer = client.post(path, data={"author": "Eve", "note": "n", "csrf": "0" * 64, **fields})
        assert answer.status_code == 403
    assert dossier_of(client).uses() == before
    assert client.get("/api/v1/jobs").json() == []
