"""The system at a glance: which one, who took it up, whether it is behind, and its parts with their numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ...errors import DossierError
from ...show import figures
from ...store import Dossier, Use
from ...system.editing import Address
from ...system.model import Actor, Issue
from ..refusals import Refusal
from .claims import choices
from .paging import Paging
from .system_estimates import EstimateRow, best_first, row_of
from .system_held import Held, held_of

ACTORS, ISSUES = 50, 10  # a page of each
POSITIONS = 12  # of an issue in a list
PRESENT = 10  # in an arena, in a list
STRATEGIES = 6  # of an actor in a list
LISTED = 60  # rows of one kind on the page of an actor or issue


@dataclass(frozen=True, slots=True)
class Behind:
    """What came since a system was assembled: articles with their new versions, and decisions. All 0: nothing."""

    articles: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a system holds; `edited` are the estimates that an analyst wrote."""

    actors: int
    issues: int
    positions: int
    ties: int
    arenas: int
    presence: int
    commitments: int
    strategies: int
    scenarios: int
    evidence: int
    edited: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor: `claims` says how many claims of the dossier name it."""

    code: str
    name: str
    kind: str
    members: tuple[str, ...]
    claims: int
    capability: EstimateRow
    strategies: tuple[EstimateRow, ...]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """What an actor demands on an issue, and how much it cares."""

    actor: str
    name: str
    issue: str
    text: str
    position: EstimateRow
    salience: EstimateRow


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue as a scale, with the positions on it, the highest first; `held` says how many there are."""

    id: str
    text: str
    low: str
    high: str
    reference: EstimateRow | None
    positions: tuple[PositionRow, ...]
    held: int


@dataclass(frozen=True, slots=True)
class ArenaRow:
    """An arena with who holds weight there, the most first; `held` says how many do."""

    code: str
    name: str
    host: str | None
    presence: tuple[EstimateRow, ...]
    held: int


@dataclass(frozen=True, slots=True)
class SystemView:
    """A system: `taken` tells who took it up last and why, `behind` what came since it was assembled (null where it
    is not known from what it was)."""

    no: int
    current: bool
    as_of: str
    title: str
    taken: Use | None
    behind: Behind | None
    counts: Counts
    arenas: tuple[ArenaRow, ...]
    commitments: tuple[EstimateRow, ...]
    edited: tuple[EstimateRow, ...]


