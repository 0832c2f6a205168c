"""System files: for people to read, and the same system again."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders as b
from detente.errors import OutputError, SystemFileError
from detente.evidence import weigh
from detente.system import assemble, dump_system, load_system, parse_system, save_system
from detente.system import model as m
from detente.system.editing import with_estimate
from detente.system.file import dump_edited

PLAIN = """\
as_of: 2025-03-01
actors:
- {code: FJI, name: Fiji, kind: state, capability: {mean: 0.001, sd: 0.001, basis: prior}}
- code: TON
  name: Tonga
  kind: state
  capability: {mean: 0.0005, sd: 0.001, basis: prior}
issues:
- {id: fish, text: an open sea, low: closed, high: open}
positions:
- actor: FJI
  issue: fish
  position: {mean: 0.7, sd: 0.1, basis: analyst, note: told so}
  salience: {mean: 0.7, sd: 0.1, basis: analyst, note: told so}
ties:
- {a: FJI, b: TON, domain: diplomatic, value: {mean: 0.3, sd: 0.1, basis: analyst, note: told so}}
"""

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
estimates = st.builds(
    m.Estimate,
    mean=st.floats(0, 1),
    sd=st.floats(0, 10),
    basis=st.just("analyst"),
    note=words,
    source=st.none() | words,
)


def sample() -> m.System:
    news = b.article(
        "The envoy went to the other capital. So it was said: nothing new.", published="2025-03-01"
    )
    said = [
        b.event("ISR", "CONSULT", "RUS", date="2025-02-28", goldstein=1.5, source=news, speakers=["an aide"]),
        b.tie("ISR", "RUS", 1, 1, source=news),
        b.position(
            "ISR", "base:RUS-SYR", 0.9, text="Russia: bases in Syria", actors=["RUS", "SYR"], source=news
        ),
        b.presence("USA", "SYR", 0.5, -1, source=news),
        b.forecast("relations of the two", "increase", actors=["ISR", "RUS"], source=news),
    ]
    return assemble([news], said, weigh([news], said)).system


def test_a_file_read_back_is_the_same_system(tmp_path):
    system = sample()
    save_system(system, tmp_path / "system.yaml")
    assert load_system(tmp_path / "system.yaml") == system
    assert parse_system(dump_system(system)) == system


@given(words, words, words, estimates)
def test_any_words_and_numbers_come_back_as_they_were(title, name, text, estimate):
    system = m.System(
        as_of="2025",
        title=title,
        actors=(m.Actor(code="NO", name=name, kind="other", capability=estimate),),
        issues=(m.Issue(id="1e5", text=text, low="null", high="- 3", reference=estimate),),
    )
    assert parse_system(dump_system(system)) == system


def test_a_file_is_made_for_people():
    text = dump_system(sample())
    assert text.startswith("#")
    assert "\npositions:\n" in text
    sections = [line[:-1] for line in text.splitlines() if line.endswith(":") and line[0] not in " -#"]
    assert sections == [name for name in m.System.model_fields if name in sections]
    assert len(sections) >= 8
    assert any("basis: claims, claims: [c" in line and "{mean: " in line for line in text.splitlines())


def test_an_analyst_may_write_one_by_hand():
    system = parse_system(PLAIN)
    assert system.as_of == "2025-03-01"
    assert system.codes == ("FJI", "TON")


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{y}: &{y} [*{x}, *{x}, *{x}, *{x}, *{x}, *{x}, *{x}, *{x}]\n" for x, y in zip("abcdefgh", "bcdefghi")
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PLAIN.replace("mean: 0.7", "mean: .nan", 1), ["positions[0].position.mean", "line 13"]),
        (PLAIN.replace("mean: 0.7", "mean: .inf", 1), ["positions[0].position.mean", "line 13"]),
        (PLAIN.replace("mean: 0.7", "mean: 1.7", 1), ["positions[0].position.mean", "line 13", "0 to 1"]),
        (PLAIN.replace("mean: 0.3", "mean: -1.3"), ["ties[0].value.mean", "-1 to 1"]),
        (PLAIN.replace("sd: 0.1", "sd: -0.1", 1), ["positions[0].position.sd", "line 13"]),
        (PLAIN.replace("actor: FJI", "actor: WSM"), ["positions[0].actor", "WSM", "line 11"]),
        (PLAIN.replace("b: TON", "b: FJI"), ["ties[0]", "itself"]),
        (PLAIN.replace("code: TON", "code: FJI"), ["actors[1]", "second time"]),
        (PLAIN + "ministers: []\n", ["ministers", "unknown key", "line 17"]),
        (PLAIN.replace("note: told so", "remark: told so", 1), ["positions[0].position", "line 13"]),
        (PLAIN.replace("note: told so", "{note", 1), ["plain word", "line 13"]),
        (PLAIN.replace("note: told so", "note: [", 1), ["broken YAML", "line"]),
        (PLAIN.replace("basis: analyst, note: told so", "basis: claims", 1), ["needs the ids of its claims"]),
        (PLAIN + "as_of: 2024\n", ["as_of", "twice", "line 17"]),
        (PLAIN.replace("2025-03-01", "spring"), ["as_of", "ISO date"]),
        (PLAIN.replace("name: Tonga", "name: 12"), ["actors[1].name", "quotes"]),
        (LAUGHS, ["alias", "line 2"]),
        ("as_of: &x [*x]\n", ["alias"]),
        ("[" * 3000, ["nested", "YAML"]),
        ("as_of: " + "[" * 200 + "]" * 200, ["nested"]),
        ("", ["holds no system"]),
        ("- a\n- b\n", ["holds no system"]),
        ("!!python/object/apply:os.system [echo hi]\n", ["a tag"]),
        ("\x00\x01", ["YAML"]),
        ("a: 1\n---\nb: 2\n", ["second document", "line 2"]),
        ("? [a, b]\n: c\n", ["key"]),
        ("as_of: 2025\nactors: 3\n", ["actors"]),
        ("as_of: " + "9" * 6000, ["as_of"]),
        ("x" * 40_000_001, ["larger than 40 MB"]),
    ],
)
def test_a_broken_file_is_told_with_place_and_remedy(text, told):
    with pytest.raises(SystemFileError) as raised:
        parse_system(text, where="odd.yaml")
    message = raised.value.message
    assert message.startswith("odd.yaml")
    assert "\n" not in message
    assert any(t in message for t in told) if told[-1] == "YAML" else all(t in message for t in told)
    assert raised.value.remedy


def test_a_missing_file_a_folder_and_other_encodings_are_told(tmp_path):
    (tmp_path / "latin.yaml").write_bytes("title: Türkei".encode("latin-1"))
    for name in ("none.yaml", ".", "latin.yaml"):
        with pytest.raises(SystemFileError, match=r"cannot be read|not UTF-8"):
            load_system(tmp_path / name)


def test_a_file_may_be_read_with_its_faults_to_list_them():
    odd = parse_system(PLAIN.replace("mean: 0.7", "mean: 1.7"), strict=False)
    assert odd.positions[0].position.mean == 1.7


def test_where_nothing_may_be_written_an_error_says_so_and_nothing_is_left(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        save_system(sample(), tmp_path / "no" / "such" / "folder.yaml")
    (tmp_path / "taken").mkdir()
    with pytest.raises(OutputError):
        save_system(sample(), tmp_path / "taken")
    assert os.listdir(tmp_path) == ["taken"]


def test_saving_replaces_the_whole_file(tmp_path):
    path = tmp_path / "system.yaml"
    path.write_text("old")
    path.chmod(0o640)
    save_system(sample(), path)
    assert load_system(path) == sample()
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["system.yaml"]


def edited(system: m.System, mean: float) -> m.System:
    return with_estimate(system, ("positions", "FJI", "fish", "position"), mean, 0.1, "mine")


def test_an_edit_writes_its_section_and_leaves_the_others_as_they_stand():
    system = parse_system(PLAIN)
    text = dump_system(system).replace("\nties:\n", "\nties:\n# seen on the quay\n")
    after = dump_edited(edited(system, 0.2), system, text)
    assert parse_system(after) == edited(system, 0.2)
    assert "# seen on the quay" in after
    changed = [(a, b) for a, b in zip(text.splitlines(), after.splitlines()) if a != b]
    assert len(changed) == 1


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,  # as somebody wrote it, without our notes on the sections
        "",
        dump_system(parse_system(PLAIN)) * 2,
    ],
)
def test_a_file_that_is_laid_out_otherwise_is_written_whole(text):
    system = parse_system(PLAIN)
    assert dump_edited(edited(system, 0.2), system, text) == dump_system(edited(system, 0.2))


@given(st.floats(0, 1), st.booleans(), st.booleans())
def test_what_is_written_of_an_edit_is_what_was_edited(mean, emptied, more):
    system = parse_system(PLAIN)
    after = edited(system, mean)
    if emptied:
        after = after.model_copy(update={"ties": ()})
    if more:
        after = after.model_copy(update={"arenas": (m.Arena(code="SEA", name="the sea"),)})
    assert parse_system(dump_edited(after, system, dump_system(system))) == after
