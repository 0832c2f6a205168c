"""A made-up analysis to show: two invented articles on an invented dispute over a railway and a port lease.

The states are real, all that is said of them is invented; the runs come from a seeded generator, no model.
"""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

import numpy as np

from detente.dynamics.state import Explanation, MechanismShare, Results, Share
from detente.evidence.claim import Claim, Copy, Origin, Passage, Support, Weighed
from detente.reading.statement import (
    ActorRef,
    ArticleRef,
    Attribution,
    Cause,
    Commitment,
    Event,
    Forecast,
    IssueRef,
    Part,
    Position,
    Presence,
    Statement,
    Strategy,
    Subject,
    Tie,
    Why,
)
from detente.show.analysis import Analysis
from detente.sources.article import Article, Repeat
from detente.system import model as m


def _flow(text: str) -> str:
    """Text with each paragraph on one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


NEWS = _flow("""Addis Ababa and Djibouti open a third round of talks on the Awash railway

Ethiopian and Djiboutian negotiators met in Dire Dawa on Tuesday for a third round of talks on the Awash
railway.

Ethiopia wants a forty-year lease of the northern quay, its transport ministry said. Djibouti insists that
the quay stay under its own port authority.

Egypt has accused Addis Ababa of using the railway to press its neighbours. According to the Corridor Wire,
Emirati engineers have begun to enlarge the container yard at Berbera.

Somalia rejected the work at Berbera and recalled its ambassador from Abu Dhabi in February 2031.

Turkey keeps a training mission of some 600 soldiers in Mogadishu. Ankara offered to mediate between
Ethiopia and Somalia last week.

Djibouti insists that the quay stay under its own port authority.

A settlement before the rains is unlikely, two diplomats familiar with the talks said.
""")

COMMENT = _flow("""Why Ethiopia hedges between two harbours

Ethiopia has long kept its options open. It deals with Djibouti and with the United Arab Emirates at once,
and lets neither side know which harbour it will choose.

The Emirates' growing weight at Berbera gives Addis Ababa a second door. If Abu Dhabi were to pull out of
Berbera, Ethiopia would have to accept Djibouti's terms.

Egypt prefers a Djiboutian quay to an Ethiopian one, and relations between Cairo and Addis Ababa remain
poor. Military cooperation between Egypt and Somalia has deepened since 2030.

Somalia cannot fully rely on Turkey, whose attention has moved elsewhere. Turkish mediation would improve
ties between Ethiopia and Somalia.

Eritrea watches from the side; its army holds the high ground above the Assab road. Ethiopia will probably
deepen its cooperation with the Emirates over the next year. Egypt is almost certain to keep backing
Somalia.

