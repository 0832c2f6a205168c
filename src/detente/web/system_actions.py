"""Actions on the system, for pages and resources alike, each one call of the Python API."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from ..api import modelling
from ..errors import EditError
from ..store import Dossier, Use
from ..system.file import LARGEST
from .actions import queue
from .jobs import Job, Jobs
from .refusals import Refusal
from .settings import Settings
from .tasks import Assemble
from .views.system import system_of
from .views.system_address import address_of
from .views.system_estimate import found
from .views.system_held import held_of

LONGEST_NAME = 200
LONGEST_NOTE = 2000


def assemble(
    dossier: Dossier, jobs: Jobs, settings: Settings, *, author: str, note: str = "", run: bool = False
) -> Job:
    """Have the system assembled anew, and its scenarios run then. Raises Refusal where there is nothing to assemble."""
    author, note = _signed(author, note)
    if not dossier.mark()[0]:
        raise Refusal(409, "holds no article", where="the dossier", remedy="add some first, in the library")
    return queue(jobs, settings, Assemble(author, note, run))


def upload(dossier: Dossier, text: str, *, author: str, note: str = "", instead_of: int | None = None) -> Use:
    """Take up a system file that somebody wrote. Raises SystemFileError with the line, and EditError where another
    system than `instead_of` is worked with by now."""
    author, note = _signed(author, note)
    if not text.strip():
        raise Refusal(422, "is empty", where="the file", remedy="choose a system file, such as system.yaml")
    if len(text) > LARGEST:
        raise Refusal(413, f"is larger than {LARGEST // 1_000_000} MB", where="the file", remedy="split it")
    if instead_of is not None and dossier.current_system() != instead_of:
        raise _changed(dossier, instead_of)  # told before it is read, which takes a while
    return modelling.upload_system(dossier, text, author=author, note=note, instead_of=instead_of)


def edit(
    dossier: Dossier,
    of: str,
    *,
    mean: float | None,
    sd: float | None,
    author: str,
    note: str,
    instead_of: int | None = None,
) -> Use:
    """Put an analyst's estimate in the place of one; without a mean, what claims say again.

    Raises EditError where another system than `instead_of` is worked with by now, Refusal where the number cannot be.
    """
    author, note = _signed(author, note)
    held = system_of(dossier)
    if instead_of is not None and held.no != instead_of:
        raise _changed(dossier, instead_of)
    address = address_of(of)
    found(held, address)
    if "\0" in of:  # a file may name an issue so, a log cannot
        raise Refusal(
            422, "is no plain text", where="the issue's id", remedy="give it another id in the file"
        )
    if any(x is not None and not isfinite(x) for x in (mean, sd)):
        raise Refusal(422, "is no finite number", where="the estimate", remedy="give one such as 0.4")
    if mean is None and sd is not None:
        raise Refusal(422, "has no mean", where="the estimate", remedy="give a mean beside the sd")
    return _tried(
        dossier,
        held.no,
        lambda: modelling.edit_estimate(
            dossier, address, mean=mean, sd=sd, author=author, note=note, instead_of=held.no
        ),
    )


def take_up(
    dossier: Dossier, system: int, *, author: str, note: str = "", instead_of: int | None = None
) -> Use:
    """Work with a system that is held. Raises DossierError where it is not, EditError as `edit`."""
    author, note = _signed(author, note)
    held_of(dossier, system)  # one that cannot be read would leave every page without a system
    return dossier.use_system(system, author=author, note=note or "taken up again", instead_of=instead_of)


def _tried(dossier: Dossier, expected: int, change: Callable[[], Use]) -> Use:
    """Make a change; one that makes no sense is a fault of what was sent, not of who came first."""
    try:
        return change()
    except EditError as error:
        if dossier.current_system() != expected:
            raise
        raise Refusal(422, error.what, where=error.where, remedy=error.remedy) from error


def _changed(dossier: Dossier, instead_of: int) -> EditError:
    return EditError(
        f"was made of system {instead_of}, but system {dossier.current_system()} has been taken up since",
        where="the change", remedy="look at the system as it is now and make the change again",
    )  # fmt: skip


def _signed(author: str, note: str) -> tuple[str, str]:
    """Who does it and why, as a log can hold them. Raises Refusal."""
    author, note = author.strip(), note.strip()
    if not author:
        raise Refusal(422, "is missing", where="your name", remedy="say who decides")
    for name, text, longest in (("your name", author, LONGEST_NAME), ("the note", note, LONGEST_NOTE)):
        if len(text) > longest:
            raise Refusal(422, f"is longer than {longest} characters", where=name, remedy="shorten it")
        if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text):
            raise Refusal(422, "is no plain text", where=name, remedy="type it again")
    return author, note