@dataclass(frozen=True, slots=True)
class ActorList:
    """A page of the actors, those most spoken of first."""

    system: int
    actors: tuple[ActorRow, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class IssueList:
    """A page of the issues, those that most claims speak to first."""

    system: int
    issues: tuple[IssueRow, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor with its numbers, of each kind at most 60: the list of estimates has them all."""

    system: int
    actor: ActorRow
    positions: tuple[PositionRow, ...]
    ties: tuple[EstimateRow, ...]
    presence: tuple[EstimateRow, ...]
    commitments: tuple[EstimateRow, ...]
    toward: tuple[EstimateRow, ...]
    counted: int


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue with all positions on it."""

    system: int
    issue: IssueRow


def system_view(dossier: Dossier, no: int | None = None) -> SystemView:
    """A system, by default that worked with. Raises DossierError where there is none."""
    current = dossier.current_system()
    held = held_of(dossier, current if no is None else no)
    s = held.system
    log = dossier.uses()
    taken = next((u for u in reversed(log) if u.system == held.no), None)
    edited = [a for a, e in held.at.items() if e.basis == "analyst"]
    counts = Counts(
        len(s.actors), len(s.issues), len(s.positions), len(s.ties), len(s.arenas), len(s.presence),
        len(s.commitments), len(s.strategies), len(s.scenarios), len(s.evidence), len(edited),
    )  # fmt: skip
    promised = best_first(held, [a for a in held.at if a[0] == "commitments"])[:LISTED]
    return SystemView(
        held.no, held.no == current, s.as_of, s.title, taken, _behind(dossier, taken), counts, _arenas(held),
        tuple(row_of(held, a) for a in promised), tuple(row_of(held, a) for a in edited[:LISTED]),
    )  # fmt: skip


def actor_list(dossier: Dossier, held: Held, page: int = 1, count: int = ACTORS) -> ActorList:
    """The actors of a system."""
    said = _said(dossier)
    ranked = sorted(held.system.actors, key=lambda a: (-said.get(a.code, 0), -a.capability.mean))
    shown = ranked[(page - 1) * count : page * count]
    strategies = _strategies(held)
    rows = tuple(_actor(held, a, said, strategies.get(a.code, [])[:STRATEGIES]) for a in shown)
    return ActorList(held.no, rows, Paging(page, count, len(ranked)))


def issue_list(held: Held, page: int = 1, count: int = ISSUES) -> IssueList:
    """The issues of a system."""
    spoken: Counter[str] = Counter()
    for address, m in held.about.items():
        if m.issue is not None:
            spoken[m.issue] += len(held.at[address].claims)
    ranked = sorted(held.system.issues, key=lambda i: -spoken[i.id])
    shown = ranked[(page - 1) * count : page * count]
    rows = tuple(_issue(held, i, POSITIONS) for i in shown)
    return IssueList(held.no, rows, Paging(page, count, len(ranked)))


def actor_view(dossier: Dossier, held: Held, code: str) -> ActorView:
    """An actor with its numbers. Raises DossierError where the system has none of this code."""
    actor = next((a for a in held.system.actors if a.code == code), None)
    if actor is None:
        raise DossierError(
            f"has no actor {code[:100]}", where=f"system {held.no}", remedy="see its actors for their codes"
        )
    parts: dict[str, list[Address]] = {}
    for address, m in held.about.items():
        if code in m.actors:
            parts.setdefault(address[0], []).append(address)
    mine = best_first(held, parts.get("ties", ()))
    pairs = [a for a in best_first(held, parts.get("positions", ())) if a[-1] == "position"]
    own = [a for a in parts.get("strategies", ()) if a[1] == code]
    others = [a for a in parts.get("strategies", ()) if a[1] != code]

    def rows(addresses: list[Address]) -> tuple[EstimateRow, ...]:
        return tuple(row_of(held, a) for a in addresses[:LISTED])

    return ActorView(
        held.no, _actor(held, actor, _said(dossier), own), tuple(_position(held, a) for a in pairs[:LISTED]),
        rows(mine), rows(best_first(held, parts.get("presence", ()))),
        rows(best_first(held, parts.get("commitments", ()))), rows(others), sum(map(len, parts.values())),
    )  # fmt: skip


def issue_view(held: Held, issue: str) -> IssueView:
    """An issue with the positions on it. Raises DossierError where the system has none of this id."""
    if issue not in held.issues:
        raise DossierError(
            f"has no issue {figures.shorten(issue, 100)}", where=f"system {held.no}",
            remedy="see its issues for their ids",
        )  # fmt: skip
    return IssueView(held.no, _issue(held, held.issues[issue], None))


def system_of(dossier: Dossier, no: int | None = None) -> Held:
    """The system that a page is about. Raises Refusal where there is none yet."""
    if no is None and dossier.current_system() is None:
        raise Refusal(
            404, "holds no system yet", where="the dossier", remedy="have one assembled at /system, or upload one"
        )  # fmt: skip
    return held_of(dossier, no)


def _behind(dossier: Dossier, taken: Use | None) -> Behind | None:
    if taken is None or taken.mark is None or len(taken.mark) != 3:
        return None
    now = dossier.mark()
    came = [max(0, a - b) for a, b in zip(now, taken.mark)]
    return Behind(max(came[0], came[1]), came[2])


def _said(dossier: Dossier) -> dict[str, int]:
    return {f.value: f.claims for f in choices(dossier).actors}


def _strategies(held: Held) -> dict[str, list[Address]]:
    found: dict[str, list[Address]] = {}
    for address in held.at:
        if address[0] == "strategies":
            found.setdefault(address[1], []).append(address)
    return found


def _actor(held: Held, actor: Actor, said: dict[str, int], strategies: list[Address]) -> ActorRow:
    return ActorRow(
        actor.code, actor.name, actor.kind, tuple(held.name(m) for m in actor.members), said.get(actor.code, 0),
        row_of(held, ("actors", actor.code, "capability")), tuple(row_of(held, a) for a in strategies),
    )  # fmt: skip


def _position(held: Held, address: Address) -> PositionRow:
    _, actor, issue, _ = address
    return PositionRow(
        actor, held.name(actor), issue, held.issue(issue), row_of(held, address),
        row_of(held, ("positions", actor, issue, "salience")),
    )  # fmt: skip


def _issue(held: Held, issue: Issue, most: int | None) -> IssueRow:
    on = held.positions.get(issue.id, [])
    shown = best_first(held, on)[:most]  # the best founded, shown from the high end down
    shown.sort(key=lambda a: -held.at[a].mean)
    reference = row_of(held, ("issues", issue.id, "reference")) if issue.reference else None
    return IssueRow(
        issue.id,
        issue.text,
        issue.low,
        issue.high,
        reference,
        tuple(_position(held, a) for a in shown),
        len(on),
    )


def _arenas(held: Held) -> tuple[ArenaRow, ...]:
    there: dict[str, list[Address]] = {}
    for address in held.at:
        if address[0] == "presence":
            there.setdefault(address[2], []).append(address)
    rows = []
    for arena in held.system.arenas[:LISTED]:
        shown = sorted(there.get(arena.code, ()), key=lambda a: -held.at[a].mean)
        host = held.name(arena.host) if arena.host and held.name(arena.host) != arena.name else None
        rows.append(
            ArenaRow(
                arena.code, arena.name, host, tuple(row_of(held, a) for a in shown[:PRESENT]), len(shown)
            )
        )
    return tuple(rows)
