"""Every error that detente raises for its users, as one tree.

    DetenteError
    ├── SourceError             an article cannot be had
    │   ├── EmptySourceError        nothing in it, or nothing left once the page furniture is gone
    │   ├── NotTextError            binary, or bytes that are no text in any encoding we accept
    │   ├── TooLargeError           past the size limit
    │   ├── LanguageError           not English
    │   └── FetchError              an address that is refused, unreachable or answers with an error
    ├── VocabularyError         a data file (actors, cues, outlets) is malformed
    ├── ReadingError            reading stopped before its end
    ├── QuoteError              words that do not stand in their article as given
    ├── SystemFileError         a system file cannot be read or breaks its schema
    ├── ScenarioError           a scenario or shock that does not exist or cannot be understood
    ├── SettleError             a table of issues cannot be read or settled
    ├── SimulationError         a run whose numbers left the finite range
    └── OutputError             a result cannot be written

Each message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations


class DetenteError(Exception):
    """Root of all errors for users: `what` went wrong, `where`, and the `remedy`."""

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One line: where, what, and what to do."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}; {self.remedy}" if self.remedy else head


class SourceError(DetenteError):
    """An article cannot be had."""


class EmptySourceError(SourceError):
    """Nothing in the source, or nothing left once the page furniture is gone."""


class NotTextError(SourceError):
    """Binary content, or bytes that are no text in any accepted encoding."""


class TooLargeError(SourceError):
    """A source past the size limit."""


class LanguageError(SourceError):
    """An article that is not in English."""


class FetchError(SourceError):
    """An address that is refused, unreachable or answers with an error."""


class VocabularyError(DetenteError):
    """A data file (actors, cues, outlets) is malformed."""


class ReadingError(DetenteError):
    """Reading stopped before its end."""


class QuoteError(DetenteError):
    """Words that do not stand in their article as given."""


class SystemFileError(DetenteError):
    """A system file cannot be read or breaks its schema."""


class ScenarioError(DetenteError):
    """A scenario or shock that does not exist or cannot be understood."""


class SettleError(DetenteError):
    """A table of issues cannot be read or settled."""


class SimulationError(DetenteError):
    """A run whose numbers left the finite range."""


class OutputError(DetenteError):
    """A result cannot be written."""
