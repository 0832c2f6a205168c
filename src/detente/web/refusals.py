"""Refusals: what a request is told that is not done, as one tree beside the errors of the program."""

from __future__ import annotations

from .. import errors
from ..errors import DetenteError


class Refusal(DetenteError):  # noqa: N818  what is refused is no fault of the program
    """A request that is not done; `status` is HTTP's."""

    def __init__(
        self, status: int, what: str, *, where: str | None = None, remedy: str | None = None, after: int = 0
    ) -> None:
        self.status, self.after = status, after
        super().__init__(what, where=where, remedy=remedy)


_STATUS: tuple[tuple[type[DetenteError], int], ...] = (
    (errors.DossierLockedError, 503),
    (errors.DossierLostError, 503),
    (errors.DossierFullError, 507),
    (errors.DossierDamagedError, 500),
    (errors.DossierVersionError, 500),
    (errors.TooLargeError, 413),
    (errors.EditError, 409),
    (errors.SourceError, 422),
    (errors.SystemFileError, 422),
    (errors.ScenarioError, 422),
    (errors.ResultsError, 404),
    (errors.DossierError, 404),
)


def status_of(error: DetenteError) -> int:
    """HTTP's status for an error."""
    if isinstance(error, Refusal):
        return error.status
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
