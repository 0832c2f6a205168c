"""Serving: the workbench on a socket, until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable
from threading import Timer

import uvicorn

from ..errors import DossierError
from ..store import open_dossier
from .app import create_app
from .readiness import make_ready
from .settings import Settings, is_wildcard

_SOON = 1.0  # seconds after the start: the first page goes before
_GRACE = 5  # seconds that answers under way have when the server is ended


class _Server(uvicorn.Server):
    """Says where it can be reached once it can."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._ready()
            dossier = self.config.app.state.dossier  # type: ignore[union-attr]
            Timer(_SOON, make_ready, (dossier, lambda: self.should_exit)).start()


def serve(
    settings: Settings,
    on_ready: Callable[[str], None],
    weighing_anew: Callable[[int, int], None] | None = None,
) -> None:
    """Serve until interrupted; `on_ready` is told the address once pages can be had, `weighing_anew` as
    `store.open_dossier` tells it. Raises DetenteError."""
    app = create_app(settings)
    jobs = app.state.jobs
    jobs.open()
    # Opened once, so that what is wrong with it is told before anything is served.
    open_dossier(settings.dossier, weighing_anew=weighing_anew).close()
    listening = _listen(settings)
    shown = "127.0.0.1" if is_wildcard(settings.host) else settings.host
    host = f"[{shown}]" if ":" in shown else shown
    address = f"http://{host}:{listening.getsockname()[1]}/"
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=_GRACE, h11_max_incomplete_event_size=64 * 1024, limit_concurrency=200,
    )  # fmt: skip
    with listening:
        _Server(config, lambda: on_ready(address)).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(128)
    except OSError as error:
        raise DossierError(
            f"cannot be listened at ({error.strerror or error})", where=f"{settings.host}:{settings.port}",
            remedy="choose another --port or --host",
        ) from error  # fmt: skip
    return listening
