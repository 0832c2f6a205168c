"""Shocks in words, as people type them on a command line.

    USA withdraws from SYR at 3           RUS presence in SYR 0.2 at 6        RUS presence in SYR by -0.1
    tie ISR RUS -0.5 at 2                 tie ISR RUS military to 0.4         USA commitment to ISR 0.3 at 1
    USA commitment 0.2                    capability TUR x1.5                 ISR position on bases-in-syria 0.9
    ISR salience on bases-in-syria to 0.2 at 4                                SAU position on ISSUE 0.9 salience 0.6
    EU sanctions RUS at 3                 EU lifts sanctions on RUS           remove WAGNER at 6
    WAGNER enters at 4

Actors and arenas are given by code, issues by id. `to` (or nothing) sets a value, `by` adds to it. A commitment without
a client is to all clients; sanctions set the economic tie to SANCTIONED, lifting them sets it to 0.

When it comes stands at the end, in any order: `at 3` (or `in 3`, `from 3`, `after 2`), `over 6` months, `until 9` or
`for 6` months, `when presence:TUR@SYR > 0.5` (see `system/condition.py`). Without a month the shock comes at month 1.
"""

from __future__ import annotations

import re

from pydantic import ValidationError

from ..errors import ScenarioError
from ..reading.statement import DOMAINS
from ..system.condition import parse_condition
from ..system.model import Shock
from ..system.scenario_bounds import shape_faults

EXAMPLES = (
    "USA withdraws from SYR at 3",
    "RUS presence in SYR 0.2 at 6 until 12",
    "tie ISR RUS military to 0.4 over 6",
    "USA commitment to ISR 0.3",
    "capability TUR x1.5 when presence:TUR@SYR > 0.5",
    "ISR position on ISSUE 0.9 salience 0.6",
    "EU sanctions RUS at 3",
    "remove WAGNER at 6",
    "WAGNER enters at 4",
)
SANCTIONED = -0.6
"""Economic tie of two actors one of whom sanctions the other: a round figure of ours, no estimate; say
`tie A B economic VALUE` where you have a better one."""
LATEST = 1200
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?"
_CHANGE = rf"(?:(?P<how>to|by|=)\s*)?(?P<value>{_NUMBER})"
_CODE = r"[A-Za-z0-9][A-Za-z0-9_\-]*"
_WHEN = re.compile(r"\s+(?:when|once|if)\s+(?=\w+:)", re.IGNORECASE)
_TIMES = {
    "at": "at",
    "in": "at",
    "from": "at",
    "after": "after",
    "over": "over",
    "until": "until",
    "for": "for",
}
_TIME = re.compile(
    rf"\s+(?P<word>{'|'.join(_TIMES)})\s+(?:month\s+)?(?P<month>\d{{1,4}})(?:\s+months?)?$", re.IGNORECASE
)
_CARE = re.compile(rf"\s+(?:with\s+)?salience\s+(?P<value>{_NUMBER})$", re.IGNORECASE)
_FORMS = tuple(
    (kind, re.compile(rf"^{form}$", re.IGNORECASE))
    for kind, form in (
        ("removal", rf"remove\s+(?P<actor>{_CODE})"),
        ("entry", rf"(?P<actor>{_CODE})\s+enters"),
        (
            "lifting",
            rf"(?P<actor>{_CODE})\s+lifts\s+(?:its\s+)?sanctions\s+(?:on|against)\s+(?P<other>{_CODE})",
        ),
        ("sanctions", rf"(?P<actor>{_CODE})\s+sanctions\s+(?P<other>{_CODE})"),
        ("withdrawal", rf"(?P<actor>{_CODE})\s+(?:withdraws?\s+from|leaves?)\s+(?P<arena>{_CODE})"),
        ("presence", rf"(?P<actor>{_CODE})\s+presence\s+in\s+(?P<arena>{_CODE})\s+{_CHANGE}"),
        ("commitment", rf"(?P<actor>{_CODE})\s+commitment\s+to\s+(?P<other>(?![\d.+-]){_CODE})\s+{_CHANGE}"),
        ("commitment", rf"(?P<actor>{_CODE})\s+commitment\s+{_CHANGE}"),
        (
            "tie",
            rf"tie\s+(?P<actor>{_CODE})\s+(?P<other>{_CODE})(?:\s+(?P<domain>{'|'.join(DOMAINS)}))?\s+{_CHANGE}",
        ),
        (
            "capability",
            rf"capability\s+(?P<actor>{_CODE})\s+(?:(?P<how>to|by)\s*)?[x×*]?\s*(?P<value>{_NUMBER})",
        ),
        (
            "position",
            rf"(?P<actor>{_CODE})\s+position\s+on\s+(?P<issue>\S.*?)\s+{_CHANGE}",
        ),
        ("salience", rf"(?P<actor>{_CODE})\s+salience\s+on\s+(?P<issue>\S.*?)\s+{_CHANGE}"),
    )
)


