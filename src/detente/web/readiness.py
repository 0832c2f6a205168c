"""Readiness: what most pages need and takes a while to read, read before somebody waits for it."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable

from ..store import Dossier

_LOG = logging.getLogger("detente.web")


def make_ready(dossier: Dossier, ended: Callable[[], bool]) -> None:
    """Read the actors' names, the menus of claims, the system worked with and its latest run, until `ended`.

    It is only a help: what fails here fails again, and is told, for whoever asks for it.
    """
    try:
        for read in (_names, _menus, _system, _run):
            if not ended():
                read(dossier)
        gc.freeze()  # a large system is millions of objects, which every full collection would look through
    except Exception:  # the dossier may be closed meanwhile, or be anything
        _LOG.debug("could not be made ready", exc_info=True)


def _names(dossier: Dossier) -> None:
    from .views.naming import named

    named("UN")


def _menus(dossier: Dossier) -> None:
    from .views.claims import choices

    choices(dossier)


def _system(dossier: Dossier) -> None:
    from .views.system import system_view

    if dossier.current_system() is not None:
        system_view(dossier)


def _run(dossier: Dossier) -> None:
    from .views.forecasts import forecast_list

    forecast_list(dossier, today="")
