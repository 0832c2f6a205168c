"""YAML as detente reads and writes it: plain values, each with its line, and nothing that grows or runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.yaml import Flow, YamlFault, read_yaml, write_yaml

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), WORDS
)  # fmt: skip
TREES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=12,
)  # fmt: skip


@given(TREES)
def test_what_is_written_is_read_as_the_same(tree):
    assert read_yaml(write_yaml({"x": tree})).value == {"x": tree}


@given(st.dictionaries(WORDS, SCALARS, max_size=5))
def test_what_is_meant_for_one_line_takes_one(row):
    assert write_yaml({"rows": [Flow(row)]}).count("\n") == 2


@pytest.mark.parametrize(
    "word", ["no", "NO", "on", "Yes", "off", "2025-03-01", "12:30", "0x1f", "=", "<<", "1_000 men"]
)
def test_words_are_words_whatever_older_yaml_takes_them_for(word):
    assert read_yaml(f"a: {word}").value == {"a": word}
    assert read_yaml(write_yaml({"a": word})).value == {"a": word}


@pytest.mark.parametrize(
    ("text", "value"),
    [("~", None), ("", None), ("true", True), ("False", False), ("010", 10), ("-1.5e3", -1500.0), ("1e-05", 1e-05),
     ("'7'", "7")],
)  # fmt: skip
def test_plain_scalars_are_values(text, value):
    assert read_yaml(f"a: {text}").value == {"a": value}


def test_every_part_has_its_line():
    lines = read_yaml("a:\n- b: 1\n  c: [2,\n    3]\nd: {e: 4}\n").lines
    assert (lines[()], lines["a", 0, "b"], lines["a", 0, "c", 1], lines["d", "e"]) == (1, 2, 4, 5)


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("a: &x 1\nb: *x", "alias", 2),
        ("a: 1\nb: !!python/name:os.system x", "tag", 2),
        ("a: 1\na: 2", "stands twice", 2),
        ("a: [", "broken YAML", 2),
        ("? {a: 1}\n: 2", "no plain word", 1),
        ("a: 1\n---\nb: 2", "second document", 2),
        ("- " * 100_000, "nested too deeply", 1),
        ("[" * 1_000_000, "nested too deeply", 1),
        ('a: "\\ud800"', "", 1),
    ],
)
def test_what_is_no_plain_yaml_is_told_with_its_line(text, what, line):
    with pytest.raises(YamlFault) as raised:
        read_yaml(text)
    assert what in raised.value.what
    assert raised.value.line in (line, line - 1)


def test_keys_are_values_where_that_is_asked_for():
    assert read_yaml("-1: down\n1: up", words=False).value == {-1: "down", 1: "up"}
    assert read_yaml("-1: down").value == {"-1": "down"}
