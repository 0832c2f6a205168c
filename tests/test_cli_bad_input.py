"""Bad input ends in one clear line with the file and the remedy, exit code 1, and nothing half written."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

GERMAN = (
    "Die Bundesregierung hat am Freitag beschlossen, weitere Hilfe in die Ukraine zu schicken. "
    "Der Kanzler sagte, dass die Verbündeten zusammenstehen müssten und dass die Verhandlungen in "
    "Brüssel nicht einfach würden. Die Opposition "
    "verlangte eine Debatte im Bundestag, bevor das Geld ausgezahlt werde.\n\n"
) * 4
ENGLISH = (
    "Ruritania sent its foreign minister to Elbonia on Friday. The two governments want to sign a trade "
    "agreement before the summer, officials said. Ruritania opposes sanctions against its neighbour, the "
    "minister added.\n\n"
)


def assert_one_clear_line(result, *parts: str) -> None:
    """Exit 1, no data, one line on stderr that holds `parts` and says what to do."""
    assert result.exit_code == 1, (result.exit_code, result.stdout[:300], result.stderr)
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("detente: ")
    for part in parts:
        assert part in lines[0], lines[0]
    assert "; " in lines[0], f"no remedy: {lines[0]}"


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


UNREADABLE = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n   \n" * 50,
    "nulls.txt": b"\x00\x01\x02\x03" * 4000,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 30,
    "sheet.zip": b"PK\x03\x04" + bytes(range(256)) * 40,
    "wide.txt": ENGLISH.encode("utf-16-le"),
    "menu.html": b"<!doctype html><html><head><title>Home</title></head><body><nav><a href='/a'>News</a>"
    b"<a href='/b'>Sport</a></nav><footer>Cookies</footer></body></html>",
    "deutsch.txt": GERMAN.encode(),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_english_article_is_refused_by_name(detente, tmp_path, name):
    path = write(tmp_path, name, UNREADABLE[name])
    assert_one_clear_line(detente("articles", path), str(path))


def test_a_huge_file_is_refused_before_it_is_parsed(detente, tmp_path):
    path = write(tmp_path, "huge.txt", ENGLISH.encode() * (50 * 2**20 // len(ENGLISH) + 1))
    assert_one_clear_line(detente("articles", path), str(path))


def test_deeply_nested_html_is_read_or_refused_but_never_a_crash(detente, tmp_path):
    deep = "<div>" * 50_000 + f"<p>{ENGLISH}</p>" + "</div>" * 50_000
    path = write(tmp_path, "deep.html", f"<!doctype html><html><body>{deep}</body></html>")
    result = detente("articles", path)
    if result.exit_code:
        assert_one_clear_line(result, str(path))
    else:
        assert "Ruritania" in detente("articles", path, "--json").stdout


def test_latin_1_is_read_as_what_it_says(detente, tmp_path):
    text = "The café on the Champs-Élysées hosted the talks between Ruritania and Elbonia. " + ENGLISH
    path = write(tmp_path, "latin.txt", text.encode("latin-1"))
    result = detente("articles", path, "--json")
    if result.exit_code:
        assert_one_clear_line(result, str(path))
    else:
        assert "café on the Champs-Élysées" in result.stdout


def test_utf_16_with_its_mark_is_read(detente, tmp_path):
    path = write(tmp_path, "marked.txt", codecs.BOM_UTF16_LE + (ENGLISH * 2).encode("utf-16-le"))
    result = detente("articles", path, "--json")
    assert result.exit_code == 0, result.stderr
    assert "Ruritania sent its foreign minister" in result.stdout


@pytest.mark.parametrize("command", ["articles", "read", "claims", "system", "brief"])
def test_a_missing_file_is_named_by_every_command(detente, tmp_path, command):
    path = tmp_path / "nowhere.txt"
    assert_one_clear_line(detente(command, path), str(path))


def test_an_empty_folder_is_named(detente, tmp_path):
    (tmp_path / "inbox").mkdir()
    assert_one_clear_line(detente("articles", tmp_path / "inbox"), "inbox")


def test_a_pattern_without_match_is_named(detente, tmp_path):
    assert_one_clear_line(detente("articles", tmp_path / "*.none"), "*.none")


def test_empty_stdin_is_an_error(detente):
    assert_one_clear_line(detente("read", "-", stdin=b""), "standard input")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/report.txt",
        "http://127.0.0.1:9/report.html",
        "http://localhost/report.html",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/report.html",
        "http://2130706433/report.html",
    ],
)
def test_addresses_that_lead_inside_are_refused(detente, address):
    assert_one_clear_line(detente("articles", address), address)


def test_one_bad_file_among_good_ones_is_skipped_and_said(detente, tmp_path):
    good = write(tmp_path, "good.txt", ENGLISH * 2)
    bad = write(tmp_path, "bad.txt", b"")
    result = detente("articles", tmp_path, "--json")
    assert result.exit_code == 0, result.stderr
    assert str(good) in result.stdout
    assert len(result.stdout.splitlines()) == 1
    assert str(bad) in result.stderr


def test_a_script_in_an_article_does_not_steer_the_terminal(detente, tmp_path):
    path = write(tmp_path, "escape.txt", "\x1b]0;owned\x07\x1b[2J Title of it\n\n" + ENGLISH * 2)
    result = detente("articles", path)
    assert "\x1b" not in result.stdout + result.stderr


SYSTEM = """\
as_of: "2025-03-01"
actors:
  - code: RUR
    name: Ruritania
    kind: state
    capability: {mean: 0.01, sd: 0.002, basis: analyst, note: invented}
  - code: ELB
    name: Elbonia
    kind: state
    capability: {mean: 0.02, sd: 0.004, basis: analyst, note: invented}
