"""Forms: read whole, and only from a page of this session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from ..safety import Visit, forged

LONGEST = 20_000  # characters of a field


async def form_of(request: Request) -> AsyncIterator[FormData]:
    """The form that was sent. Raises Refusal where no page of this session sent it."""
    visit: Visit = request.scope["visit"]
    limits = request.app.state.settings.limits
    async with request.form(max_files=limits.files, max_fields=1000, max_part_size=limits.body) as form:
        given = form.get("csrf")
        if not request.app.state.sessions.is_form_token(
            visit.session, given if isinstance(given, str) else None
        ):
            raise forged()
        yield form


def text_of(form: FormData, name: str, otherwise: str = "") -> str:
    """A field as text."""
    value = form.get(name, otherwise)
    return value[:LONGEST] if isinstance(value, str) else otherwise


def texts_of(form: FormData, name: str) -> list[str]:
    """All values of a field, words apart, each once."""
    given = (v for v in form.getlist(name) if isinstance(v, str))
    return list(dict.fromkeys(word for v in given for word in v.replace(",", " ").split()))


Form = Annotated[FormData, Depends(form_of)]
