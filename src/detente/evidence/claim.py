"""The vocabulary of evidence: what is said once, by how many independent origins, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..reading.statement import Content, Kind, Modality
from .interest import Interest
from .occasion import Reason

Letter = Literal["A", "B", "C", "D", "E", "F"]
Stance = Literal["supports", "denies"]
Grounds = Literal["speaker", "publisher", "article", "copy", "repeat", "hearsay"]
Joined = Reason | Literal["split", "merged"]
Verdict = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim first came from: its Admiralty letter A-F as `reliability`, and the side it counts on."""

    id: str
    name: str
    reliability: Letter
    stance: Stance


@dataclass(frozen=True, slots=True)
class Claim:
    """What one or more statements say; its id is made from content, so the same claim has it everywhere.

    `content` is that of the surest statement, `statements` the ids of all that say it, `related` the ids of
    claims that oppose it or say it of another time. `belief + disbelief + unknown == 1`. `modality` is
    `asserted` where the claim is that something is or happened (said, reported or denied alike); a claim that
    it is intended, possible or conditional is another claim and is no evidence that it happened. `verdict` is
    a person's: a rejected claim has unknown 1, as if nobody had made it, and keeps its statements.
    """

    id: str
    kind: Kind
    content: Content
    valid_from: str | None
    valid_to: str | None
    belief: float
    disbelief: float
    unknown: float
    origins: tuple[Origin, ...]
    statements: tuple[str, ...]
    related: tuple[str, ...]
    modality: Modality = "asserted"
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """How one statement counts for one claim: from which origin, on which side, how firmly (0 to 1).

    `grounds` says why that is its origin: the named `speaker`, the `publisher` of the article, the `article`
    itself where it names no publisher, the `copy` that its words are, the first printing that it is a
    `repeat` of, or the earlier known origin that unnamed `hearsay` depends on. `first_hand` is false where it
    came through somebody else. `interest` is `own` where the speaker flatters his own side, `against` where he
    admits what does not. `joined` says what made it part of this claim (see `occasion.Reason`), or that a
    person `split` or `merged` it here.
    """

    claim: str
    statement: str
    origin: str
    stance: Stance
    certainty: float
    grounds: Grounds
    first_hand: bool
    interest: Interest
    joined: Joined


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two articles: offsets in the copy and in the original."""

    start: int
    end: int
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """One article holds words of another: `article` and `original` are article ids.

    `kind` is `reprint` where most of the copy is the original's, else `passage`; `share` the share of the
    copy's words that stand in the original. `direction` says what told which is the original: the `carrier`
    line, the `dates`, or nothing (`unknown`: then which of the two is called the original is settled by order
    alone).
    """

    article: str
    original: str
    kind: Literal["reprint", "passage"]
    share: float
    direction: Literal["carrier", "dates", "unknown"]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """All that evidence finds: claims by kind and id, copies among the articles, each statement's part."""

    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]
    support: tuple[Support, ...]
