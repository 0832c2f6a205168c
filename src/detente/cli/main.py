"""`detente`: the group of commands, and how each of them ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

from ..errors import DetenteError
from ..version import __version__
from .articles import articles
from .brief import brief
from .claims import claims
from .dossier import dossier
from .explain import explain
from .hypotheses import hypotheses
from .mentions import mentions
from .origins import origins
from .read import read
from .run import run
from .schema import schema
from .sensitivity import sensitivity
from .serve import serve
from .settle import settle
from .system import check, system
from .terminal import one_line


class Commands(click.Group):
    """A group whose commands end in one clear line and an exit code: 0 done, 1 a clear error, 2 wrong usage.

    Interrupted is 130. A reader of our output that has had enough (`detente … | head`) is no error.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """As click's, but wrong usage is told in one line."""
        if not kwargs.pop("standalone_mode", True):
            return super().main(*args, standalone_mode=False, **kwargs)
        try:
            code = super().main(*args, standalone_mode=False, **kwargs)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "detente"
            if isinstance(error, click.exceptions.NoArgsIsHelpError):
                click.echo(error.format_message(), err=True)
            else:
                _tell(f"{error.format_message().rstrip('.')}; see '{path} --help'")
            code = 2
        except click.exceptions.Abort:
            code = 130
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except DetenteError as error:
            told = error.message
            _tell(f"standard input{told[1:]}" if error.where == "-" else told)
            ctx.exit(1)
        except KeyboardInterrupt:
            _tell("interrupted")
            ctx.exit(130)
        except BrokenPipeError:
            _leave_quietly(ctx)
        except RecursionError:
            _tell("the input is nested too deeply; flatten it")
            ctx.exit(1)
        except MemoryError:
            _tell("not enough memory; give fewer articles or --runs")
            ctx.exit(1)
        except OSError as error:
            if error.errno is None:  # not the system's: a library's own error that descends from it
                raise
            where = f"{error.filename}: " if error.filename else ""
            _tell(f"{where}{error.strerror or error}")
            ctx.exit(1)


def _tell(message: str) -> None:
    click.echo(f"detente: {one_line(message)}", err=True)


def _leave_quietly(ctx: click.Context) -> NoReturn:
    """Nobody reads on: drop what is still buffered, so that closing stdout says nothing either."""
    sink = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # where stdout is no real file
        os.dup2(sink, sys.stdout.fileno())
    ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="detente", message="%(prog)s %(version)s")
def main() -> None:
    """Reads analysis on international affairs into an evidence-backed model, and runs it forward.

    PATH is a file, a folder, a pattern, an address, or - for stdin. Data goes to stdout, messages to
    stderr; --json gives JSON Lines, whose schemas `detente schema` prints.
    """


for command in (
    brief,
    articles,
    mentions,
    read,
    claims,
    origins,
    system,
    check,
    run,
    explain,
    sensitivity,
    hypotheses,
    settle,
    dossier,
    serve,
    schema,
):
    main.add_command(command)
