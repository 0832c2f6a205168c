"""Edits: what people decided, as a log that only grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Connection, Table, insert, select

from ..errors import EditError
from ..evidence.correction import correct
from ..evidence.ruling import Action, rulings_of, undone_in
from .articles import statement_from
from .packing import pack, unpack
from .schema import articles, claims, edits, facets, parts, statements

ACTIONS: tuple[Action, ...] = get_args(Action)
LONGEST = 10_000  # characters of an author, target or note
LARGEST = 1_000_000  # characters of a value


@dataclass(frozen=True, slots=True)
class Edit:
    """One decision: `at` in UTC (ISO 8601), what it means by `action` as in `evidence.ruling`.

    `undoes` is the number of the edit that an `undo` takes back.
    """

    no: int
    at: str
    author: str
    action: Action
    target: str
    value: Mapping[str, Any]
    note: str
    undoes: int | None = None


def record(
    connection: Connection,
    action: Action,
    target: str,
    value: Mapping[str, Any] | None,
    *,
    author: str,
    note: str,
    at: str,
) -> Edit:
    """Add an edit to the log. Raises EditError where it makes no sense after those before it."""
    log = read_edits(connection)
    undoes = int(target) if action == "undo" and target.isdecimal() and target.isascii() else None
    edit = Edit(len(log) + 1, at, author, action, target, dict(value or {}), note, undoes)
    check(edit)
    rulings_of((*log, edit))
    if undoes in undone_in(log):
        raise _wrong(edit, f"edit {undoes} is undone already", "undo its undoing to have it back")
    _check_things(connection, edit)
    add(connection, edit)
    return edit


def check(edit: Edit) -> None:
    """Raise EditError where an edit cannot be kept as it is."""
    for name, text, needed in (
        ("author", edit.author, True),
        ("target", edit.target, True),
        ("note", edit.note, False),
    ):
        if needed and not text.strip():
            raise EditError(f"has no {name}", where=f"edit {edit.no}", remedy=f"give the {name}")
        if len(text) > LONGEST or not _printable(text, lines=name == "note"):
            raise EditError(
                f"has a {name} that is too long or not plain text",
                where=f"edit {edit.no}",
                remedy="shorten it",
            )
    if edit.action not in ACTIONS:
        raise EditError(
            f"{edit.action!r} is no action", where=f"edit {edit.no}", remedy=f"use {', '.join(ACTIONS)}"
        )
    try:
        fits = len(pack(edit.value)) <= LARGEST
    except (TypeError, ValueError, RecursionError) as error:
        raise EditError(
            "has a value that is no JSON", where=f"edit {edit.no}", remedy="give plain values"
        ) from error
    if not fits:
        raise EditError("has too large a value", where=f"edit {edit.no}", remedy="make several edits of it")


def _check_things(connection: Connection, edit: Edit) -> None:
    """Raise EditError where an edit is on something that is not held."""
    match edit.action:
        case "accept" | "reject":
            if ":" in edit.target:
                _check_origin(connection, edit)
            else:
                _check_held(connection, edit, [edit.target], claims, statements, articles)
        case "merge":
            merged = [edit.target, *edit.value["claims"]]
            _check_held(connection, edit, merged, claims)
            kinds = select(claims.c.record).where(claims.c.id.in_(merged))
            if len({unpack(record)["kind"] for record in connection.execute(kinds).scalars()}) > 1:
                raise _wrong(edit, "would merge claims of different kinds", "merge claims of one kind")
        case "split":
            _check_held(connection, edit, [edit.target], claims)
            _check_held(connection, edit, edit.value["statements"], statements)
            _check_members(connection, edit)
        case "resolve":
            _check_held(connection, edit, [edit.target], claims)
            kind = select(claims.c.kind).where(claims.c.id == edit.target)
            if connection.execute(kind).scalar() != "forecast":
                raise _wrong(edit, "is no forecast", "name a claim that is one")
        case "correct":
            _check_held(connection, edit, [edit.target], statements)
            query = select(statements.c.record).where(statements.c.id == edit.target)
            correct(statement_from(connection.execute(query).scalar_one()), edit.value)


def _check_held(connection: Connection, edit: Edit, ids: Sequence[str], *tables: Table) -> None:
    for one in ids:
        if not any(connection.execute(select(t.c.no).where(t.c.id == one)).first() for t in tables):
            kinds = " or ".join(t.name.removesuffix("s") for t in tables)
            raise _wrong(edit, f"the dossier holds no {kinds} {one}", "see its claims and statements for ids")


def _check_origin(connection: Connection, edit: Edit) -> None:
    known = select(facets.c.claim).where(facets.c.facet == "origin", facets.c.value == edit.target)
    if connection.execute(known.limit(1)).first() is None:
        raise _wrong(edit, f"no claim has an origin {edit.target}", "see its claims for ids of origins")


def _check_members(connection: Connection, edit: Edit) -> None:
    """Raise EditError where a statement that is to leave a claim is not of it."""
    held = parts.join(statements, statements.c.no == parts.c.statement).join(
        claims, claims.c.no == parts.c.claim
    )
    query = select(statements.c.id).select_from(held).where(claims.c.id == edit.target)
    members = set(connection.execute(query).scalars())
    for one in edit.value["statements"]:
        if one not in members:
            raise _wrong(edit, f"statement {one} is not of that claim", "name statements of the claim")


def _wrong(edit: Edit, what: str, remedy: str) -> EditError:
    return EditError(what, where=f"edit {edit.no} ({edit.action} {edit.target})", remedy=remedy)


def add(connection: Connection, edit: Edit) -> None:
    """Write an edit as it is."""
    connection.execute(
        insert(edits).values(
            no=edit.no, at=edit.at, author=edit.author, action=edit.action, target=edit.target,
            value=pack(edit.value), note=edit.note, undoes=edit.undoes,
        )
    )  # fmt: skip


def read_edits(connection: Connection) -> tuple[Edit, ...]:
    """The log, oldest first."""
    rows = connection.execute(select(edits).order_by(edits.c.no))
    return tuple(
        Edit(r.no, r.at, r.author, r.action, r.target, unpack(r.value), r.note, r.undoes) for r in rows
    )


def _printable(text: str, *, lines: bool) -> bool:
    return all(c.isprintable() or (lines and c in "\n\t") for c in text)
