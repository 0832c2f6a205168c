"""`detente hypotheses`: the articles' conclusions with their sentences, what is asked, and the verdict."""

from __future__ import annotations

import json

import pytest

TEXT = """Armenia looks west
The Caucasus Monitor
3 February 2025

Russia keeps its military base at Gyumri in Armenia. Turkey supports Azerbaijan.

A Russian withdrawal from Armenia would strengthen cooperation between Armenia and Iran.
Relations between Armenia and Azerbaijan will probably improve this year.
"""


@pytest.fixture(scope="module")
def system(detente, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hypotheses")
    (folder / "a.txt").write_text(TEXT, encoding="utf8")
    assert detente("system", folder / "a.txt", "-o", folder / "system.yaml").exit_code == 0
    return folder / "system.yaml"


FEW = ("--runs", 16, "--months", 6)


def test_each_conclusion_stands_with_its_sentence_its_premise_and_a_verdict(detente, system):
    result = detente("hypotheses", system, *FEW)
    assert result.exit_code == 0, result.stderr
    for part in (
        "“A Russian withdrawal from Armenia would strengthen cooperation between Armenia and Iran.”",
        "if RUS withdraws from ARM at 3",
        "tie:ARM>IRN:diplomatic rises by month 6",
        "the article says 55–80 %",
        "assumed:",
    ):
        assert part in " ".join(result.stdout.split())


def test_records_follow_their_schema_and_say_the_same_with_the_same_seed(detente, system):
    from jsonschema import Draft202012Validator

    result = detente("hypotheses", system, *FEW, "--premises", "--json")
    validator = Draft202012Validator(json.loads(detente("schema", "hypothesis").stdout))
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert records
    for record in records:
        validator.validate(record)
    assert {r["kind"] for r in records} == {"cause", "forecast"}
    assert result.stdout == detente("hypotheses", system, *FEW, "--premises", "--json").stdout


def test_a_hypothesis_of_ones_own_is_tested(detente, system, tmp_path):
    path = tmp_path / "own.yaml"
    text = system.read_text(encoding="utf8")
    head = text.index("\nhypotheses:\n") + len("\nhypotheses:\n")
    own = (
        "- text: A stronger Azerbaijan frightens Armenia\n  premise:\n"
        "  - {kind: capability, at: 2, actor: AZE, to: 2.0}\n"
        "  variable: {kind: tie, actors: [ARM, AZE], domain: diplomatic}\n  direction: decrease\n  note: asked\n"
    )
    path.write_text(text[:head] + own + text[head:], encoding="utf8")
    assert detente("check", path).exit_code == 0
    first = json.loads(detente("hypotheses", path, *FEW, "--json").stdout.splitlines()[0])
    assert (first["claim"], first["source"], first["premise"]) == (
        None,
        "asked",
        ["capability AZE to 2 at 2"],
    )
    assert first["effect"]["mean"] is not None


def test_a_system_without_any_says_so(detente, system, tmp_path):
    path = tmp_path / "none.yaml"
    text = system.read_text(encoding="utf8")
    head, tail = text.index("\n# What the articles conclude"), text.index("\n# The claims behind")
    path.write_text(text[:head] + text[tail:], encoding="utf8")
    result = detente("hypotheses", path, *FEW)
    assert (result.exit_code, result.stdout.strip()) == (0, "the system holds no hypotheses")


def test_a_file_that_is_none_ends_in_one_line(detente, tmp_path):
    result = detente("hypotheses", tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
