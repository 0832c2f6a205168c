"""Numbers and dates as people read them, the same on every machine and in every locale."""

from __future__ import annotations

import math

MINUS = "\u2212"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SMALL_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number(x: float, places: int = 2) -> str:
    """A plain number with a real minus sign; what is not finite is a dash."""
    if not math.isfinite(x):
        return "–"
    text = f"{x:.{places}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def signed(x: float, places: int = 2) -> str:
    """A number with its sign shown, as for a change."""
    text = number(x, places)
    return f"+{text}" if x > 0 and float(f"{x:.{places}f}") > 0 else text


def percent(p: float) -> str:
    """A probability as a whole percentage; the ends stay open (<1 %, >99 %): nothing here is certain."""
    if not math.isfinite(p):
        return "–"
    if p < 0.005:
        return "<1 %"
    if p > 0.995:
        return ">99 %"
    return f"{round(p * 100)} %"


def percent_range(low: float, high: float) -> str:
    """A range of probabilities, or one where both ends are the same."""
    a, b = round(low * 100), round(high * 100)
    return f"{a} %" if a == b else f"{a}–{b} %"


def capability(x: float) -> str:
    """A share of all states' capability, in percent with as many places as it needs."""
    if not math.isfinite(x):
        return "–"
    share = x * 100
    return f"{share:.1f} %" if share >= 1 else f"{share:.2f} %" if share >= 0.01 else "<0.01 %"


def date(iso: str | None) -> str:
    """An ISO date of any precision in words (`2025-03` is March 2025); what is no date stays as it is."""
    if not iso:
        return ""
    parts = iso.split("T")[0].split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return iso
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        return iso
    words = f"{MONTHS[month - 1]} {parts[0]}"
    return words if len(parts) == 2 else f"{int(parts[2])} {words}"


def count(n: int, noun: str, nouns: str | None = None) -> str:
    """How many of something: `3 claims`, `1 claim`."""
    return f"{n:,} {noun if n == 1 else nouns or noun + 's'}"


def possessive(name: str) -> str:
    """A name as an owner: `Ethiopia’s`, `the Emirates’`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def spell(n: int) -> str:
    """A count in words up to twelve, as running text has it."""
    return SMALL_NUMBERS[n] if 0 <= n < len(SMALL_NUMBERS) else f"{n:,}"


def joined(items: list[str] | tuple[str, ...]) -> str:
    """A list in prose: `a, b and c`."""
    items = list(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word with an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rindex(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;:–-") + "…"


def quoted(text: str) -> str:
    """The text in quotation marks, unless it brings its own at both ends."""
    own = len(text) > 1 and text[0] in "“\"‘'" and text[-1] in "”\"’'"
    return text if own else f"“{text}”"


def sentence_case(text: str) -> str:
    """The text with its first letter a capital, as a heading has it."""
    return text[:1].upper() + text[1:]
