"""What is held of each parameter before any article is read: from the shipped tables, or wide."""

from __future__ import annotations

from functools import cache

from ..data import table
from ..reading.gazetteer import Gazetteer
from .model import Domain
from .pool import Prior

PACKAGE = "detente.system"
WIDE_TIE = Prior(0.0, 0.3, None, "nothing known: wide")
POSITION = Prior(0.5, 0.25, None, "no claim: anywhere on the scale")
SALIENCE = Prior(0.35, 0.2, None, "no claim: cares little or somewhat")
OWN_POSITION = Prior(0.8, 0.2, None, "no claim: taken to want what is its own")
OWN_SALIENCE = Prior(0.5, 0.2, None, "no claim: taken to care about what is its own")
PRESENCE = Prior(0.3, 0.25, None, "no table of presence")
AT_HOME = Prior(0.2, 0.2, None, "armed group at home: holds some of the ground")
COMMITMENT = Prior(0.4, 0.25, None, "no treaty known")
STRATEGY = Prior(0.3, 0.3, None, "a strategy is not followed until somebody says so")

NEARNESS = {1: 0.8, 2: 0.7, 3: 0.6, 4: 0.4, 5: 0.2}  # by type of direct contiguity

# Names as a system file shows them; each table in data/ opens with its full citation.
CINC = "COW CINC"
IDEAL = "UN ideal points"
ATOP = "ATOP alliances"
RIVALRY = "strategic rivalries"
CONTIGUITY = "COW direct contiguity"
MEMBERS = "membership tables"

# Those without a row in CINC, in its units (a share of all states' capability). The deviation is as large as
# the mean or larger: read on a log scale, one standard deviation is a factor of about two either way.
_SMALL = {
    "state": Prior(0.0005, 0.0005, None, "state without a row in CINC"),
    "armed_group": Prior(0.0005, 0.0005, None, "armed group: about a small state, within a factor of a few"),
    "organisation": Prior(0.001, 0.001, None, "organisation of its own, apart from its members"),
    "collective": Prior(0.001, 0.001, None, "collective whose members are all principals, or not known"),
    "other": Prior(0.0005, 0.0005, None, "unknown actor"),
}


@cache
def _cinc() -> dict[str, tuple[float, str]]:
    return {r["iso3"]: (float(r["cinc"]), r["year"]) for r in table(PACKAGE, "capability.csv")}


@cache
def _points() -> dict[str, float]:
    return {r["iso3"]: float(r["ideal_point"]) for r in table(PACKAGE, "ideal_points.csv")}


@cache
def _alliances() -> dict[tuple[str, str], dict[str, str]]:
    return {(r["a"], r["b"]): r for r in table(PACKAGE, "alliances.csv")}


@cache
def _rivalries() -> frozenset[tuple[str, str]]:
    return frozenset((r["a"], r["b"]) for r in table(PACKAGE, "rivalries.csv"))


@cache
def _neighbours() -> dict[tuple[str, str], int]:
    return {(r["a"], r["b"]): int(r["type"]) for r in table(PACKAGE, "contiguity.csv")}


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def share(code: str) -> float | None:
    """A state's CINC; None where it has no row."""
    row = _cinc().get(code)
    return row[0] if row else None


def capability(code: str, kind: str, counted: tuple[str, ...] = ()) -> Prior:
    """Capability of an actor; `counted` are the members that it brings along, counted nowhere else."""
    row = _cinc().get(code)
    if row is not None:
        return Prior(row[0], max(0.1 * row[0], 1e-5), f"{CINC} {row[1]}")
    sums = [_cinc()[m] for m in counted if m in _cinc()]
    if sums:
        total = sum(s for s, _ in sums)
        return Prior(
            total,
            max(0.25 * total, 1e-5),
            f"{CINC} {max(y for _, y in sums)}",
            f"sum over {len(sums)} members that are not actors here and not counted in a narrower collective",
        )
    return _SMALL.get(kind, _SMALL["other"])


