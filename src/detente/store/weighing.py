"""Weighing kept up to date: what comes, goes or is ruled on moves the claims that it touches, and no others.

The rules are those of `evidence`, applied to what can be affected. What the tables hold is always what
`evidence.weigh` finds over the articles that count; where the rules themselves have changed, all is weighed
anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select

from ..evidence.ruling import Rulings, rulings_of
from . import claims, copies, parts, schema
from .articles import batches
from .edits import read_edits
from .placing import place_anew

Told = Callable[[int, int], None]
_AT_ONCE = 200  # articles that are weighed together where all are
_RULES = "rules"  # the setting that tells by which rules the claims were weighed


def weigh_anew(connection: Connection, *, risen: Collection[int] = (), fallen: Collection[int] = ()) -> None:
    """Weigh what articles touch that count from now on, or no longer; their rows say so already."""
    _weigh(connection, rulings_of(read_edits(connection)), risen, fallen)


def _weigh(connection: Connection, rulings: Rulings, risen: Collection[int], fallen: Collection[int]) -> None:
    went = parts.drop(connection, schema.parts.c.article.in_(fallen)) if fallen else []
    came = parts.take_in(connection, rulings, schema.statements.c.article.in_(risen)) if risen else []
    touched = _settle(connection, rulings, came, went)
    copied: set[int] = set()
    for no in fallen:
        copied |= copies.drop_article(connection, no)
    for no in risen:
        copied |= copies.add_article(connection, no)
    for some in batches(sorted(copies.copiers_of(connection, copied))):
        touched |= claims.claims_with(connection, schema.parts.c.article.in_(some))
    outlets = _outlets(connection, risen, fallen)
    if outlets:
        touched |= claims.claims_with(connection, schema.parts.c.named.in_(outlets))
    claims.judge_anew(connection, touched, rulings)


def rule_anew(connection: Connection) -> None:
    """Weigh what the last edit touches."""
    log = read_edits(connection)
    before, now = rulings_of(log[:-1]), rulings_of(log)
    reread = (before.rejected ^ now.rejected) | {
        s for s in before.corrected.keys() | now.corrected.keys()
        if before.corrected.get(s) != now.corrected.get(s)
    }  # fmt: skip
    table = schema.statements.join(schema.articles, schema.articles.c.no == schema.statements.c.article)
    query = select(schema.statements.c.no).select_from(table).where(schema.articles.c.current)
    here = schema.statements.c.id.in_(reread) | schema.articles.c.id.in_(reread)
    numbers = connection.execute(query.where(here)).scalars().all()
    went = parts.drop(connection, schema.parts.c.statement.in_(numbers))
    came = parts.take_in(connection, now, schema.statements.c.no.in_(numbers))
    touched = _settle(connection, now, came, went)
    touched |= claims.assign(connection, _regrouped(connection, before, now), now)
    ruled = (before.accepted ^ now.accepted) | (before.rejected ^ now.rejected)
    touched |= claims.numbers_of(connection, ruled) | claims.claims_of_origins(connection, ruled)
    claims.judge_anew(connection, touched, now)


def _settle(
    connection: Connection, rulings: Rulings, came: Sequence[parts.Held], went: Sequence[parts.Held]
) -> set[int]:
    """Place what came and what that moved, and give it its claims; gives the claims that changed."""
    placed = place_anew(connection, came, went)
    touched = claims.assign(connection, placed, rulings)
    return touched | {h.claim for h in went if h.claim is not None}


def _regrouped(connection: Connection, before: Rulings, now: Rulings) -> list[parts.Held]:
    """Parts that an edit may have moved to another claim."""
    merged = {
        c for c in before.merged.keys() | now.merged.keys() if before.claim_of("", c) != now.claim_of("", c)
    }
    split = {s for s in before.split.keys() | now.split.keys() if before.split.get(s) != now.split.get(s)}
    homes = claims.numbers_of(connection, {before.claim_of("", c) for c in merged})
    found: dict[int, parts.Held] = {}
    for column, values in ((schema.parts.c.claim, homes), (schema.statements.c.id, split)):
        for some in batches(sorted(values)):
            found |= {h.no: h for h in parts.read_parts(connection, column.in_(some))}
    return list(found.values())


def _outlets(connection: Connection, risen: Collection[int], fallen: Collection[int]) -> set[str]:
    """Publishers that are new among the articles that count, or no longer among them."""
    table = schema.articles
    changed: set[str] = set()
    came, went = _publishers(connection, risen), _publishers(connection, fallen)
    for name in came | went:
        here = table.c.publisher == name, table.c.current
        after = _any(connection, *here)
        before = name in went or _any(connection, *here, table.c.no.not_in(risen))
        if before != after:
            changed.add(name)
    return changed


def _publishers(connection: Connection, nos: Collection[int]) -> set[str]:
    query = select(schema.articles.c.publisher).where(schema.articles.c.no.in_(nos))
    return {name for name in connection.execute(query).scalars() if name}


def _any(connection: Connection, *conditions: Any) -> bool:
    return bool(connection.execute(select(exists().where(*conditions))).scalar())


def is_current(connection: Connection) -> bool:
    """Tell whether the claims were weighed by the rules of this detente."""
    query = select(schema.settings.c.value).where(schema.settings.c.name == _RULES)
    return connection.execute(query).scalar() == _rules()


def weigh_everything(connection: Connection, told: Told | None = None) -> None:
    """Weigh all that counts anew, by the rules of this detente; `told` hears how many articles are, and of how many."""
    for table in (
        schema.parts,
        schema.facets,
        schema.claim_terms,
        schema.claims,
        schema.keys,
        schema.copies,
        schema.fingerprints,
    ):
        connection.execute(delete(table))
    rulings = rulings_of(read_edits(connection))
    query = select(schema.articles.c.no).where(schema.articles.c.current).order_by(schema.articles.c.rank)
    numbers = connection.execute(query).scalars().all()
    for start in range(0, len(numbers), _AT_ONCE):
        if told is not None:
            told(start, len(numbers))
        _weigh(connection, rulings, numbers[start : start + _AT_ONCE], ())
    connection.execute(delete(schema.settings).where(schema.settings.c.name == _RULES))
    connection.execute(insert(schema.settings).values(name=_RULES, value=_rules()))


@cache
def _rules() -> str:
    """A digest of all that weighing goes by: the code of `evidence`, its vocabulary, and what is known of outlets."""
    package = files("detente")
    sources = package / "sources"
    seal = sha256()
    for file in (*_files(package / "evidence"), sources / "outlet.py", sources / "data" / "outlets.csv"):
        seal.update(file.read_bytes())
    return seal.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and entry.name == "data":
            yield from _files(entry)
        elif entry.is_file():
            yield entry