The rift between Somalia and the Emirates could widen. A lease of forty years would weaken Djibouti's hold
on its own harbour.
""")

NAMES = {
    "ETH": "Ethiopia",
    "DJI": "Djibouti",
    "EGY": "Egypt",
    "SOM": "Somalia",
    "ARE": "United Arab Emirates",
    "TUR": "Turkey",
    "ERI": "Eritrea",
}
DOMAINS = ("diplomatic", "military", "economic", "informational")
SCENARIOS = ("baseline", "emirati-withdrawal", "turkish-mediation")


def _id(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def articles(hostile: str = "") -> tuple[Article, ...]:
    """The two articles; `hostile` goes into every field that the outside world fills."""
    end = NEWS.rindex("Djibouti insists that the quay stay")
    start = NEWS.index("Djibouti insists that the quay stay")
    size = len("Djibouti insists that the quay stay under its own port authority.")
    return (
        Article(
            id=_id("news"),
            path="texts/railway.txt",
            title="Addis Ababa and Djibouti open a third round of talks on the Awash railway" + hostile,
            byline=("Liya Bekele" + hostile,),
            publisher="Gulf of Tadjoura Courier" + hostile,
            carried_by=("Horn Press Digest" + hostile,),
            published="2031-03-12",
            modified=None,
            url="https://courier.example/awash" if not hostile else "javascript:alert(1)//" + hostile,
            language="en",
            text=NEWS + hostile,
            repeats=(Repeat(end, end + size, start, start + size),),
        ),
        Article(
            id=_id("comment"),
            path="texts/hedging.html",
            title="Why Ethiopia hedges between two harbours",
            byline=("Tomas Adeyemi", "Ruth Halloran"),
            publisher="Institute for Corridor Studies",
            carried_by=(),
            published="2031-04",
            modified="2031-05-02",
            url="https://corridors.example/two-harbours",
            language="en",
            text=COMMENT,
        ),
    )


def _actor(code: str | None, name: str | None = None) -> ActorRef:
    return ActorRef(code, "GOV" if name else None, name)


ETH, DJI, EGY, SOM, ARE, TUR, ERI = (_actor(c) for c in NAMES)
LEASE = IssueRef("lease", "Ethiopia holds a long lease of the northern quay", (ETH, DJI))
BERBERA = IssueRef("berbera", "The Emirates run the container yard at Berbera", (ARE, SOM))
SAID = Attribution("its transport ministry", ETH, "said")
DIPLOMATS = Attribution("two diplomats familiar with the talks", None, "said")
WIRE = Attribution("the Corridor Wire", None, "According to")

# article (0 news, 1 comment), quote, kind, content, attribution, modality, certainty, negated, from, to
SAYINGS = (
    (
        0,
        "Ethiopian and Djiboutian negotiators met in Dire Dawa on Tuesday",
        Event(ETH, DJI, "CONSULT", "meet", 1, 1.0, "2031-03-11", "Dire Dawa"),
        (),
        "asserted",
        1.0,
    ),
    (
        0,
        "Ethiopia wants a forty-year lease of the northern quay",
        Position(ETH, LEASE, 0.9, DJI),
        (SAID,),
        "asserted",
        0.95,
    ),
    (
        0,
        "Djibouti insists that the quay stay under its own port authority",
        Position(DJI, LEASE, -0.9, ETH),
        (),
        "asserted",
        1.0,
    ),
    (
        0,
        "Egypt has accused Addis Ababa of using the railway to press its neighbours",
        Event(EGY, ETH, "ACCUSE", None, 3, -2.0, "2031-03", None),
        (),
        "asserted",
        1.0,
    ),
    (0, "Egypt has accused Addis Ababa", Tie(EGY, ETH, "diplomatic", -1, 0), (), "asserted", 0.8),
    (
        0,
        "Emirati engineers have begun to enlarge the container yard at Berbera",
        Presence(ARE, "BERBERA", "works", 0.6, 1),
        (WIRE,),
        "asserted",
        0.9,
    ),
    (0, "Somalia rejected the work at Berbera", Position(SOM, BERBERA, -0.8, ARE), (), "asserted", 1.0),
    (
        0,
        "Somalia rejected the work at Berbera and recalled its ambassador from Abu Dhabi",
        Event(SOM, ARE, "REJECT", None, 4, -4.0, "2031-02", None),
        (),
        "asserted",
        1.0,
    ),
    (0, "recalled its ambassador from Abu Dhabi", Tie(SOM, ARE, "diplomatic", -1, -1), (), "asserted", 0.9),
    (
        0,
        "Turkey keeps a training mission of some 600 soldiers in Mogadishu",
        Presence(TUR, "SOM", "mission", 0.5, 0),
        (),
        "asserted",
        1.0,
    ),
    (
        0,
        "Ankara offered to mediate between Ethiopia and Somalia",
        Event(_actor("TUR", "Ankara"), ETH, "COOPERATE", "mediate", 1, 3.0, "2031-03-05", None),
        (),
        "asserted",
        1.0,
    ),
    (
        0,
        "Ankara offered to mediate between Ethiopia and Somalia",
        Strategy(TUR, "brokerage", (ETH, SOM)),
        (),
        "asserted",
        0.7,
    ),
    (
        0,
        "A settlement before the rains is unlikely",
        Forecast(
            Subject("a settlement of the lease", (ETH, DJI), "position"), "not_occur", (0.55, 0.8), "2031-06"
        ),
        (DIPLOMATS,),
        "asserted",
        0.7,
    ),
    (0, "Turkey keeps a training mission", Tie(TUR, SOM, "military", 1, 0), (), "asserted", 0.9),
    (1, "Ethiopia has long kept its options open", Strategy(ETH, "hedging", (DJI, ARE)), (), "asserted", 1.0),
    (
        1,
        "lets neither side know which harbour it will choose",
        Strategy(ETH, "ambiguity", (DJI, ARE)),
        (),
        "asserted",
        1.0,
    ),
    (
        1,
        "The Emirates' growing weight at Berbera",
        Presence(ARE, "BERBERA", "influence", 0.7, 1),
        (),
        "asserted",
        0.9,
    ),
    (
        1,
        "If Abu Dhabi were to pull out of Berbera, Ethiopia would have to accept Djibouti's terms",
        Cause(
            Part("Abu Dhabi pulls out of Berbera", (ARE,)),
            Part("Ethiopia accepts Djibouti's terms", (ETH, DJI)),
            1,
        ),
        (),
        "conditional",
        0.8,
    ),
    (
        1,
        "Egypt prefers a Djiboutian quay to an Ethiopian one",
        Position(EGY, LEASE, -0.7, ETH),
        (),
        "asserted",
        0.9,
    ),
    (
        1,
        "relations between Cairo and Addis Ababa remain poor",
        Tie(EGY, ETH, "diplomatic", -1, 0),
        (),
        "asserted",
        1.0,
    ),
    (
        1,
        "Military cooperation between Egypt and Somalia has deepened since 2030",
        Tie(EGY, SOM, "military", 1, 1),
        (),
        "asserted",
        1.0,
    ),
    (1, "Somalia cannot fully rely on Turkey", Commitment(TUR, SOM, 0.35, -1), (), "asserted", 0.9),
    (
        1,
        "Turkish mediation would improve ties between Ethiopia and Somalia",
        Cause(Part("Turkish mediation", (TUR,)), Part("ties between Ethiopia and Somalia", (ETH, SOM)), 1),
        (),
        "conditional",
        0.8,
    ),
    (
        1,
        "its army holds the high ground above the Assab road",
        Presence(ERI, "ASSAB", "forces", 0.8, 0),
        (),
        "asserted",
        1.0,
    ),
    (
        1,
        "Ethiopia will probably deepen its cooperation with the Emirates over the next year",
        Forecast(
            Subject("cooperation with the Emirates", (ETH, ARE), "tie"), "increase", (0.55, 0.8), "2032-04"
        ),
        (),
        "asserted",
        0.7,
    ),
    (
        1,
        "Egypt is almost certain to keep backing Somalia",
        Forecast(Subject("Egypt's backing of Somalia", (EGY, SOM), "tie"), "no_change", (0.95, 0.99), None),
        (),
        "asserted",
        0.97,
    ),
    (
        1,
        "The rift between Somalia and the Emirates could widen",
        Forecast(Subject("the rift", (SOM, ARE), "tie"), "decrease", (0.2, 0.55), None),
        (),
        "possible",
        0.4,
    ),
    (
        1,
        "A lease of forty years would weaken Djibouti's hold on its own harbour",
        Cause(Part("a lease of forty years", ()), Part("Djibouti's hold on its own harbour", (DJI,)), -1),
        (),
        "asserted",
        0.8,
    ),
    (
        1,
        "Ethiopia would have to accept Djibouti's terms",
        Tie(ETH, DJI, "economic", 1, 0),
        (),
        "possible",
        0.5,
    ),
    (
        1,
        "It deals with Djibouti and with the United Arab Emirates at once",
        Tie(ETH, ARE, "economic", 1, 1),
        (),
        "asserted",
        1.0,
    ),
)


def statements(given: tuple[Article, ...]) -> tuple[Statement, ...]:
    """The thirty statements, each found in its article."""
    made = []
    for which, quote, content, attribution, modality, certainty in SAYINGS:
        a = given[which]
        start = a.text.index(quote)
        ref = ArticleRef(a.id, a.path, a.title, a.publisher, a.carried_by, a.published)
        kind = type(content).__name__.lower()
        made.append(
            Statement(
                _id(a.id, start, kind, quote),
                kind,
                ref,
                quote,
                start,
                start + len(quote),
                attribution,
                modality,
                certainty,
                False,
                None,
                None,
                content,
                Why("", "", ""),
            )
        )
    return tuple(made)


def _key(s: Statement) -> tuple:
    c = s.content
    if isinstance(c, Presence):
        return (s.kind, c.actor.actor, c.arena)
    if isinstance(c, Tie):
        return (s.kind, c.a.actor, c.b.actor, c.domain)
    return (s.kind, s.quote)


def weighed(given: tuple[Article, ...], said: tuple[Statement, ...]) -> Weighed:
    """Claims by content; the news article is made a partial copy of nothing, the comment of the news."""
    groups: dict[tuple, list[Statement]] = {}
    for s in said:
        groups.setdefault(_key(s), []).append(s)
    claims, support = [], []
    for key, group in groups.items():
        origins: dict[str, Origin] = {}
        for s in group:
            name = s.attribution[-1].speaker if s.attribution else s.article.publisher
            letter = "B" if name and name.startswith("Institute") else "D" if s.attribution else "C"
            oid = _id("origin", name)
            origins[oid] = Origin(oid, name, letter, "supports")
            support.append(
                Support(
                    _id("claim", key), s.id, oid, "supports", s.certainty, "publisher", True, "none", "matter"
                )
            )
        best = max(group, key=lambda s: s.certainty)
        missing = float(
            np.prod(
                [1 - {"B": 0.8, "C": 0.6, "D": 0.4}[o.reliability] * best.certainty for o in origins.values()]
            )
        )
        claims.append(
            Claim(
                _id("claim", key),
                best.kind,
                best.content,
                None,
                None,
                1 - missing,
                0.0,
                missing,
                tuple(origins.values()),
                tuple(s.id for s in group),
                (),
                best.modality if best.modality in ("possible", "conditional") else "asserted",
            )
        )
    # Somalia's refusal of the yard and the Emirates' presence there are told apart but belong together.
    first, second = claims[5], claims[6]
    claims[5] = Claim(*[getattr(first, f) for f in Claim.__slots__[:10]], (second.id,), first.modality)
    copies = (Copy(given[1].id, given[0].id, "passage", 0.07, "dates", (Passage(0, 10, 0, 10),)),)
    return Weighed(tuple(sorted(claims, key=lambda c: (c.kind, c.id))), copies, tuple(support))


def system(given: Weighed, said: tuple[Statement, ...]) -> m.System:
    """Seven actors, four issues, their ties; estimates from claims, data, an analyst and priors alike."""

    def ids(kind: str, *codes: str) -> tuple[str, ...]:
        found = []
        for c in given.claims:
            if c.kind == kind and all(f"'{code}'" in repr(c.content) for code in codes):
                found.append(c.id)
        return tuple(found)

    def claimed(mean: float, sd: float, claims: tuple[str, ...]) -> m.Estimate:
        if claims:
            return m.Estimate(mean=mean, sd=sd, basis="claims", claims=claims)
        return m.Estimate(mean=mean, sd=sd + 0.1, basis="prior")

    cinc = "COW National Material Capabilities 6.0 (CINC)"
    capability = {
        "ETH": 0.009,
        "DJI": 0.0002,
        "EGY": 0.0104,
        "SOM": 0.0011,
        "ARE": 0.0052,
        "TUR": 0.0151,
        "ERI": 0.0012,
    }
    actors = tuple(
        m.Actor(
            code=c,
            name=n,
            kind="state",
            capability=m.Estimate(mean=capability[c], sd=capability[c] * 0.2, basis="data", source=cinc),
        )
        for c, n in NAMES.items()
    )
    issues = (
        m.Issue(
            id="lease",
            text="Ethiopia holds a long lease of the northern quay",
            low="Djibouti's port authority alone runs the quay",
            high="Ethiopia holds a forty-year lease",
            actors=("ETH", "DJI", "EGY"),
            reference=m.Estimate(mean=0.15, sd=0.05, basis="analyst", note="no lease today"),
        ),
        m.Issue(
            id="berbera",
            text="The Emirates run the container yard at Berbera",
            low="Somalia closes the yard to them",
            high="the Emirates run it alone",
            actors=("ARE", "SOM", "ETH"),
        ),
        m.Issue(
            id="mediation",
            text="Turkey mediates between Ethiopia and Somalia",
            low="no mediation",
            high="standing Turkish mediation",
            actors=("TUR", "ETH", "SOM"),
            reference=m.Estimate(mean=0.3, sd=0.1, basis="prior"),
        ),
        m.Issue(
            id="assab",
            text="The Assab road is opened to Ethiopian goods",
            low="the road stays closed",
            high="the road is open",
            actors=("ERI", "ETH"),
        ),
    )
    spots = {
        "lease": {"ETH": 0.93, "DJI": 0.08, "EGY": 0.14},
        "berbera": {"ARE": 0.9, "SOM": 0.1, "ETH": 0.72, "TUR": 0.4},
        "mediation": {"TUR": 0.85, "ETH": 0.55, "SOM": 0.6, "EGY": 0.3},
        "assab": {"ERI": 0.25, "ETH": 0.8},
    }
    positions = tuple(
        m.Position(
            actor=a,
            issue=i,
            position=claimed(x, 0.08, ids("position", a, i)),
            salience=m.Estimate(mean=0.6, sd=0.2, basis="prior"),
        )
        for i, row in spots.items()
        for a, x in row.items()
    )
    known = {
        ("EGY", "ETH", "diplomatic"): -0.6,
        ("ETH", "EGY", "diplomatic"): -0.45,
        ("SOM", "ARE", "diplomatic"): -0.55,
        ("ARE", "SOM", "diplomatic"): -0.2,
        ("TUR", "SOM", "military"): 0.6,
        ("SOM", "TUR", "military"): 0.6,
        ("EGY", "SOM", "military"): 0.55,
        ("SOM", "EGY", "military"): 0.5,
        ("ETH", "DJI", "economic"): 0.45,
        ("DJI", "ETH", "economic"): 0.5,
        ("ETH", "ARE", "economic"): 0.6,
        ("ARE", "ETH", "economic"): 0.55,
        ("ETH", "SOM", "diplomatic"): -0.4,
        ("SOM", "ETH", "diplomatic"): -0.5,
        ("ERI", "ETH", "military"): -0.5,
        ("ETH", "ERI", "military"): -0.35,
        ("TUR", "ETH", "diplomatic"): 0.3,
        ("EGY", "DJI", "diplomatic"): 0.4,
        ("DJI", "EGY", "diplomatic"): 0.3,
        ("TUR", "EGY", "diplomatic"): -0.1,
        ("ERI", "EGY", "diplomatic"): 0.25,
    }
    ties = tuple(
        m.Tie(a=a, b=b, domain=d, value=claimed(v, 0.15, ids("tie", a, b, d)))
        for (a, b, d), v in known.items()
    )
    arenas = (
        m.Arena(code="BERBERA", name="Berbera harbour", host="SOM"),
        m.Arena(code="SOM", name="Somalia", host="SOM"),
        m.Arena(code="ASSAB", name="Assab road", host="ERI"),
    )
    presence = (
        m.Presence(actor="ARE", arena="BERBERA", level=claimed(0.65, 0.1, ids("presence", "ARE"))),
        m.Presence(actor="TUR", arena="SOM", level=claimed(0.5, 0.12, ids("presence", "TUR"))),
        m.Presence(actor="EGY", arena="SOM", level=m.Estimate(mean=0.2, sd=0.2, basis="prior")),
        m.Presence(actor="ERI", arena="ASSAB", level=claimed(0.8, 0.08, ids("presence", "ERI"))),
    )
    commitments = (
        m.Commitment(patron="TUR", client="SOM", level=claimed(0.38, 0.15, ids("commitment"))),
        m.Commitment(patron="ARE", client="ETH", level=m.Estimate(mean=0.5, sd=0.25, basis="prior")),
    )
    strategies = tuple(
        m.Strategy(actor=a, strategy=s, toward=t, strength=claimed(0.7, 0.15, ids("strategy", a, s)))
        for a, s, t in (
            ("ETH", "hedging", ("DJI", "ARE")),
            ("ETH", "ambiguity", ("DJI", "ARE")),
            ("TUR", "brokerage", ("ETH", "SOM")),
        )
    )
    scenarios = (
        m.Scenario(
            name="emirati-withdrawal",
            title="The Emirates leave Berbera",
            text="Abu Dhabi gives up the yard in month 3.",
            shocks=(m.Shock(kind="withdrawal", at=3, actor="ARE", arena="BERBERA"),),
            claims=ids("cause", "ARE"),
        ),
        m.Scenario(
            name="turkish-mediation",
            title="Turkey brings Ethiopia and Somalia together",
            shocks=(m.Shock(kind="tie", at=2, actor="ETH", other="SOM", domain="diplomatic", by=0.4),),
            claims=ids("cause", "TUR"),
        ),
    )
    rules = {
        ("ETH", "ARE"): m.Resolution(
            variable=m.Variable(kind="tie", actors=("ETH", "ARE"), domain=None), comparison="increase", by=12
        ),
        ("EGY", "SOM"): m.Resolution(
            variable=m.Variable(kind="tie", actors=("EGY", "SOM"), domain="military"),
            comparison="no_change",
            by=12,
            assumed=("horizon of 12 months",),
        ),
        ("SOM", "ARE"): m.Resolution(
            variable=m.Variable(kind="tie", actors=("SOM", "ARE"), domain="diplomatic"),
            comparison="decrease",
            by=12,
            assumed=("horizon of 12 months", "domain diplomatic"),
        ),
    }
    quotes = {s.id: s for s in said}
    forecasts = tuple(
        m.Forecast(
            claim=c.id,
            text=quotes[c.statements[0]].quote,
            actors=tuple(a.actor for a in c.content.about.actors),
            expects=c.content.expects,
            probability=c.content.probability,
            horizon=c.content.horizon,
            resolution=rules.get(tuple(a.actor for a in c.content.about.actors)),
        )
        for c in given.claims
        if isinstance(c.content, Forecast)
    )
    return m.System(
        as_of="2031-04",
        title="",
        actors=actors,
        issues=issues,
        positions=positions,
        ties=ties,
        arenas=arenas,
        presence=presence,
        commitments=commitments,
        strategies=strategies,
        mechanisms=tuple(
            m.Mechanism(name=n) for n in ("settlement", "influence", "alignment", "balance", "vacuum")
        ),
        scenarios=scenarios,
        forecasts=forecasts,
    )


def variables(given: m.System) -> tuple[m.Variable, ...]:
    """What a run of the system would report."""
    found = [m.Variable(kind="settlement", issue=i.id) for i in given.issues]
    found += [m.Variable(kind="position", actors=(p.actor,), issue=p.issue) for p in given.positions]
    found += [m.Variable(kind="tie", actors=(t.a, t.b), domain=t.domain) for t in given.ties]
    found += [m.Variable(kind="tie", actors=pair) for pair in dict.fromkeys((t.a, t.b) for t in given.ties)]
    found += [m.Variable(kind="presence", actors=(p.actor,), arena=p.arena) for p in given.presence]
    found += [m.Variable(kind="commitment", actors=(c.patron, c.client)) for c in given.commitments]
    found += [m.Variable(kind="hedging", actors=(a.code,)) for a in given.actors]
    return tuple(found)


def results(given: m.System, *, runs: int = 200, months: int = 24, seed: int = 7) -> Results:
    """Random walks between the bounds of each variable, with the same noise in every scenario."""
    rng = np.random.default_rng(seed)
    kept = variables(given)
    s, v = len(SCENARIOS), len(kept)
    start = np.array([_start(given, x) for x in kept])
    noise = np.cumsum(rng.normal(0, 0.025, (v, runs, months + 1)), axis=2) + rng.normal(0, 0.06, (v, runs, 1))
    drift = rng.normal(0, 0.1, (v, 1, 1)) * np.linspace(0, 1, months + 1)
    ramp = np.clip(np.arange(months + 1) - 2, 0, 8) / 8
    low = np.array([-1.0 if x.kind == "tie" else 0.0 for x in kept])[:, None, None]
    paths = np.empty((s, v, runs, months + 1))
    for i in range(s):
        effect = (
            np.zeros((v, 1, 1))
            if i == 0
            else rng.normal(0, 0.12, (v, 1, 1)) * rng.binomial(1, 0.4, (v, 1, 1))
        )
        wobble = rng.normal(1, 0.35, (v, runs, 1))
        paths[i] = np.clip(start[:, None, None] + drift + noise + effect * wobble * ramp, low, 1.0)
    apart = paths - paths[:1]
    levels = [0.05, 0.25, 0.5, 0.75, 0.95]
    chances = np.full((s, len(given.forecasts)), np.nan)
    for f, forecast in enumerate(given.forecasts):
        if forecast.resolution:
            chances[:, f] = rng.uniform(0.15, 0.95, s)
    return Results(
        SCENARIOS,
        kept,
        months,
        runs,
        seed,
        "0.1.0",
        _id("inputs"),
        paths.mean(2),
        paths.std(2),
        np.moveaxis(np.quantile(paths, levels, axis=2), 0, -1),
        apart.mean(2),
        np.moveaxis(np.quantile(apart, levels, axis=2), 0, -1),
        paths[..., -1],
        chances,
        apart.std(2),
    )


def _start(given: m.System, x: m.Variable) -> float:
    if x.kind == "tie":
        found = [t.value.mean for t in given.ties if (t.a, t.b) == x.actors and x.domain in (None, t.domain)]
        return float(np.mean(found)) if found else 0.0
    if x.kind == "position":
        return next(p.position.mean for p in given.positions if (p.actor,) == x.actors and p.issue == x.issue)
    if x.kind == "presence":
        return next(p.level.mean for p in given.presence if (p.actor,) == x.actors and p.arena == x.arena)
    return 0.4


def explanations(given: Weighed, ran: Results) -> tuple[Explanation, ...]:
    """What carries three outcomes; shares made up."""
    rng = np.random.default_rng(11)
    made = []
    for label, scenario in (
        ("settlement:lease", "baseline"),
        ("tie:ETH>ARE", "baseline"),
        ("settlement:lease", "emirati-withdrawal"),
    ):
        variable = next(v for v in ran.variables if v.label == label)
        shares = [Share(c.id, float(x)) for c, x in zip(given.claims, rng.normal(0, 0.03, len(given.claims)))]
        shares.sort(key=lambda x: -abs(x.share))
        mechanisms = tuple(
            MechanismShare(n, float(x))
            for n, x in zip(
                ("settlement", "influence", "alignment", "balance", "vacuum"), rng.normal(0, 0.05, 5)
            )
        )
        value = float(ran.mean[ran.scenarios.index(scenario), ran.variables.index(variable), -1])
        made.append(Explanation(variable, scenario, ran.months, value, tuple(shares[:12]), mechanisms))
    return tuple(made)


def analysis(hostile: str = "") -> Analysis:
    """All of it; the same every time."""
    given = articles(hostile)
    said = statements(given)
    evidence = weighed(given, said)
    made = system(evidence, said)
    ran = results(made)
    return Analysis(given, said, evidence, SimpleNamespace(system=made), ran, explanations(evidence, ran))


def empty() -> Analysis:
    """An article in which nothing was found, and a system of nothing."""
    article = articles()[1]
    none = m.System(as_of="2031-04")
    blank = Results(
        ("baseline",),
        (),
        24,
        200,
        7,
        "0.1.0",
        _id("nothing"),
        np.empty((1, 0, 25)),
        np.empty((1, 0, 25)),
        np.empty((1, 0, 25, 5)),
        np.empty((1, 0, 25)),
        np.empty((1, 0, 25, 5)),
        np.empty((1, 0, 200)),
        np.empty((1, 0)),
        np.empty((1, 0, 25)),
    )
    return Analysis((article,), (), Weighed((), (), ()), SimpleNamespace(system=none), blank, ())
