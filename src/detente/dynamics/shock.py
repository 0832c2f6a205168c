"""Shocks in words, as people type them on a command line.

    USA withdraws from SYR at 3           RUS presence in SYR 0.2 at 6        RUS presence in SYR by -0.1
    tie ISR RUS -0.5 at 2                 tie ISR RUS military to 0.4         USA commitment to ISR 0.3 at 1
    USA commitment 0.2                    capability TUR x1.5                 ISR position on bases-in-syria 0.9
    ISR salience on bases-in-syria to 0.2 at 4

Actors and arenas are given by code, issues by id. `to` (or nothing) sets a value, `by` adds to it; without `at` the
shock comes at month 1. A commitment without a client is to all clients.
"""

from __future__ import annotations

import re

from ..errors import ScenarioError
from ..reading.statement import DOMAINS
from ..system.model import Shock

EXAMPLES = (
    "USA withdraws from SYR at 3",
    "RUS presence in SYR 0.2 at 6",
    "tie ISR RUS military to 0.4",
    "USA commitment to ISR 0.3",
    "capability TUR x1.5",
    "ISR position on ISSUE 0.9",
)
_NUMBER = r"(?P<value>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)"
_CHANGE = rf"(?:(?P<how>to|by|=)\s*)?{_NUMBER}"
_CODE = r"[A-Za-z0-9][A-Za-z0-9_\-]*"
_WHEN = re.compile(r"\s+(?:at|in|from)\s+(?:month\s+)?(?P<at>\d{1,4})\s*$", re.IGNORECASE)
_FORMS = tuple(
    (kind, re.compile(rf"^{form}$", re.IGNORECASE))
    for kind, form in (
        ("withdrawal", rf"(?P<actor>{_CODE})\s+(?:withdraws?\s+from|leaves?)\s+(?P<arena>{_CODE})"),
        ("presence", rf"(?P<actor>{_CODE})\s+presence\s+in\s+(?P<arena>{_CODE})\s+{_CHANGE}"),
        ("commitment", rf"(?P<actor>{_CODE})\s+commitment\s+to\s+(?P<other>(?![\d.+-]){_CODE})\s+{_CHANGE}"),
        ("commitment", rf"(?P<actor>{_CODE})\s+commitment\s+{_CHANGE}"),
        (
            "tie",
            rf"tie\s+(?P<actor>{_CODE})\s+(?P<other>{_CODE})(?:\s+(?P<domain>{'|'.join(DOMAINS)}))?\s+{_CHANGE}",
        ),
        ("capability", rf"capability\s+(?P<actor>{_CODE})\s+(?:(?P<how>to|by)\s*)?[x×*]?\s*{_NUMBER}"),
        ("position", rf"(?P<actor>{_CODE})\s+position\s+on\s+(?P<issue>\S.*?)\s+{_CHANGE}"),
        ("salience", rf"(?P<actor>{_CODE})\s+salience\s+on\s+(?P<issue>\S.*?)\s+{_CHANGE}"),
    )
)


def parse_shock(text: str) -> Shock:
    """The shock that a line of words describes.

    Raises ScenarioError, with examples, where the words fit no form.
    """
    words = " ".join(text.split())
    when = _WHEN.search(words)
    body = words[: when.start()] if when else words
    for kind, form in _FORMS:
        found = form.match(body)
        if not found:
            continue
        parts = {"how": None, "value": None, **found.groupdict()}
        how, value = parts.pop("how"), parts.pop("value")
        change = {} if value is None else {"by" if (how or "").lower() == "by" else "to": float(value)}
        for name in ("actor", "other", "arena"):
            if parts.get(name):
                parts[name] = parts[name].upper()
        if parts.get("domain"):
            parts["domain"] = parts["domain"].lower()
        at = int(when["at"]) if when else 1
        if at > 1200:
            raise ScenarioError(f"the shock {text!r} comes at month {at}", remedy="months run from 0 to 1200")
        return Shock.model_validate({"kind": kind, "at": at, **parts, **change})
    raise ScenarioError(
        f"the shock {text!r} is not understood", remedy="say it like one of these: " + "; ".join(EXAMPLES)
    )
