"""Every error that detente raises for its users, as one tree.

    DetenteError
    ├── SourceError             an article cannot be had
    │   ├── EmptySourceError        nothing in it, or nothing left once the page furniture is gone
    │   ├── NotTextError            binary, or bytes that are no text in any encoding we accept
    │   ├── TooLargeError           past the size limit
    │   ├── LanguageError           not English
    │   └── FetchError              an address that is refused, unreachable or answers with an error
    │       └── UnavailableError        one that may answer later
    ├── VocabularyError         a data file (actors, cues, outlets) is malformed
    ├── ReadingError            reading stopped before its end
    ├── QuoteError              words that do not stand in their article as given
    ├── EditError               a person's edit of statements or claims that makes no sense
    ├── SystemFileError         a system file cannot be read or breaks its schema
    ├── ScenarioError           a scenario or shock that does not exist or cannot be understood
    ├── SettleError             a table of issues cannot be read or settled
    ├── SimulationError         a run whose numbers left the finite range
    ├── DossierError            a dossier cannot be opened, read or written
    │   ├── DossierVersionError     made by a newer detente
    │   ├── DossierLockedError      another writer held it for longer than we wait
    │   ├── DossierLostError        the connection to its database broke
    │   ├── DossierFullError        no room left for what is to be stored
    │   └── DossierDamagedError     what it holds, or a file to import, is not what was put in
    ├── OutputError             a result cannot be written
    ├── ResultsError            kept results, or an unfinished run, that cannot be read or gone on with
    └── NotInstalledError       what is asked for needs an extra that is not installed

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
    """An address that is refused, unreachable or answers with an error; `status` is the answer's, if any."""

    def __init__(
        self, what: str, *, where: str | None = None, remedy: str | None = None, status: int | None = None
    ) -> None:
        self.status = status
        super().__init__(what, where=where, remedy=remedy)


class UnavailableError(FetchError):
    """An address that may answer later: asked too often, at fault or too slow.

    `after` is how many seconds the server asks to be left alone, if it says so.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        remedy: str | None = None,
        status: int | None = None,
        after: float | None = None,
    ) -> None:
        self.after = after
        super().__init__(what, where=where, remedy=remedy, status=status)


class VocabularyError(DetenteError):
    """A data file (actors, cues, outlets) is malformed."""


class ReadingError(DetenteError):
    """Reading stopped before its end."""


class QuoteError(DetenteError):
    """Words that do not stand in their article as given."""


class EditError(DetenteError):
    """A person's edit of statements or claims that makes no sense."""


class SystemFileError(DetenteError):
    """A system file cannot be read or breaks its schema."""


class ScenarioError(DetenteError):
    """A scenario or shock that does not exist or cannot be understood."""


class SettleError(DetenteError):
    """A table of issues cannot be read or settled."""


class SimulationError(DetenteError):
    """A run whose numbers left the finite range."""


class DossierError(DetenteError):
    """A dossier cannot be opened, read or written."""


class DossierVersionError(DossierError):
    """A dossier made by a newer detente."""


class DossierLockedError(DossierError):
    """A dossier that another writer held for longer than we wait."""


class DossierLostError(DossierError):
    """The connection to a dossier's database broke."""


class DossierFullError(DossierError):
    """No room left for what is to be stored."""


class DossierDamagedError(DossierError):
    """A dossier, or a file to import, that does not hold what was put in."""


class OutputError(DetenteError):
    """A result cannot be written."""


class ResultsError(DetenteError):
    """Kept results, or what is kept of an unfinished run, that cannot be read or gone on with."""


class NotInstalledError(DetenteError):
    """What is asked for needs an extra that is not installed."""
