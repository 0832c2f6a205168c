"""However a command ends, it ends in one line and the right exit code."""

from __future__ import annotations

import errno

import click
import pytest
from click.testing import CliRunner

from detente.cli.main import Commands
from detente.errors import SourceError

ENDINGS = [
    (KeyboardInterrupt(), 130, "detente: interrupted\n"),
    (BrokenPipeError(), 0, ""),
    (
        SourceError("is empty", where="a.txt", remedy="give another"),
        1,
        "detente: a.txt: is empty; give another\n",
    ),
    (SourceError("is\nodd\x1b[2J", where="-"), 1, "detente: standard input: is odd�[2J\n"),
    (
        OSError(errno.ENOSPC, "No space left on device", "b.html"),
        1,
        "detente: b.html: No space left on device\n",
    ),
    (OSError(errno.EIO, "Input/output error"), 1, "detente: Input/output error\n"),
    (RecursionError(), 1, "detente: the input is nested too deeply; flatten it\n"),
    (MemoryError(), 1, "detente: not enough memory; give fewer articles or --runs\n"),
    (click.UsageError("No such thing."), 2, "detente: No such thing; see 'detente work --help'\n"),
]


def run(command: click.Command):
    return CliRunner().invoke(Commands(commands={"work": command}), ["work"], prog_name="detente")


@pytest.mark.parametrize(("ending", "code", "told"), ENDINGS, ids=lambda e: type(e).__name__)
def test_an_ending_is_told_in_one_line_with_its_code(ending, code, told):
    @click.command()
    def work() -> None:
        raise ending

    result = run(work)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr == told


@pytest.mark.parametrize("fault", [ZeroDivisionError(), OSError("brief.html")])
def test_a_fault_of_ours_is_not_dressed_up_as_one_of_yours(fault):
    @click.command()
    def work() -> None:
        raise fault

    assert run(work).exception is fault


def test_a_large_dossier_that_is_weighed_anew_says_how_far_it_is(capsys):
    from detente.cli.terminal import LARGE, note_weighing

    for done in (0, 200, 1000):
        note_weighing(done, 10_000)
    note_weighing(0, LARGE - 1)  # done in a moment
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[2].split()[0] for line in told] == ["0", "1,000"]
    assert all("10,000" in line for line in told)
