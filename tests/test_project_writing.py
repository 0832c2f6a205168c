"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import OutputError
from detente.writing import write_text

TEXT = st.text(st.characters(blacklist_categories=["Cs"]))


@given(TEXT, TEXT)
def test_a_file_holds_exactly_the_last_text_written(tmp_path_factory, first, second):
    path = tmp_path_factory.mktemp("out") / "page.html"
    for text in (first, second):
        write_text(path, text)
        assert path.read_bytes() == text.encode()
    assert [p.name for p in path.parent.iterdir()] == ["page.html"]


def test_what_cannot_be_encoded_leaves_the_old_file(tmp_path):
    path = write_text(tmp_path / "page.html", "before")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "half \ud800 of it")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_of_the_file_stay_and_a_new_one_gets_the_usual(tmp_path):
    path = tmp_path / "page.html"
    (tmp_path / "plain").write_text("")
    write_text(path, "one")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    path.chmod(0o640)
    write_text(path, "two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed_not_replaced(tmp_path):
    kept = write_text(tmp_path / "kept.html", "one")
    link = tmp_path / "link.html"
    link.symlink_to(kept)
    write_text(link, "two")
    assert link.is_symlink()
    assert kept.read_text() == "two"


@pytest.mark.parametrize("name", ["folder", "missing/page.html", "file.txt/page.html"])
def test_where_nothing_can_be_written_says_so_and_leaves_nothing(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("a file")
    with pytest.raises(OutputError, match=name):
        write_text(tmp_path / name, "text")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file.txt", "folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        write_text(tmp_path / "page.html", "text")
    tmp_path.chmod(0o700)
