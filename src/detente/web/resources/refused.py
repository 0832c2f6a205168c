"""Refused: what a resource answers where it does not do what is asked."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Reason(BaseModel):
    """What is wrong, where, and what to do about it."""

    what: str
    where: str | None
    remedy: str | None


class Refused(BaseModel):
    """A request that was not done."""

    error: Reason


_MEANING = {
    400: "The body cannot be read",
    401: "The token is needed",
    403: "It comes from elsewhere than the workbench's own pages",
    404: "There is no such thing",
    409: "It contradicts what is held",
    413: "The body is too large",
    415: "The body is of another kind than application/json",
    421: "The Host header names another server",
    422: "A value is none that could be",
    429: "It is asked for too often; wait for the seconds that Retry-After tells",
    503: "The dossier is busy or cannot be reached; try again",
    507: "There is no room for it",
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refused, "description": meaning} for status, meaning in _MEANING.items()
}
