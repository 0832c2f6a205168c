"""The issues: which questions the actors differ on, who is a principal on each, and what is held of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..evidence.claim import Claim
from ..reading.statement import Position
from .cast import Cast, name_of
from .model import Issue
from .observe import Slot, weights
from .pool import Observation

MOST = 8  # issues in an assembled system


@dataclass(frozen=True, slots=True)
class Question:
    """An issue, the ids merged in it, its principals in the order of the cast, and whose it is.

    `owners` are those whose own base, forces or influence the issue is about ("Russia: bases in Syria").
    """

    issue: Issue
    merged: frozenset[str]
    principals: tuple[str, ...]
    owners: frozenset[str] = frozenset()


def ask(claims: Iterable[Claim], cast: Cast) -> tuple[Question, ...]:
    """Choose the issues on which most is claimed, by the sum of belief in positions on them; at most `MOST`.

    An issue id is `concept:CODE-CODE`. One that names fewer of the same actors ("influence:TUR" beside
    "influence:SYR-TUR") is the same question asked more briefly, where only one fuller id is there.
    Principals are the actors with a claim on it and those named in it. On one issue a collective and its
    member are not both principals: the one on whose position more rests stays, the member where both weigh
    the same.
    """
    weight: dict[str, float] = defaultdict(float)
    involved: dict[str, set[str]] = defaultdict(set)
    by_actor: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    contents: dict[str, list[tuple[float, str, Position]]] = defaultdict(list)
    for claim in claims:
        content = claim.content
        if isinstance(content, Position) and content.actor.actor in cast.codes:
            weight[content.issue.id] += claim.belief
            by_actor[content.issue.id][content.actor.actor] += claim.belief
            contents[content.issue.id].append((claim.belief, claim.id, content))
            parties = {content.actor.actor, *(r.actor for r in content.issue.actors if r.actor)}
            involved[content.issue.id] |= parties & cast.codes
    home = {i: _fuller(i, weight) for i in weight}
    groups: dict[str, list[str]] = defaultdict(list)
    for i, target in home.items():
        groups[target].append(i)
    # what one actor alone wants, of nobody in the system, settles nothing
    shared = (i for i in groups if len(set().union(*(involved[x] for x in groups[i]))) > 1)
    order = sorted(shared, key=lambda i: (-round(sum(weight[x] for x in groups[i]), 9), i))
    questions = []
    for identity in order[:MOST]:
        merged = groups[identity]
        backing: dict[str, float] = defaultdict(float)
        for i in merged:
            for actor, w in by_actor[i].items():
                backing[actor] += w
        positions = sorted((x for i in merged for x in contents[i]), key=lambda x: (-x[0], x[1]))
        # the surest claim's words stand for the question, those of the fullest id before others
        text = next(
            (c.issue.text for _, _, c in positions if c.issue.id == identity), positions[0][2].issue.text
        )
        named = {r.actor for _, _, c in positions for r in c.issue.actors if r.actor} & cast.codes
        principals = _principals(backing, named, cast)
        questions.append(
            Question(
                Issue(
                    id=identity[:200],
                    text=text[:2000],
                    low="little or none of it",
                    high=text[:2000],
                    actors=tuple(a.code for a in cast.actors if a.code in named),
                ),
                frozenset(merged),
                principals,
                _owners(identity, text, named),
            )
        )
    return tuple(questions)


def _owners(identity: str, text: str, named: set[str]) -> frozenset[str]:
    """Whose an issue is, where its concept is somebody's own and its text begins with the owner."""
    if _parts(identity)[0] not in weights()["own"]:
        return frozenset()
    whose, colon, _ = text.partition(":")
    return frozenset(c for c in named if colon and name_of(c) in whose.split(" and "))


def _fuller(identity: str, known: Iterable[str]) -> str:
    """The fullest id of the same question; itself where there is none or more than one line leads up."""
    concept, actors = _parts(identity)
    above = [i for i in known if i != identity and _parts(i)[0] == concept and actors < _parts(i)[1]]
    top = [i for i in above if not any(_parts(i)[1] < _parts(j)[1] for j in above)]
    return top[0] if len(top) == 1 and actors else identity


def _parts(identity: str) -> tuple[str, frozenset[str]]:
    concept, _, codes = identity.partition(":")
    return concept, frozenset(c for c in codes.split("-") if c)


def _principals(backing: dict[str, float], named: set[str], cast: Cast) -> tuple[str, ...]:
    """Actors on an issue, without a collective beside its own member."""
    chosen = set(backing) | named
    for body in [a.code for a in cast.actors if a.code in chosen and a.code in cast.members]:
        inside = [m for m in cast.members[body] if m in chosen]
        if not inside or body not in chosen:
            continue
        if backing.get(body, 0.0) > sum(backing.get(m, 0.0) for m in inside):
            chosen.difference_update(inside)
        else:
            chosen.discard(body)
    return tuple(a.code for a in cast.actors if a.code in chosen)


def on_question(
    observed: dict[Slot, tuple[Observation, ...]], kind: str, actor: str, question: Question
) -> tuple[Observation, ...]:
    """Observations of an actor's position or salience under any id merged in the question."""
    return tuple(o for i in sorted(question.merged) for o in observed.get(Slot(kind, (actor, i)), ()))
