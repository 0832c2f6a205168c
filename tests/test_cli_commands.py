"""The command line: what each command prints for people and for programs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from detente.cli.schema import RECORDS
from detente.cli.sentences import grouped, sentences
from detente.cli.terminal import one_line

SMALL = ("--runs", 20, "--months", 6)


@pytest.fixture(scope="module")
def system_file(detente, levant, tmp_path_factory):
    path = tmp_path_factory.mktemp("system") / "system.yaml"
    result = detente("system", levant, "-o", path)
    assert result.exit_code == 0, result.stderr
    return path


@pytest.fixture
def valid(detente):
    """Check JSON Lines against the published schema of their record; gives the records."""

    def check(name: str, lines: str) -> list[dict]:
        schema = json.loads(detente("schema", name).stdout)
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        records = [json.loads(line) for line in lines.splitlines()]
        for record in records:
            validator.validate(record)
        return records

    return check


def succeeded(result) -> str:
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_schema_lists_its_names(detente):
    assert succeeded(detente("schema")).split() == list(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_every_schema_is_a_schema(detente, name):
    schema = json.loads(succeeded(detente("schema", name)))
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]


def test_articles_as_json_hold_the_text_alone(detente, levant, valid):
    records = valid("article", succeeded(detente("articles", levant, "--json")))
    assert len(records) == 3
    assert all(r["language"] == "en" and r["text"] and r["published"] for r in records)
    assert not any("newsletter" in r["text"].lower() or "Share this" in r["text"] for r in records)


def test_articles_for_people_name_title_date_and_file(detente, levant):
    shown = succeeded(detente("articles", levant))
    assert "How Israel buys insurance against an American exit" in shown
    assert "2025-03-03" in shown
    assert "observer-bases.txt" in shown


def test_mentions_as_json_stand_word_for_word_in_their_articles(detente, levant, valid):
    texts = {r["id"]: r["text"] for r in valid("article", succeeded(detente("articles", levant, "--json")))}
    records = valid("mention", succeeded(detente("mentions", levant, "--json")))
    assert {"ISR", "RUS", "TUR"} <= {r["actor"]["actor"] for r in records}
    for r in records:
        assert texts[r["article"]["id"]][r["start"] : r["end"]] == r["text"]


def test_mentions_and_relations_for_people_are_tables(detente, levant):
    shown = succeeded(detente("mentions", levant))
    assert "organisation" in shown
    assert "Reuters" in shown
    assert "backs" in succeeded(detente("mentions", levant, "--relations"))


def test_relations_as_json_lead_from_mention_to_mention(detente, levant, valid):
    records = valid("relation", succeeded(detente("mentions", levant, "--relations", "--json")))
    assert records
    assert all(r["source"]["start"] != r["target"]["start"] for r in records)


def test_statements_as_json_quote_their_articles_word_for_word(detente, levant, valid):
    texts = {r["id"]: r["text"] for r in valid("article", succeeded(detente("articles", levant, "--json")))}
    records = valid("statement", succeeded(detente("read", levant, "--json")))
    assert len(records) > 40
    for r in records:
        assert texts[r["article"]["id"]][r["start"] : r["end"]] == r["quote"]
        assert len(r["quote"]) <= 400


def test_statements_for_people_show_quote_attribution_and_reason(detente, levant):
    shown = succeeded(detente("read", levant))
    assert "Reuters" in shown
    assert "position" in shown
    assert "rule" not in shown.splitlines()[3]
    explained = succeeded(detente("read", levant, "--explain"))
    assert ", rule " in explained
    assert len(explained) > len(shown)


def test_reading_from_stdin_is_reading_the_file(detente, examples):
    path = examples / "sahel" / "savanna-exit.txt"
    from_file = [json.loads(line) for line in succeeded(detente("read", path, "--json")).splitlines()]
    from_stdin = [
        json.loads(line)
        for line in succeeded(detente("read", "-", "--json", stdin=path.read_bytes())).splitlines()
    ]
    assert [r["quote"] for r in from_file] == [r["quote"] for r in from_stdin]
    assert {r["article"]["path"] for r in from_stdin} == {"-"}


def test_claims_as_json_add_up(detente, levant, valid):
    records = valid("claim", succeeded(detente("claims", levant, "--json")))
    for r in records:
        assert r["belief"] + r["disbelief"] + r["unknown"] == pytest.approx(1)
        assert r["statements"]
        assert r["origins"]
    assert len({r["id"] for r in records}) == len(records)


def test_claims_for_people_show_belief_and_origins(detente, levant):
    shown = succeeded(detente("claims", levant))
    assert "█" in shown
    assert "The Levant Observer" in shown


def test_a_system_goes_to_stdout_and_passes_its_check(detente, levant, system_file, valid):
    from detente.system import load_system

    assert succeeded(detente("system", levant)) == system_file.read_text(encoding="utf8")
    record = load_system(system_file).model_dump_json()
    assert valid("system", record)
    assert "error" not in succeeded(detente("check", system_file, levant))


def test_events_are_counted_where_they_are_asked_for(detente, system_file, valid):
    label = "events:ISR>SYR:material_conflict"
    plain = succeeded(detente("run", system_file, "--json", *SMALL))
    assert "events" not in {r["variable"]["kind"] for r in valid("outcome", plain)}
    asked = valid("outcome", succeeded(detente("run", system_file, "--json", "--also", label, *SMALL)))
    counts = [r for r in asked if r["variable"]["kind"] == "events"]
    assert {r["variable"]["quad"] for r in counts} == {"material_conflict"}
    assert all(r["quantiles"]["5"] >= 0 and r["mean"] > 0 for r in counts)
    assert label in succeeded(detente("run", system_file, "--also", label, *SMALL))
    refused = detente("run", system_file, "--also", "events:ISR>ISR:material_conflict", *SMALL)
    assert refused.exit_code == 1
    assert "names no events" in refused.stderr


def test_a_run_as_json_has_every_scenario_variable_and_month(detente, system_file, valid):
    records = valid("outcome", succeeded(detente("run", system_file, "--json", "--seed", 5, *SMALL)))
    assert {r["month"] for r in records} == set(range(7))
    assert {r["seed"] for r in records} == {5}
    assert {r["runs"] for r in records} == {20}
    scenarios = {r["scenario"] for r in records}
    assert "baseline" in scenarios
    assert len(scenarios) >= 3
    for r in records:
        q = r["quantiles"]
        assert q["5"] <= q["25"] <= q["50"] <= q["75"] <= q["95"]


def test_a_run_for_people_shows_settlements_and_changes(detente, system_file):
    shown = succeeded(detente("run", system_file, *SMALL))
    assert "baseline, month 6" in shown
    assert "largest changes against the baseline" in shown


def test_a_shock_on_the_command_line_is_its_own_scenario(detente, system_file, valid):
    shock = "USA withdraws from SYR at 2"
    records = valid("outcome", succeeded(detente("run", system_file, "--shock", shock, "--json", *SMALL)))
    scenarios = {r["scenario"] for r in records}
    assert len(scenarios) == 2

    def means(month: int) -> list[dict[str, float]]:
        return [
            {str(r["variable"]): r["mean"] for r in records if r["scenario"] == s and r["month"] == month}
            for s in sorted(scenarios)
        ]

    assert means(0)[0] == means(0)[1]
    assert means(6)[0] != means(6)[1]


def test_settlements_as_json_are_99_percentiles_in_order(detente, tmp_path, valid):
    path = tmp_path / "issues.csv"
    path.write_text(
        "issue,actor,position,salience,capability\n"
        "dam,RUR,80,50,1\ndam,ELB,20,70,2\nport,RUR,10,90,1\nport,ELB,60,20,2\n"
    )
    records = valid("settlement", succeeded(detente("settle", path, "--json")))
    assert [r["issue"] for r in records] == ["dam", "port"]
    for r in records:
        assert len(r["quantiles"]) == 99
        assert r["quantiles"] == sorted(r["quantiles"])
    assert "dam" in succeeded(detente("settle", path))
    assert succeeded(detente("settle", "-", "--json", stdin=path.read_bytes())) == succeeded(
        detente("settle", path, "--json")
    )


def test_a_brief_is_one_page_that_says_what_was_written(detente, levant, tmp_path):
    path = tmp_path / "brief.html"
    result = detente("brief", levant, "-o", path, *SMALL)
    assert succeeded(result) == ""
    assert "3 articles" in result.stderr
    page = path.read_text(encoding="utf8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["brief.html"]


def test_the_form_of_a_brief_follows_its_name_or_the_option(detente, levant, tmp_path):
    path = tmp_path / "brief.md"
    succeeded(detente("brief", levant, "-o", path, "--excerpts", "none", *SMALL))
    text = path.read_text(encoding="utf8")
    assert text.startswith("# ")
    assert "this brief holds no excerpts" in text
    assert "has asked the United States to let Russia hold on" not in text
    printed = succeeded(detente("brief", levant, "--format", "markdown", *SMALL))
    assert printed.startswith("# ")
    assert "has asked the United States to let Russia hold on" in printed


def test_a_form_that_there_is_not_is_refused_before_any_work(detente, levant, tmp_path):
    result = detente("brief", levant, "-o", tmp_path / "brief.docx")
    assert result.exit_code == 1
    assert "use .html, .md or .pdf" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_pdf_without_a_browser_is_refused_before_any_work(detente, levant, tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_BROWSER", str(tmp_path / "nowhere"))
    result = detente("brief", levant, "-o", tmp_path / "brief.pdf")
    assert result.exit_code == 1
    assert "DETENTE_BROWSER" in result.stderr
    assert not list(tmp_path.iterdir())


def test_scenarios_from_a_file_run_beside_those_of_the_system(detente, system_file, tmp_path, valid):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- name: thinning-out\n  title: Russia thins out\n  shocks:\n"
        "  - {kind: presence, at: 1, over: 3, actor: RUS, arena: SYR, to: 0.1}\n"
        '  - {kind: tie, actor: ISR, other: TUR, by: -0.2, when: "presence:RUS@SYR < 0.2"}\n'
    )
    every = ("run", system_file, "--scenarios", path, "--json", *SMALL)
    records = valid("outcome", succeeded(detente(*every)))
    own = {r["scenario"] for r in valid("outcome", succeeded(detente("run", system_file, "--json", *SMALL)))}
    assert {r["scenario"] for r in records} == own | {"thinning-out"}
    one = valid("outcome", succeeded(detente(*every, "--scenario", "thinning-out")))
    assert {r["scenario"] for r in one} == {"baseline", "thinning-out"}
    (last,) = (
        r for r in one
        if r["scenario"] == "thinning-out" and r["month"] == 3 and r["variable"]["kind"] == "presence"
        and r["variable"]["actors"] == ["RUS"]
    )  # fmt: skip
    assert abs(last["mean"] - 0.1) < 1e-3


def test_a_brief_runs_an_edited_system_and_scenarios_from_a_file(detente, levant, system_file, tmp_path):
    scenarios = tmp_path / "scenarios.yaml"
    scenarios.write_text(
        "- name: russia-leaves\n  title: Russia leaves Syria\n"
        "  shocks:\n  - {kind: withdrawal, at: 2, actor: RUS, arena: SYR}\n"
    )
    edited = tmp_path / "edited.yaml"
    edited.write_text(system_file.read_text(encoding="utf8").replace("name: Israel", "name: Israel, edited"))
    result = detente("brief", levant, "--scenarios", scenarios, "--system", edited, *SMALL)
    page = succeeded(result)
    assert "Russia leaves Syria" in page
    assert "Israel, edited" in page


def test_the_same_inputs_and_seed_give_the_same_bytes(detente, examples, tmp_path):
    pattern = examples / "sahel" / "*.txt"
    for args in (("read", pattern, "--json"), ("claims", pattern, "--json"), ("system", pattern)):
        assert succeeded(detente(*args)) == succeeded(detente(*args))
    pages = [succeeded(detente("brief", pattern, "--seed", seed, *SMALL)) for seed in (1, 1, 2)]
    assert pages[0] == pages[1]
    assert pages[0] != pages[2]


def test_a_reader_that_has_had_enough_is_no_error(levant, root):
    command = f'"{sys.executable}" -m detente articles "{levant}" --json | head -c 10'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, cwd=root
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_messages_go_to_stderr_on_one_line():
    assert one_line("a\nb\x1b[31m c") == "a b�[31m c"


def test_statements_are_grouped_by_the_sentence_they_stand_in():
    text = "Maj. Gen. Roe flew to Elbonia. He returned on Friday.\n\nThe talks failed."
    spans = [text[a:b] for a, b in sentences(text)]
    assert spans == ["Maj. Gen. Roe flew to Elbonia.", "He returned on Friday.", "The talks failed."]

    class Said:
        def __init__(self, quote: str) -> None:
            self.start = text.index(quote)
            self.end = self.start + len(quote)

    groups = list(grouped(text, [Said("The talks"), Said("flew to"), Said("Roe")]))  # type: ignore[list-item]
    assert [text[a:b] for a, b, _ in groups] == ["Maj. Gen. Roe flew to Elbonia.", "The talks failed."]
    assert [len(g) for _, _, g in groups] == [2, 1]
