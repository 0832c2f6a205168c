"""Composing: what somebody typed to be run, what is wrong with it line by line, and shocks in words from menus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..api.modelling import titled
from ..errors import ScenarioError
from ..reading.statement import DOMAINS
from .tasks import RunSystem

if TYPE_CHECKING:
    from ..system.model import System

RUNS, MONTHS, LINES, LENGTH, TITLE, SEED = 20_000, 240, 50, 500, 200, 2**31 - 1
NAME = r"[a-z0-9][a-z0-9_\-]{0,79}"
TAKEN = ("baseline", "shocks")  # what a run calls its own scenarios


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be run, as it was typed: names of scenarios, shocks in words, and numbers that may be none."""

    scenarios: tuple[str, ...] = ()
    shocks: tuple[str, ...] = ()
    title: str = ""
    runs: str = "500"
    months: str = "24"
    seed: str = "0"

    @property
    def text(self) -> str:
        """The shocks as a text of lines."""
        return "\n".join(self.shocks)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that keeps a draft from being run: where, and in which line of the shocks (from 1) if in one."""

    where: str
    what: str
    remedy: str
    line: int | None = None
    typed: str = ""


KINDS: Mapping[str, tuple[str, ...]] = {
    "withdrawal": ("arena",), "presence": ("arena", "value"), "tie": ("other", "value"), "commitment": ("value",),
    "sanctions": ("other",), "lifting": ("other",), "position": ("issue", "value"), "salience": ("issue", "value"),
    "capability": ("value",), "removal": (), "entry": (),
}  # fmt: skip
"""What a menu's kind of shock needs besides its actor."""
MENU = {
    "withdrawal": "withdraws from an arena", "presence": "changes its presence in an arena",
    "tie": "changes its tie with another", "commitment": "changes its commitment (to another, or to all)",
    "sanctions": "sanctions another", "lifting": "lifts its sanctions on another",
    "position": "changes its position on an issue", "salience": "cares more or less about an issue",
    "capability": "grows or shrinks in capability", "removal": "leaves the system", "entry": "enters the system",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked from the menus."""

    kind: str = ""
    actor: str = ""
    other: str = ""
    arena: str = ""
    issue: str = ""
    domain: str = ""
    how: str = ""
    value: str = ""
    at: str = ""
    over: str = ""
    until: str = ""
    when: str = ""


def worded(picked: Picked, system: System) -> str:
    """What was picked, as a shock in words that a system can take. Raises ScenarioError where something is missing."""
    p = replace(picked, **{k: " ".join(getattr(picked, k).split()) for k in Picked.__slots__})
    if p.kind not in KINDS or not p.actor:
        raise ScenarioError("no shock is picked", remedy="choose who, and what happens")
    for name in KINDS[p.kind]:
        if not getattr(p, name):
            named = {"other": "the other actor"}.get(name, f"{'an' if name[0] in 'aio' else 'a'} {name}")
            raise ScenarioError(f"this kind of shock needs {named}", remedy="choose it and add again")
    if p.domain and p.domain not in DOMAINS:
        raise ScenarioError(f"{p.domain!r} is no domain", remedy=f"choose from: {', '.join(DOMAINS)}")
    by = p.how == "by"
    change = f"{'by' if by else 'to'} {p.value}"
    match p.kind:
        case "withdrawal":
            words = f"{p.actor} withdraws from {p.arena}"
        case "presence":
            words = f"{p.actor} presence in {p.arena} {change}"
        case "tie":
            words = f"tie {p.actor} {p.other}{f' {p.domain}' if p.domain else ''} {change}"
        case "commitment":
            words = f"{p.actor} commitment{f' to {p.other}' if p.other else ''} {change}"
        case "sanctions":
            words = f"{p.actor} sanctions {p.other}"
        case "lifting":
            words = f"{p.actor} lifts sanctions on {p.other}"
        case "position" | "salience":
            words = f"{p.actor} {p.kind} on {p.issue} {change}"
        case "capability":
            words = f"capability {p.actor} {f'by {p.value}' if by else f'x{p.value}'}"
        case "removal":
            words = f"remove {p.actor}"
        case _:
            words = f"{p.actor} enters"
    for name in ("at", "over", "until"):
        words += f" {name} {getattr(p, name)}" if getattr(p, name) else ""
    words += f" when {p.when}" if p.when else ""
    for what, remedy in faults(words, system):
        raise ScenarioError(what, remedy=remedy)
    return words


def faults(shock: str, system: System, months: int | None = None) -> Iterator[tuple[str, str]]:
    """What is wrong with a shock in words for a system, and what to do."""
    from ..dynamics.shock import EXAMPLES, parse_shock
    from ..system.scenario_bounds import reference_faults

    if len(shock) > LENGTH:
        yield f"is longer than {LENGTH} characters", "say it in fewer words"
        return
    try:
        parsed = parse_shock(shock)
    except ScenarioError as error:
        understood = "is not understood" not in error.what
        said = error.what.removeprefix(f"the shock {shock!r}").lstrip(": ")
        remedy = error.remedy or ""
        yield said, remedy if understood else f"say it like “{'”, “'.join(EXAMPLES[:4])}”"
        return
    for what in reference_faults(system, parsed):
        name = "actors" if what.startswith("actor") else "arenas" if what.startswith("arena") else ""
        if name:
            codes = [x.code for x in getattr(system, name)]
            yield (
                what.replace("does not stand under", "is not among the system's"),
                f"its {name}: {_some(codes)}",
            )
        else:
            yield what, "choose from the menus"
    if months is not None and parsed.at > months:
        yield (
            f"comes in month {parsed.at}, after the last, {months}",
            "run more months, or let it come earlier",
        )


def mistakes(draft: Draft, system: System) -> tuple[Mistake, ...]:
    """All that keeps a draft from being run on a system."""
    found: list[Mistake] = []
    limits = (
        ("runs", draft.runs, 1, RUNS),
        ("months", draft.months, 1, MONTHS),
        ("seed", draft.seed, 0, SEED),
    )
    for where, typed, least, most in limits:
        if whole(typed, least, most) is None:
            found.append(
                Mistake(where, "is no such number", f"give one from {least:,} to {most:,}", typed=typed[:40])
            )
    own = {s.name: s for s in system.scenarios}
    months = whole(draft.months, 1, MONTHS)
    for name in draft.scenarios:
        if name not in own:
            found.append(
                Mistake(
                    "scenarios",
                    "is not a scenario of the system",
                    f"choose from: {_some(list(own))}",
                    typed=name[:80],
                )
            )
        elif months is not None and (late := [s.at for s in own[name].shocks if s.at > months]):
            what = f"changes something in month {late[0]}, after the last, {months}"
            found.append(Mistake("scenarios", what, "run more months", typed=name))
    if len(draft.shocks) > LINES:
        found.append(Mistake("shocks", f"are more than {LINES}", "impose fewer at once"))
    for n, shock in enumerate(draft.shocks[:LINES], 1):
        found += [Mistake("shocks", *told, n, shock[:LENGTH]) for told in faults(shock, system, months)]
    if len(draft.title) > TITLE or not draft.title.isprintable():
        found.append(Mistake("title", "cannot be a title", f"give plain text of up to {TITLE} characters"))
    return tuple(found)


def task_of(draft: Draft, system: System, no: int, *, author: str, of: int | None = None) -> RunSystem:
    """The task that runs a draft. Raises ScenarioError for the first mistake."""
    refuse(mistakes(draft, system))
    title = draft.title.strip() or titled(system, draft.scenarios, draft.shocks)
    return RunSystem(
        author, no, draft.scenarios, draft.shocks, title, int(draft.runs), int(draft.months),
        int(draft.seed), of,
    )  # fmt: skip


def refuse(wrong: Sequence[Mistake]) -> None:
    """Raise ScenarioError for the first mistake, if there is one."""
    for m in wrong:
        where = f"shock {m.line}" if m.line else m.where
        raise ScenarioError(f"{m.typed!r} {m.what}" if m.typed else m.what, where=where, remedy=m.remedy)


def reserved(name: str) -> str:
    """A name that a scenario may have. Raises ScenarioError for those that a run gives its own."""
    if name in TAKEN:
        raise ScenarioError(f"the name {name!r} is taken", remedy="give the scenario another name")
    return name


def lines_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The shocks of texts: a line each, empty ones apart."""
    return tuple(line for text in texts for line in (" ".join(x.split()) for x in text.splitlines()) if line)


def whole(typed: str, least: int, most: int) -> int | None:
    """The whole number that was typed, if it is one and within bounds."""
    text = typed.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 12):
        return None
    return int(text) if least <= int(text) <= most else None


def _some(names: list[str]) -> str:
    return ", ".join(names[:30]) + (" …" if len(names) > 30 else "") if names else "it has none"
