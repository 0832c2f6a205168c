"""A dossier leaves as JSON Lines and comes back the same, in either database."""

from __future__ import annotations

import io
import json
from hashlib import sha256

import pytest

from detente.errors import DossierDamagedError, DossierError, OutputError
from detente.store import open_dossier
from dossiers import document, noon, talks

PAGE = "https://ledger.example/talks"


def fill(dossier) -> None:
    texts = ["Israel and Russia held talks.", "Zürich hosted “talks” on Syria 🕊.", "Iran and Turkey met."]
    for i, text in enumerate(texts):
        one = document(text, PAGE if i else "first.txt", published=f"2025-03-0{i + 1}")
        dossier.put(one, [talks("ISR", "RUS", one.article), talks("TUR", "IRN", one.article)])
    dossier.record("accept", dossier.statements()[0].id, author="Ada", note="good")
    dossier.record("undo", "1", author="Ada")
    system = dossier.save_system("as_of: 2025-03-01\n", as_of="2025-03-01")
    run = {"command": "run", "inputs": "ab", "seed": 1, "runs": 2, "months": 3, "version": "0"}
    for _ in range(2):
        dossier.save_run(system=system, results=[{"mean": 0.5}, {"mean": 0.25}], **run)


def exported(dossier) -> bytes:
    out = io.BytesIO()
    dossier.export(out)
    return out.getvalue()


def made(url) -> bytes:
    with open_dossier(url, clock=noon) as dossier:
        fill(dossier)
        return exported(dossier)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An export with something of everything in it."""
    return made(str(tmp_path_factory.mktemp("whole") / "a.dossier"))


def resealed(lines: list[bytes]) -> bytes:
    """Lines with a true last line."""
    body = b"".join(line + b"\n" for line in lines)
    end = {"type": "end", "lines": len(lines), "sha256": sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


def test_what_was_exported_comes_back_the_same_in_the_other_database(dossier_url, other_url):
    before = made(dossier_url)
    with open_dossier(other_url) as other:
        assert other.import_(io.BytesIO(before)) == len(before.splitlines())
        assert exported(other) == before
        assert other.verify() == ()
        with open_dossier(dossier_url) as one:
            assert other.articles() == one.articles()
            assert other.statements() == one.statements()
            assert other.edits() == one.edits()


def test_the_order_of_arrival_leaves_no_trace(dossier_url, other_url):
    documents = [document(f"Talks were held on day {i}.", f"{i}.txt") for i in range(5)]
    exports = []
    for url, order in ((dossier_url, documents), (other_url, documents[::-1])):
        with open_dossier(url) as dossier:
            for one in order:
                dossier.put(one, [talks("ISR", "RUS", one.article)])
            exports.append(exported(dossier))
    assert exports[0] == exports[1]


def test_a_file_is_written_whole_and_read_back(tmp_path, dossier_url):
    made(dossier_url)
    target = tmp_path / "out.jsonl"
    with open_dossier(dossier_url) as dossier, open_dossier(tmp_path / "two.dossier") as other:
        assert dossier.export(target) == other.import_(target)
        with pytest.raises(OutputError):
            dossier.export(tmp_path / "missing" / "out.jsonl")
        with pytest.raises(DossierError, match="cannot be read"):
            other.import_(tmp_path / "missing.jsonl")


def test_only_an_empty_dossier_takes_an_import(dossier_url):
    before = made(dossier_url)
    with open_dossier(dossier_url) as dossier, pytest.raises(DossierError, match="is not empty"):
        dossier.import_(io.BytesIO(before))


def drop(kind: str):
    return lambda lines: [x for x in lines if not x.startswith(b'{"type":"%s"' % kind.encode())]


def change(kind: str, **new: object):
    def changed(lines: list[bytes]) -> list[bytes]:
        at = next(i for i, x in enumerate(lines) if x.startswith(b'{"type":"%s"' % kind.encode()))
        return [*lines[:at], json.dumps({**json.loads(lines[at]), **new}).encode(), *lines[at + 1 :]]

    return changed


@pytest.mark.parametrize(
    "damage",
    [
        drop("article"), drop("dossier"), drop("system"), drop("run"),
        change("dossier", format=99), change("article", text="Other words."), change("article", raw="%%"),
        change("article", raw=None), change("statement", quote="Other words"), change("statement", modality="rumour"),
        change("sighting", article="a1"), change("sighting", version="1"), change("edit", no=5),
        change("edit", at="yesterday"), change("edit", action="burn"), change("edit", author=""),
        change("system", no=2), change("run", system=9), change("result", run=7), change("run", type="walk"),
        lambda lines: [*lines[:3], b"{", *lines[3:]],
        lambda lines: [*lines[:3], b"[1, 2]", *lines[3:]],
        lambda lines: [*lines[:3], b"[" * 100_000, *lines[3:]],
        lambda lines: [*lines[:3], b'{"type": "article", "certainty": NaN}', *lines[3:]],
        lambda lines: [*lines, lines[1]],
        lambda lines: [lines[0], lines[1], *lines[1:]],
    ],
)  # fmt: skip
def test_a_file_with_something_wrong_in_it_is_refused_whole(dossier_url, whole, damage):
    lines = whole.splitlines()[:-1]
    with open_dossier(dossier_url) as dossier:
        with pytest.raises(
            DossierDamagedError, match=r"line \d+: is no whole export .*; export the dossier again"
        ):
            dossier.import_(io.BytesIO(resealed(damage(lines))))
        assert dossier.articles(superseded=True) == ()
        assert dossier.edits() == ()
        assert dossier.import_(io.BytesIO(resealed(lines))) == len(lines) + 1


def test_a_file_that_is_cut_or_changed_anywhere_is_refused(dossier_url, whole):
    with open_dossier(dossier_url) as dossier:
        cuts = [whole[:n] for n in range(0, len(whole), 97)]
        flips = [whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :] for n in range(5, len(whole), 97)]
        for damaged in (*cuts, *flips, whole + whole, whole + b"\n", b"Dear diary\n"):
            with pytest.raises(DossierDamagedError):
                dossier.import_(io.BytesIO(damaged))
        assert dossier.articles(superseded=True) == ()