issues:
  - id: trade
    text: The border is open for trade
    low: closed
    high: open
    actors: [RUR, ELB]
    reference: {mean: 0.5, sd: 0.1, basis: analyst, note: invented}
positions:
  - actor: RUR
    issue: trade
    position: {mean: 0.9, sd: 0.1, basis: analyst, note: invented}
    salience: {mean: 0.5, sd: 0.1, basis: analyst, note: invented}
  - actor: ELB
    issue: trade
    position: {mean: 0.2, sd: 0.1, basis: analyst, note: invented}
    salience: {mean: 0.7, sd: 0.1, basis: analyst, note: invented}
ties:
  - a: RUR
    b: ELB
    domain: economic
    value: {mean: 0.2, sd: 0.2, basis: prior}
"""
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
    for a, b in zip("abcdefgh", "bcdefghi")
)
BROKEN_SYSTEMS = {
    "unclosed": 'as_of: "2025\nactors: [',
    "not-a-system": "- just\n- a\n- list\n",
    "empty": "",
    "laughs": LAUGHS,
    "self-alias": "as_of: &x [*x]\n",
    "unknown-key": SYSTEM + "ministers: []\n",
    "not-a-number": SYSTEM.replace("mean: 0.9, sd: 0.1", "mean: .nan, sd: 0.1"),
    "infinite": SYSTEM.replace("mean: 0.9, sd: 0.1", "mean: .inf, sd: 0.1"),
    "negative-sd": SYSTEM.replace("mean: 0.9, sd: 0.1", "mean: 0.9, sd: -0.1"),
    "no-grounds": SYSTEM.replace("basis: analyst, note: invented}\n  - code", "basis: claims}\n  - code"),
    "python-object": "!!python/object/apply:os.system [echo hi]\n",
    "duplicate-key": SYSTEM + 'as_of: "2024-01-01"\n',
    "binary": "\x00\x01\x02",
}


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("fault", BROKEN_SYSTEMS)
def test_a_broken_system_file_is_refused_with_its_place(detente, tmp_path, command, fault):
    path = write(tmp_path, f"{fault}.yaml", BROKEN_SYSTEMS[fault])
    assert_one_clear_line(detente(command, path), str(path))


def test_a_missing_system_file_is_named(detente, tmp_path):
    assert_one_clear_line(detente("run", tmp_path / "none.yaml"), "none.yaml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("position: {mean: 0.9", "position: {mean: 1.9"),
        ("value: {mean: 0.2", "value: {mean: -1.2"),
        ("actor: ELB", "actor: XYZ"),
        ("issue: trade", "issue: tariffs"),
    ],
)
def test_check_finds_what_the_schema_cannot(detente, tmp_path, old, new):
    path = write(tmp_path, "odd.yaml", SYSTEM.replace(old, new, 1))
    result = detente("check", path)
    assert result.exit_code == 1
    assert "odd.yaml" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_a_sound_system_file_passes(detente, tmp_path):
    result = detente("check", write(tmp_path, "sound.yaml", SYSTEM))
    assert result.exit_code == 0, result.stdout + result.stderr


def test_an_unknown_scenario_is_told_with_those_there_are(detente, tmp_path):
    path = write(tmp_path, "sound.yaml", SYSTEM)
    assert_one_clear_line(detente("run", path, "--scenario", "moon-landing"), "moon-landing")


@pytest.mark.parametrize(
    "shock",
    [
        "everything changes",
        "RUR withdraws",
        "ATLANTIS withdraws from ELB at 3",
        "",
        "RUR withdraws from at x",
        "RUR withdraws from ELB at 3 until 2",
        "RUR withdraws from ELB when the sky falls",
        "RUR withdraws from ELB when presence:RUR@MOON > 0.5",
        "remove ATLANTIS",
    ],
)
def test_a_shock_that_cannot_be_understood_is_told(detente, tmp_path, shock):
    path = write(tmp_path, "sound.yaml", SYSTEM)
    assert_one_clear_line(detente("run", path, "--shock", shock, "--runs", 10))


@pytest.mark.parametrize(
    ("option", "value"),
    [("--runs", 0), ("--runs", "many"), ("--months", 0), ("--months", 5000), ("--seed", -1)],
)
def test_numbers_out_of_range_are_wrong_usage(detente, tmp_path, option, value):
    path = write(tmp_path, "sound.yaml", SYSTEM)
    result = detente("run", path, option, value)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert option in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("read",),
        ("nonsense",),
        ("read", "a.txt", "--nonsense"),
        ("schema", "nothing"),
        ("system", "a.txt", "--as-of", "yesterday"),
    ],
)
def test_wrong_usage_ends_with_2(detente, args):
    result = detente(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


@pytest.mark.parametrize("target", ["folder", "missing/brief.html"])
@pytest.mark.parametrize("command", ["brief", "system"])
def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(detente, tmp_path, command, target):
    article = write(tmp_path, "good.txt", ENGLISH * 2)
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert_one_clear_line(detente(command, article, "-o", tmp_path / target), target)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failed_brief_leaves_the_last_one_alone(detente, tmp_path):
    old = write(tmp_path, "brief.html", "the last brief")
    assert detente("brief", write(tmp_path, "empty.txt", ""), "-o", old).exit_code == 1
    assert old.read_text() == "the last brief"


BAD_TABLES = {
    "empty.csv": "",
    "head-only.csv": "issue,actor,position,salience,capability\n",
    "no-position.csv": "actor,salience,capability\nRUR,50,1\n",
    "words.csv": "actor,position,salience,capability\nRUR,high,50,1\n",
    "nan.csv": "actor,position,salience,capability\nRUR,nan,50,1\n",
    "negative.csv": "actor,position,salience,capability\nRUR,50,-5,1\n",
    "weightless.csv": "actor,position,salience,capability\nRUR,50,0,1\nELB,20,0,1\n",
    "ragged.csv": "actor,position,salience,capability\nRUR,50\n",
    "binary.csv": "\x00\x01\x02",
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_bad_table_of_issues_is_refused_with_its_place(detente, tmp_path, name):
    path = write(tmp_path, name, BAD_TABLES[name])
    assert_one_clear_line(detente("settle", path), str(path))


def test_an_unknown_settlement_model_is_told_with_those_there_are(detente, tmp_path):
    path = write(tmp_path, "ok.csv", "actor,position,salience,capability\nRUR,80,50,1\nELB,20,70,2\n")
    result = detente("settle", path, "--model", "oracle")
    assert result.exit_code in (1, 2)
    assert "oracle" in result.stderr
    assert "logit" in result.stderr


def test_a_table_that_is_missing_is_named(detente, tmp_path):
    assert_one_clear_line(detente("settle", tmp_path / "none.csv"), "none.csv")


@pytest.mark.parametrize(
    "content",
    ["scenarios: [", "just a word", "- name: Bad Name\n  title: x\n", "- title: no name\n", LAUGHS, ""],
)
def test_a_bad_scenario_file_is_refused(detente, tmp_path, content):
    article = write(tmp_path, "good.txt", ENGLISH * 2)
    path = write(tmp_path, "scenarios.yaml", content)
    assert_one_clear_line(
        detente("brief", article, "--scenarios", path, "-o", tmp_path / "b.html"), str(path)
    )
    assert not (tmp_path / "b.html").exists()


def test_a_system_whose_quote_was_altered_does_not_pass_the_check(detente, levant, tmp_path):
    import glob

    paths = sorted(glob.glob(levant))
    path = tmp_path / "system.yaml"
    assert detente("system", *paths, "-o", path).exit_code == 0
    assert detente("check", path, *paths).exit_code == 0
    text = path.read_text()
    quoted = next(line for line in text.splitlines() if line.strip().startswith(("quote:", "- quote:")))
    words = quoted.split(": ", 1)[1].split()
    longest = max(words, key=lambda word: len(word.strip("'\"")))
    path.write_text(text.replace(quoted, quoted.replace(longest, "peacocks", 1), 1))
    result = detente("check", path, *paths)
    assert result.exit_code == 1
    assert "peacocks" in result.stdout
