"""Part: what each scenario changes against the baseline."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from ...dynamics.state import MechanismShare, Share
from ...system.model import Scenario, Shock, Variable
from .. import figures
from ..charts.fan import fan
from ..index import Citation, Index, anchor
from .actors import mentions

MOST_CONTRASTS = 8
MOST_FANS = 6
MOST_IMPOSED = 2
FOLLOWED = ("tie", "position")  # what is imposed once may fade: its course is worth a picture
MOST_REASONS = 3
MOST_MOVERS, MOST_MOVES = 6, 4
SMALL_SHARE = 0.1  # of a change: what carries less is no reason for it
LEAST = 0.005  # a smaller mean change is none that a reader should be shown


@dataclass(frozen=True, slots=True)
class Contrast:
    """A change against the baseline.

    `v` is the variable's place in the results; `clear`: hardly a run in twenty goes the other way; `close`: it is
    between the very two whose tie the scenario imposes.
    """

    v: int
    label: str
    phrase: str
    baseline: str
    scenario: str
    change: str
    low: str
    high: str
    sign: str
    clear: bool
    size: float
    citation: Citation
    median: float = 0.0
    close: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """What a mechanism or a claim does to a change: `share` is what the change would lose without it.

    `against`: it holds the change back.
    """

    text: str
    share: str
    citation: Citation
    plain: str = ""
    against: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an outcome moves under a scenario; `anchor` is where all of its shares stand."""

    label: str
    phrase: str
    change: str
    anchor: str
    mechanisms: tuple[Push, ...]
    claims: tuple[Push, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What a scenario does to one tie: `toward` whom and in which domain, how far on average."""

    toward: str
    domain: str
    change: str
    still: bool
    imposed: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class ActorMoves:
    """The ties of one actor that a scenario moves most; `still` where none moves by LEAST of its range."""

    name: str
    moves: tuple[Move, ...]
    still: bool


@dataclass(frozen=True, slots=True)
class Fan:
    label: str
    chart: Markup
    citation: Citation


@dataclass(frozen=True, slots=True)
class ScenarioPart:
    anchor: str
    name: str
    title: str
    text: str
    shocks: tuple[str, ...]
    citation: Citation
    contrasts: tuple[Contrast, ...]
    fans: tuple[Fan, ...]
    size: float
    reasons: tuple[Reason, ...] = ()
    complete: bool = False
    actors: tuple[ActorMoves, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenarios:
    baseline: tuple[Fan, ...]
    parts: tuple[ScenarioPart, ...]


def bounds(variable: Variable) -> tuple[float, float]:
    """The range of a variable."""
    return (-1.0, 1.0) if variable.kind == "tie" else (0.0, 1.0)


def scenarios(index: Index) -> Scenarios:
    """The baseline's own movements, then every scenario that was run."""
    r = index.analysis.results
    known = {s.name: s for s in index.system.scenarios}
    parts = tuple(
        _scenario(index, known.get(name) or Scenario(name="run", title=name), i)
        for i, name in enumerate(r.scenarios)
        if i > 0
    )
    return Scenarios(_baseline(index), parts)


def _scenario(index: Index, s: Scenario, i: int) -> ScenarioPart:
    r = index.analysis.results
    contrasts = _contrasts(index, s, i)
    # A condition is met in every run at a month of its own, so that no one line could stand for it.
    dated = [x for x in s.shocks if x.when is None]
    months = tuple(sorted({x.at for x in dated} | {x.until for x in dated if x.until is not None}))
    moving = [
        v for v, x in enumerate(r.variables) if x.kind in FOLLOWED and any(imposed(x, k) for k in s.shocks)
    ]
    shown = [(v, f"{index.label(r.variables[v])} (imposed)") for v in moving[:MOST_IMPOSED]]
    shown += [(c.v, c.label) for c in contrasts[: MOST_FANS - len(shown)]]
    fans = []
    for v, label in shown:
        low, high = bounds(r.variables[v])
        baseline = r.quantiles[0, v, :, 2]
        chart = fan(f"{label}, {s.title}", r.quantiles[i, v], baseline, low=low, high=high, shocks=months)
        fans.append(Fan(label, chart, index.grounds(r.variables[v])))
    return ScenarioPart(
        f"s-{i}",
        s.name,
        s.title,
        index.ours(s.text, ""),
        tuple(index.shock(x) for x in s.shocks),
        index.cite(s.claims),
        contrasts,
        tuple(fans),
        max((c.size for c in contrasts), default=0.0),
        _reasons(index, s.name),
        len(contrasts) < MOST_CONTRASTS,
        _by_actor(index, s, i),
    )


def _by_actor(index: Index, s: Scenario, i: int) -> tuple[ActorMoves, ...]:
    """For the actors most spoken of, what becomes of the ties that they have, the largest change first."""
    r = index.analysis.results
    said = mentions(index)
    held = {a for x in r.variables if x.kind == "tie" for a in x.actors[:1]}
    ranked = sorted(held, key=lambda c: (-len(said.get(c, (0, []))[1]), c))
    return tuple(_moves(index, s, i, code) for code in ranked[:MOST_MOVERS])


def _moves(index: Index, s: Scenario, i: int, code: str) -> ActorMoves:
    r = index.analysis.results
    best: dict[str, tuple[float, int]] = {}
    for v, x in enumerate(r.variables):
        change = float(r.contrast_mean[i, v, -1])
        if x.kind == "tie" and x.actors[0] == code and math.isfinite(change):
            other = x.actors[1]
            if other not in best or abs(change) > abs(best[other][0]):
                best[other] = (change, v)
    found = sorted(best.values(), key=lambda b: (-abs(b[0]), b[1]))[:MOST_MOVES]
    moves = []
    for change, v in found:
        x = r.variables[v]
        still = abs(change) < 2 * LEAST
        moves.append(
            Move(
                index.name(x.actors[1]), x.domain or "all domains", figures.signed(change), still,
                any(imposed(x, k) for k in s.shocks), index.grounds(x),
            )
        )  # fmt: skip
    return ActorMoves(index.name(code), tuple(moves), all(m.still for m in moves))


def _reasons(index: Index, name: str) -> tuple[Reason, ...]:
    """Why what was explained of a scenario moves, in the order of its explanations."""
    found = []
    for n, x in enumerate(index.analysis.explanations, 1):
        if x.scenario != name or not x.contrast:
            continue
        least = max(LEAST, SMALL_SHARE * abs(x.value))
        mechanisms = [m for m in x.mechanisms if math.isfinite(m.share) and abs(m.share) >= least]
        claims = [c for c in x.claims if math.isfinite(c.share) and abs(c.share) >= least]
        mechanisms.sort(key=lambda m: (-abs(m.share), m.mechanism))
        claims.sort(key=lambda c: (-abs(c.share), c.claim))
        if not mechanisms and not claims:
            continue
        found.append(
            Reason(
                index.label(x.variable),
                index.phrase(x.variable),
                figures.signed(x.value),
                f"x-{n}",
                tuple(_mechanism(index, m, x.value) for m in mechanisms[:MOST_REASONS]),
                tuple(_claim(index, c, x.value) for c in claims[:MOST_REASONS] if c.claim in index.entry),
            )
        )
    return tuple(found)


def _mechanism(index: Index, m: MechanismShare, change: float) -> Push:
    plain = index.words["mechanisms"].get(m.mechanism, "")
    return Push(
        m.mechanism,
        figures.signed(m.share),
        Citation((anchor("m", m.mechanism),)),
        plain,
        m.share * change < 0,
    )


def _claim(index: Index, c: Share, change: float) -> Push:
    text, cited = index.entry[c.claim].text, index.cite([c.claim])
    return Push(text, figures.signed(c.share), cited, against=c.share * change < 0)


def _contrasts(index: Index, s: Scenario, i: int) -> tuple[Contrast, ...]:
    """The largest changes at the last month, one of each pair of actors and kind, without what is imposed."""
    r = index.analysis.results
    last, spread = r.contrast_mean[i, :, -1], r.contrast_quantiles[i, :, -1]
    scale = np.array([hi - lo for lo, hi in map(bounds, r.variables)])
    size = np.abs(last) / scale if len(scale) else last
    seen: set[tuple] = set()
    found: list[Contrast] = []
    for v in sorted(range(len(r.variables)), key=lambda v: (-size[v], v)):
        x = r.variables[v]
        alike = (x.kind, frozenset(x.actors), x.issue, x.arena)
        if (
            not math.isfinite(size[v])
            or size[v] < LEAST
            or alike in seen
            or any(imposed(x, k) for k in s.shocks)
        ):
            continue
        seen.add(alike)
        low, high = float(spread[v, 0]), float(spread[v, 4])
        grounds = index.grounds(x)
        found.append(
            Contrast(
                v,
                index.label(x),
                index.phrase(x),
                figures.number(r.mean[0, v, -1]),
                figures.number(r.mean[i, v, -1]),
                figures.signed(last[v]),
                figures.signed(low),
                figures.signed(high),
                "plus" if last[v] >= 0 else "minus",
                low >= -LEAST if last[v] > 0 else high <= LEAST,
                float(size[v]),
                grounds,
                float(spread[v, 2]),
                x.kind == "tie"
                and any(k.kind == "tie" and set(x.actors) == {k.actor, k.other} for k in s.shocks),
            )
        )
        if len(found) == MOST_CONTRASTS:
            break
    return tuple(found)


def imposed(x: Variable, shock: Shock) -> bool:
    """Whether the shock sets this very variable, so that its change is no finding."""
    match shock.kind:
        case "withdrawal" | "presence":
            return x.kind == "presence" and x.actors == (shock.actor,) and x.arena == shock.arena
        case "commitment":
            return (
                x.kind == "commitment"
                and x.actors[:1] == (shock.actor,)
                and shock.other in (None, x.actors[-1])
            )
        case "tie":
            alike = shock.domain is None or x.domain in (None, shock.domain)
            return x.kind == "tie" and alike and set(x.actors) == {shock.actor, shock.other}
        case "position":
            return x.kind == "position" and x.actors == (shock.actor,) and x.issue == shock.issue
        case "removal" | "entry":
            return shock.actor in x.actors
        case _:
            return False


def _baseline(index: Index) -> tuple[Fan, ...]:
    """Settlements, then what moves most of itself, one of each pair of actors and kind."""
    r = index.analysis.results
    moved = np.abs(r.mean[0, :, -1] - r.mean[0, :, 0])
    rank = sorted(
        range(len(r.variables)),
        key=lambda v: (r.variables[v].kind != "settlement", -moved[v] / np.ptp(bounds(r.variables[v])), v),
    )
    seen: set[tuple] = set()
    fans = []
    for v in rank:
        x = r.variables[v]
        alike = (x.kind, frozenset(x.actors), x.issue, x.arena)
        if alike in seen or not np.isfinite(r.quantiles[0, v]).all():
            continue
        seen.add(alike)
        low, high = bounds(x)
        label = index.label(x)
        fans.append(
            Fan(
                label,
                fan(f"{label}, baseline", r.quantiles[0, v], None, low=low, high=high),
                index.grounds(x),
            )
        )
        if len(fans) == MOST_FANS:
            break
    return tuple(fans)
