"""Sessions: who is let in, and that a form was sent from a page of ours.

A session is a cookie, signed with a key that lives as long as the server. A form's token is made from the session and
the key, so nobody who cannot read our pages can send one.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

COOKIE = "detente"


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor: a name by chance, and whether he showed the token."""

    id: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Sessions:
    """Makes sessions and checks them; with `token` None everybody who reaches the server is known."""

    token: str | None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def new(self, *, known: bool = False) -> Session:
        """A session for a visitor who has none."""
        return Session(secrets.token_urlsafe(24), known or self.token is None)

    def cookie(self, session: Session) -> str:
        """What its cookie holds."""
        text = f"{session.id}.{int(session.known)}"
        return f"{text}.{self._sign('session', text)}"

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where it is none that we gave."""
        text, _, seal = (cookie or "").rpartition(".")
        if not text or not self._same(seal, self._sign("session", text)):
            return None
        name, _, known = text.rpartition(".")
        return Session(name, known == "1")

    def form_token(self, session: Session) -> str:
        """What each form of this session carries."""
        return self._sign("form", f"{session.id}.{int(session.known)}")

    def is_form_token(self, session: Session, given: str | None) -> bool:
        """Whether a form carries what this session's forms do."""
        return given is not None and self._same(given, self.form_token(session))

    def opens(self, given: str | None) -> bool:
        """Whether this is the token."""
        return self.token is not None and given is not None and self._same(given, self.token)

    def _sign(self, use: str, text: str) -> str:
        return hmac.new(self.key, f"{use}\n{text}".encode(), sha256).hexdigest()

    @staticmethod
    def _same(one: str, other: str) -> bool:
        """Compared in a time that tells nothing of where they differ."""
        return hmac.compare_digest(one.encode("utf8", "replace"), other.encode("utf8", "replace"))