def parse_shock(text: str) -> Shock:
    """The shock that a line of words describes.

    Raises ScenarioError, with examples, where the words fit no form, and where they say what cannot be.
    """
    body, timing = _timed(text)
    for kind, form in _FORMS:
        found = form.match(body)
        if found:
            try:
                shock = Shock.model_validate({**_content(kind, found.groupdict()), **timing})
            except ValidationError as error:
                said = error.errors()[0]
                raise ScenarioError(
                    f"the shock {text!r}: {said['loc'][0]}: {said['msg'].lower()}",
                    remedy=f"months run from 0 to {LATEST}",
                ) from error
            for what in shape_faults(shock):
                raise ScenarioError(f"the shock {text!r}: {what}", remedy="correct it")
            return shock
    raise ScenarioError(
        f"the shock {text!r} is not understood", remedy="say it like one of these: " + "; ".join(EXAMPLES)
    )


def _content(kind: str, parts: dict[str, str | None]) -> dict[str, object]:
    """The fields of a shock but for its timing."""
    if kind in ("sanctions", "lifting"):
        value = SANCTIONED if kind == "sanctions" else 0.0
        parts, kind = {**parts, "domain": "economic", "value": str(value)}, "tie"
    how, value = parts.pop("how", None), parts.pop("value", None)
    fields: dict[str, object] = {"kind": kind, **parts}
    if value is not None:
        fields["by" if (how or "").lower() == "by" else "to"] = float(value)
    for name in ("actor", "other", "arena"):
        if given := parts.get(name):
            fields[name] = given.upper()
    if domain := parts.get("domain"):
        fields["domain"] = domain.lower()
    return fields


def _timed(text: str) -> tuple[str, dict[str, object]]:
    """The words without what they say at their end of time, condition and salience, and that as fields of a shock."""
    words, *conditions = _WHEN.split(" ".join(text.split()))
    if len(conditions) > 1:
        raise ScenarioError(f"the shock {text!r} has two conditions", remedy="join them by and")
    said: dict[str, float] = {}
    kept = [_stripped(part, said, text) for part in (words, *conditions)]
    if {"at", "after"} <= said.keys() or {"until", "for"} <= said.keys():
        raise ScenarioError(f"the shock {text!r} says its month twice", remedy="say it once")
    at = said.get("at", said.get("after", 0) + 1)
    timing: dict[str, object] = {"at": at}
    if at > LATEST:
        raise ScenarioError(
            f"the shock {text!r} comes at month {at}", remedy=f"months run from 0 to {LATEST}"
        )
    timing |= {name: said[name] for name in ("over", "salience") if name in said}
    if "until" in said or "for" in said:
        timing["until"] = said.get("until", at + said.get("for", 0))
    if conditions:
        parse_condition(kept[1])
        timing["when"] = kept[1]
    return kept[0], timing


def _stripped(words: str, said: dict[str, float], text: str) -> str:
    """The words without times, and a salience, at their end, which are added to `said`."""
    while found := _TIME.search(words) or _CARE.search(words):
        timed = found.re is _TIME
        name = _TIMES[found["word"].lower()] if timed else "salience"
        if name in said:
            raise ScenarioError(f"the shock {text!r} says {name} twice", remedy="say it once")
        said[name] = int(found["month"]) if timed else float(found["value"])
        words = words[: found.start()]
    return words
