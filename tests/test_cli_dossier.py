"""The dossier from the command line: articles kept, decisions signed, everything led back and taken elsewhere."""

import json
import shutil

import pytest


@pytest.fixture(scope="module")
def kept(tmp_path_factory, detente, root):
    """A dossier with the example articles on the Levant, to be copied before it is changed."""
    path = tmp_path_factory.mktemp("dossier") / "affairs.dossier"
    result = detente("dossier", "add", root / "examples" / "levant", "--dossier", path)
    assert result.exit_code == 0, result.stderr
    return path


@pytest.fixture
def held(kept, tmp_path):
    """A copy of its own for a test that changes it."""
    path = tmp_path / "affairs.dossier"
    shutil.copy(kept, path)
    return path


def lines(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("command", ["articles", "read", "claims", "origins", "system"])
def test_what_a_dossier_gives_is_what_the_articles_give(command, detente, kept, levant):
    form = () if command == "system" else ("--json",)
    from_articles = detente(command, levant, *form)
    from_dossier = detente(command, *form, "--dossier", kept)
    assert from_dossier.exit_code == 0, from_dossier.stderr
    assert sorted(from_dossier.stdout.replace(str(kept), "").splitlines()) == sorted(
        from_articles.stdout.splitlines()
    )


def test_adding_the_same_articles_again_changes_nothing(detente, held, root):
    before = detente("dossier", "export", "--dossier", held).stdout
    result = detente("dossier", "add", root / "examples" / "levant", "--dossier", held)
    assert "0 articles added, 0 new versions, 3 known" in result.stderr
    assert detente("dossier", "export", "--dossier", held).stdout == before


def test_a_dossier_verifies_and_tells_what_it_holds(detente, kept):
    assert detente("dossier", "verify", "--dossier", kept).exit_code == 0
    (info,) = lines(detente("dossier", "info", "--json", "--dossier", kept))
    assert (info["articles"], info["database"]) == (3, "sqlite")
    assert "articles" in detente("dossier", "info", "--dossier", kept).stdout


def test_a_person_rejects_a_claim_and_undoes_it_and_the_log_keeps_both(detente, held, monkeypatch):
    monkeypatch.setenv("DETENTE_DOSSIER", str(held))
    claims = lines(detente("claims", "--json"))
    surest = max(claims, key=lambda c: c["belief"])["id"]

    def now():
        return next(c for c in lines(detente("claims", "--json")) if c["id"] == surest)

    assert detente("dossier", "reject", surest, "--author", "ana", "--note", "irony").exit_code == 0
    assert (now()["belief"], now()["verdict"]) == (0, "rejected")
    assert detente("dossier", "undo", "1", "--author", "ben").exit_code == 0
    assert now() == next(c for c in claims if c["id"] == surest)
    log = lines(detente("dossier", "log", "--json"))
    assert [(e["author"], e["action"], e["note"]) for e in log] == [
        ("ana", "reject", "irony"),
        ("ben", "undo", ""),
    ]
    assert "[undone]" in detente("dossier", "log").stdout
    assert detente("dossier", "verify").exit_code == 0


def test_what_became_of_a_forecast_is_recorded_and_a_source_is_left_out(detente, held, monkeypatch):
    monkeypatch.setenv("DETENTE_DOSSIER", str(held))
    monkeypatch.setenv("DETENTE_AUTHOR", "ana")
    claims = lines(detente("claims", "--json"))
    forecast = next(c["id"] for c in claims if c["kind"] == "forecast")
    assert detente("dossier", "resolve", forecast, "came true").exit_code == 0
    assert detente("dossier", "resolve", forecast, "perhaps").exit_code == 2
    assert "resolve" in detente("dossier", "log").stdout
    source = claims[0]["origins"][0]["id"]
    assert detente("dossier", "reject", source, "--note", "a forger").exit_code == 0
    alone = [c for c in lines(detente("claims", "--json")) if [o["id"] for o in c["origins"]] == [source]]
    assert alone
    assert {c["unknown"] for c in alone} == {1}
    assert detente("dossier", "verify").exit_code == 0


def test_a_person_merges_splits_and_corrects(detente, held, monkeypatch):
    monkeypatch.setenv("DETENTE_DOSSIER", str(held))
    monkeypatch.setenv("DETENTE_AUTHOR", "ana")
    ties = [c for c in lines(detente("claims", "--json")) if c["kind"] == "tie"]
    one, other = ties[0], ties[1]
    assert detente("dossier", "merge", one["id"], other["id"]).exit_code == 0
    merged = next(c for c in lines(detente("claims", "--json")) if c["id"] == one["id"])
    assert set(merged["statements"]) == {*one["statements"], *other["statements"]}
    assert detente("dossier", "split", one["id"], *other["statements"]).exit_code == 0
    apart = [
        c for c in lines(detente("claims", "--json")) if set(c["statements"]) == set(other["statements"])
    ]
    assert len(apart) == 1
    said = one["statements"][0]
    assert detente("dossier", "correct", said, "a.actor=FRA", "sign=-1").exit_code == 0
    corrected = next(c for c in lines(detente("claims", "--json")) if said in c["statements"])
    assert corrected["content"]["a"]["actor"] == "FRA"
    explained = detente("claims", "--explain").stdout
    assert "put here by a person" in explained
    assert detente("dossier", "verify").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("reject", "c0000000000000000"), "c0000000000000000"),
        (("merge", "c0000000000000000", "c1111111111111111"), "c"),
        (("undo", "9"), "9"),
        (("correct", "s0000000000000000", "stance=1"), "s0000000000000000"),
        (("import", "nowhere.jsonl"), "nowhere.jsonl"),
        (("export", "-o", "no/such/folder/x.jsonl"), "no/such/folder"),
    ],
)
def test_what_makes_no_sense_ends_in_one_line_and_changes_nothing(detente, held, arguments, told):
    before = detente("dossier", "export", "--dossier", held).stdout
    result = detente("dossier", *arguments, "--dossier", held)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert detente("dossier", "export", "--dossier", held).stdout == before


