"""System files: YAML that people read, edit and diff, and the same system again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ..errors import SystemFileError
from ..writing import write_text
from ..yaml import Flow, YamlFault, read_yaml, write_yaml
from .bounds import Place, faults, path_of
from .model import Estimate, System

LARGEST = 40_000_000  # bytes of a system file: ten thousand articles come to about half of that
DEEPEST = 40  # levels of nesting: a system has eight

_HEAD = """A system: who the actors are, what they want, how they stand, each number with what it rests on.
An estimate is {mean, sd, basis}: basis claims (with their ids, see evidence), data (with source),
analyst (with a note saying why) or prior. To change a number, change mean and sd, set basis: analyst and add
a note."""
_SECTIONS = {
    "actors": "Principals. capability: share of what all states can bring to bear.",
    "issues": "Questions as scales: low describes 0, high describes 1, reference is the status quo.",
    "positions": "What each actor demands (0 to 1) and how much it cares (salience, 0 to 1).",
    "ties": "Standing of a toward b, -1 to 1. Ties not written are unknown: mean 0, sd 0.3.",
    "arenas": "Places where outside actors hold weight.",
    "presence": "Weight held in an arena, 0 to 1.",
    "commitments": "How far a client can count on its patron, 0 to 1.",
    "strategies": "How strongly an actor follows a named strategy, 0 to 1.",
    "mechanisms": "What moves the system; on: false switches one off.",
    "scenarios": "Named sets of imposed changes; month 0 is as_of.",
    "forecasts": "What the articles expect, with the rule that decides it here.",
    "hypotheses": "What the articles conclude (or you: no claim, but a note), as tests: given a premise, what moves.",
    "evidence": "The claims behind the numbers, with the exact words.",
    "grounds": "What each number that rests on claims follows from: its prior (mean, sd) and what each claim says.",
    "set_aside": "Your numbers that have no place at present, put back once they have one.",
}
_FLOW = {
    "ties",
    "arenas",
    "presence",
    "commitments",
    "strategies",
    "mechanisms",
    "grounds",
    "set_aside",
}  # one line an item
_DATES = {"as_of", "published", "horizon"}
_SHOWN = {"threshold", "by", "at"}  # written even where they have their usual value


def dump_system(system: System) -> str:
    """A system as the text of its file; `parse_system` of it is the same system."""
    head = {"as_of": system.as_of, **({"title": system.title} if system.title else {})}
    parts = ["".join(f"# {line}\n" for line in _HEAD.splitlines()), write_yaml(head)]
    return "".join((*parts, *(_section_text(s, getattr(system, s)) for s in _SECTIONS if getattr(system, s))))


def dump_edited(system: System, before: System, text: str) -> str:
    """The text of a system that was made of another whose text is at hand: sections that are the very same stay as they
    are written there, comments too. Evidence may have megabytes, and an edit touches a line."""
    found = {section: _mark(section) for section, _ in _SECTIONS.items() if getattr(before, section)}
    starts = {section: text.find(mark) for section, mark in found.items()}
    order = sorted(starts, key=lambda section: starts[section])
    same = (system.as_of, system.title) == (before.as_of, before.title)
    known = -1 not in starts.values() and all(text.count(mark) == 1 for mark in found.values())
    if not same or not known or order != [s for s in _SECTIONS if s in found]:
        return dump_system(system)  # somebody ordered it otherwise
    ends = [*(starts[section] for section in order[1:]), len(text)]
    written = {section: text[starts[section] : end] for section, end in zip(order, ends)}
    parts = [text[: starts[order[0]]] if order else text]
    for section in _SECTIONS:
        items = getattr(system, section)
        if section in written and items is getattr(before, section):
            parts.append(written[section])
        elif items:
            parts.append(_section_text(section, items))
    return "".join(parts)


def _mark(section: str) -> str:
    return f"\n# {_SECTIONS[section]}\n{section}:\n"


def _section_text(section: str, items: tuple[Any, ...]) -> str:
    return f"\n# {_SECTIONS[section]}\n" + write_yaml({section: [_tree(x, section in _FLOW) for x in items]})


def _tree(value: Any, flow: bool = False) -> Any:
    """A model as plain values: estimates, shocks and variables on one line, what has its usual value left out."""
    if isinstance(value, BaseModel):
        flow = flow or isinstance(value, Estimate) or type(value).__name__ in {"Shock", "Variable"}
        tree: dict[str, Any] = Flow() if flow else {}
        for name, info in type(value).model_fields.items():
            held = getattr(value, name)
            if (name in _SHOWN and held is not None) or info.is_required() or held != info.get_default():
                tree[name] = _tree(held)
        return tree
    if isinstance(value, dict):
        return {k: _tree(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [_tree(v) for v in value]
    return value


def save_system(system: System, path: str | os.PathLike[str]) -> None:
    """Write a system to a file, whole or not at all. Raises OutputError where it cannot be written."""
    write_text(path, dump_system(system))


def load_system(path: str | os.PathLike[str], *, strict: bool = True) -> System:
    """Read a system file.

    Raises SystemFileError, with the line and the key, where the file cannot be read or breaks its schema, and
    with `strict` also where its numbers are out of range or its names refer to nothing (`check` lists all of
    these).
    """
    where = os.fspath(path)
    try:
        if os.path.getsize(path) > LARGEST:
            raise SystemFileError(
                f"larger than {LARGEST // 1_000_000} MB",
                where=where,
                remedy="a system file holds one system; split it",
            )
        data = Path(path).read_bytes()
    except OSError as error:
        remedy = "make one with: detente system ARTICLES -o system.yaml"
        raise SystemFileError(f"cannot be read ({error.strerror})", where=where, remedy=remedy) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SystemFileError(
            f"not UTF-8 text at byte {error.start}", where=where, remedy="save it as UTF-8"
        ) from error
    return parse_system(text, where=where, strict=strict)


def parse_system(text: str, *, where: str = "system", strict: bool = True) -> System:
    """The system that the text of a system file holds; errors as in `load_system`."""
    if len(text) > LARGEST:
        raise SystemFileError(f"larger than {LARGEST // 1_000_000} MB", where=where, remedy="split it")
    tree, lines = compose(text, where)
    if not isinstance(tree, dict):
        raise SystemFileError("holds no system", where=where, remedy="a system file begins with as_of: DATE")
    try:
        system = System.model_validate(tree)
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: line_of(lines, e["loc"]))
        raise SystemFileError(
            fault_in(first, error.error_count()),
            where=f"{where}, line {line_of(lines, first['loc'])}",
            remedy=remedy_for(first),
        ) from error
    wrong = list(faults(system)) if strict else []
    if wrong:
        first = wrong[0]
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise SystemFileError(
            f"{path_of(first.place)}: {first.what}{more}",
            where=f"{where}, line {line_of(lines, first.place)}",
            remedy="correct it; detente check lists everything",
        )
    return system


def compose(text: str, where: str) -> tuple[Any, dict[Place, int]]:
    """The plain values of a YAML text and the line of each. Raises SystemFileError, with the line."""
    try:
        document = read_yaml(text, deepest=DEEPEST)
    except YamlFault as fault:
        at = f"{where}, line {fault.line}" if fault.line else where
        raise SystemFileError(fault.what, where=at, remedy=fault.remedy) from fault
    return _dated(document.value), document.lines


def _dated(value: Any) -> Any:
    """The values with bare years as the dates that they are."""
    if isinstance(value, dict):
        return {
            k: str(v) if k in _DATES and isinstance(v, int) and not isinstance(v, bool) else _dated(v)
            for k, v in value.items()
        }
    return [_dated(v) for v in value] if isinstance(value, list) else value


def line_of(lines: dict[Place, int], place: Place | tuple) -> int:
    """Line of the innermost part of a place that stands in the file."""
    for end in range(len(place), -1, -1):
        if place[:end] in lines:
            return lines[place[:end]]
    return 1


def fault_in(error: Any, count: int) -> str:
    """What pydantic found wrong, in plain words, and how much more there is."""
    more = f" (and {count - 1} more)" if count > 1 else ""
    plain = {"extra_forbidden": "unknown key", "missing": "missing"}
    what = plain.get(error["type"]) or str(error["msg"])
    return f"{path_of(error['loc'])}: {what[:1].lower() + what[1:]}{more}"


def remedy_for(error: Any) -> str:
    """What to do about it."""
    if error["type"] == "extra_forbidden":
        return "remove it or correct its spelling"
    if error["type"] == "missing":
        return "add it"
    if error["type"] == "string_type":
        return "put the value in quotes"
    return "correct the value"
