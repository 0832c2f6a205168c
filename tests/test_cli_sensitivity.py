"""`detente sensitivity`: what people and programs are told of what an outcome's spread rests on."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

import detente as api
from systems import region

FEW = ("--runs", 64, "--months", 6, "--top", 5)


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    made = region(forecasts=())
    return api.save_system(made, tmp_path_factory.mktemp("system") / "system.yaml")


def test_people_are_told_quantities_in_words_with_their_grounds(detente, system):
    result = detente("sensitivity", system, "presence:NORDIA@LODRA", *FEW, "--scenario", "nordia-leaves")
    assert result.exit_code == 0, result.stderr
    assert "presence:NORDIA@LODRA changes by -0.4" in result.stdout
    assert "presence NORDIA in LODRA" in result.stdout
    assert "analyst: made up for a test" in result.stdout
    assert "chance from month to month" in result.stdout
    assert "all else:" in result.stdout


def test_programs_get_a_record_that_keeps_to_its_schema(detente, system):
    result = detente("sensitivity", system, "settlement:toll", *FEW, "--month", 3, "--json")
    assert result.exit_code == 0, result.stderr
    (record,) = map(json.loads, result.stdout.splitlines())
    Draft202012Validator(json.loads(detente("schema", "sensitivity").stdout)).validate(record)
    assert record["month"] == 3
    assert record["points"] == 64
    assert record["runs"] == 64 * (5 + 3 + 2)
    totals = [p["total"] for p in record["parts"]]
    assert totals == sorted(totals, reverse=True)
    assert {p["kind"] for p in record["parts"]} >= {"rest", "chance", "draw"}


def test_it_says_so_where_much_rests_on_what_was_not_looked_at(detente, system):
    result = detente("sensitivity", system, "tie:ALDEN>LODRA", "--runs", 64, "--months", 6, "--top", 1)
    assert result.exit_code == 0
    assert "give a greater --top" in result.stderr


def test_an_outcome_that_cannot_vary_is_said_to_be_the_same_in_every_run(detente, system):
    result = detente("sensitivity", system, "presence:NORDIA@LODRA", *FEW, "--shock", "capability LODRA x1")
    assert result.exit_code == 0, result.stderr
    assert "in every run the same" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("weather:NORDIA",), 1, "names no outcome"),
        (("tie:NORDIA>XYZ",), 1, "XYZ"),
        (("tie:NORDIA>ALDEN", "--month", "9"), 1, "month 9"),
        (("tie:NORDIA>ALDEN", "--scenario", "none"), 1, "there is no scenario none"),
        (("tie:NORDIA>ALDEN", "--scenario", "x", "--shock", "y"), 2, "not both"),
        (("tie:NORDIA>ALDEN", "--top", "0"), 2, "--top"),
    ],
)
def test_what_cannot_be_ends_in_one_line(detente, system, arguments, code, told):
    result = detente("sensitivity", system, *arguments, *FEW[:4])
    assert result.exit_code == code
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