def test_a_dossier_that_is_none_or_not_named_is_told(detente, tmp_path):
    missing = detente("dossier", "info", "--dossier", tmp_path / "none.dossier")
    assert missing.exit_code == 1
    assert not (tmp_path / "none.dossier").exists()
    text = tmp_path / "text.dossier"
    text.write_text("this is no database " * 100)
    assert detente("dossier", "info", "--dossier", text).exit_code == 1
    assert text.read_text() == "this is no database " * 100
    unnamed = detente("dossier", "info")
    assert (unnamed.exit_code, "--dossier" in unnamed.stderr) == (2, True)
    assert detente("claims").exit_code == 2


def test_an_export_taken_into_another_dossier_gives_the_same(detente, kept, tmp_path):
    export, other = tmp_path / "a.jsonl", tmp_path / "other.dossier"
    assert detente("dossier", "export", "--dossier", kept, "-o", export).exit_code == 0
    assert detente("dossier", "import", export, "--dossier", other).exit_code == 0
    assert (
        detente("claims", "--json", "--dossier", other).stdout
        == detente("claims", "--json", "--dossier", kept).stdout
    )


def test_systems_and_runs_are_kept(detente, held, tmp_path):
    made = tmp_path / "system.yaml"
    kept_as = detente("system", "-o", made, "--dossier", held)
    assert kept_as.exit_code == 0
    run = detente("run", made, "--runs", 20, "--months", 2, "--dossier", held)
    assert run.exit_code == 0
    assert "run 1 of system" in run.stderr
    (info,) = lines(detente("dossier", "info", "--json", "--dossier", held))
    assert (info["systems"], info["runs"]) == (1, 1)
    assert detente("check", made, "--dossier", held).exit_code == 0


def test_a_watched_folder_must_be_one_folder(detente, tmp_path):
    result = detente("dossier", "add", tmp_path, tmp_path, "--watch", "--dossier", tmp_path / "d.dossier")
    assert result.exit_code == 2
