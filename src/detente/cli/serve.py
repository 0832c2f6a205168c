"""`detente serve`: the workbench, a dossier in a browser."""

from __future__ import annotations

import getpass
import os

import click

from .terminal import note, note_weighing


@click.command()
@click.option(
    "--dossier",
    metavar="URL",
    envvar="DETENTE_DOSSIER",
    default="detente.dossier",
    show_default=True,
    help="The dossier to work on (a file, or postgresql://…); made if absent.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0 takes a free one."
)
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--token",
    metavar="TOKEN",
    envvar="DETENTE_TOKEN",
    help="What visitors must show; better given as DETENTE_TOKEN. Needed where others can reach the host.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from private and local network addresses too.")
def serve(dossier: str, port: int, host: str, token: str | None, allow_private: bool) -> None:
    """Serve the workbench: articles with what they say, claims to accept, reject, correct, merge and split.

    \b
    detente serve --dossier affairs.dossier
    DETENTE_TOKEN=... detente serve --dossier affairs.dossier --host 0.0.0.0 --port 8080
    """
    from ..web.serving import serve as run
    from ..web.settings import LEAST_TOKEN, Settings, is_loopback

    if token is not None and len(token) < LEAST_TOKEN:
        raise click.UsageError(f"The token has fewer than {LEAST_TOKEN} characters.")
    if token is None and not is_loopback(host):
        raise click.UsageError(
            f"{host} can be reached by others: give --token TOKEN (or DETENTE_TOKEN), or leave --host out."
        )
    author = os.environ.get("DETENTE_AUTHOR") or _login()
    settings = Settings(dossier, host, port, token, allow_private, author)
    run(settings, lambda address: note(f"{settings.name}: {address} (Ctrl-C ends it)"), note_weighing)


def _login() -> str:
    """The name of who is logged in, where there is one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