def tie(a: str, b: str, domain: Domain, members: dict[str, tuple[str, ...]]) -> Prior:
    """Standing of one actor toward another before any claim.

    diplomatic  0.35 - 0.2 |difference of UN ideal points|, within 0.35 of zero; a collective's point is the
    mean of
                its members'; 0.15 more under a defence treaty, 0.3 more between a body and its member
    military    0.5 under a defence treaty
    economic    0.1 between neighbours by land
    rivalry     takes 0.35 (diplomatic), 0.5 (military), 0.15 (economic), 0.2 (informational) away

    The weights are the project's judgement and stay wide (standard deviation 0.25 where a table speaks, else
    0.3).
    """
    mean, sources = 0.0, []
    pair = _pair(a, b)
    points = [_point(x, members.get(x, ())) for x in (a, b)]
    if domain == "diplomatic" and points[0] is not None and points[1] is not None:
        mean += max(-0.35, 0.35 - 0.2 * abs(points[0] - points[1]))
        sources.append(IDEAL)
    if domain in {"diplomatic", "military"} and defended(a, b):
        mean += 0.15 if domain == "diplomatic" else 0.5
        sources.append(ATOP)
    if domain == "diplomatic" and (a in members.get(b, ()) or b in members.get(a, ())):
        mean += 0.3
        sources.append(MEMBERS)
    if domain == "economic" and _neighbours().get(pair) == 1:
        mean += 0.1
        sources.append(CONTIGUITY)
    if pair in _rivalries():
        mean -= {"diplomatic": 0.35, "military": 0.5, "economic": 0.15, "informational": 0.2}[domain]
        sources.append(RIVALRY)
    if not sources:
        return WIDE_TIE
    return Prior(max(-0.7, min(0.7, round(mean, 4))), 0.25, "; ".join(sources))


def _point(code: str, members: tuple[str, ...]) -> float | None:
    """UN ideal point of a state, or the mean over a collective's members."""
    own = _points().get(code)
    if own is not None:
        return own
    known = [_points()[m] for m in members if m in _points()]
    return sum(known) / len(known) if known else None


def defended(a: str, b: str) -> bool:
    """Whether a treaty binds two states to defend each other."""
    row = _alliances().get(_pair(a, b))
    return row is not None and row["defense"] == "1"


def home(code: str) -> str | None:
    """The state that an armed group or movement is based or fights in; None of any other actor."""
    return Gazetteer.default().describe(code).home


def nearness(a: str, b: str, members: tuple[str, ...] = ()) -> float:
    """How close the ground of an actor is to that of a state, in [0, 1]; 0 where nothing is known.

    1 to itself, 0.8 by land, less with the water between (up to 400 miles), and through one state between them half the
    product of the two steps. An armed group is as close as the country where it is based, a collective with `members`
    as its closest member. The steps are the table's own; the weights are the project's judgement.
    """
    return max((_near(ground, b) for ground in (home(a) or a, *members)), default=0.0)


@cache
def _beside() -> dict[str, dict[str, float]]:
    """Every state's neighbours, and how near they are."""
    result: dict[str, dict[str, float]] = {}
    for (a, b), kind in _neighbours().items():
        result.setdefault(a, {})[b] = result.setdefault(b, {})[a] = NEARNESS[kind]
    return result


@cache
def _near(a: str, b: str) -> float:
    if a == b:
        return 1.0
    one, other = _beside().get(a, {}), _beside().get(b, {})
    through = max((one[k] * other[k] for k in one.keys() & other.keys()), default=0.0)
    return max(one.get(b, 0.0), through / 2)


def commitment(patron: str, client: str) -> Prior:
    """How far a client can count on a patron: 0.55 under a defence treaty, else wide."""
    return Prior(0.55, 0.2, ATOP) if defended(patron, client) else COMMITMENT
