"""The brief: an analysis as one page to read and send on, as HTML, Markdown or PDF."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from . import figures
from .excerpt import Excerpts
from .index import Index
from .parts.actors import actors
from .parts.carriers import carriers
from .parts.causes import causes
from .parts.evidence import evidence
from .parts.forecasts import forecasts
from .parts.issues import issues
from .parts.method import method
from .parts.origins import origins
from .parts.presence import presence
from .parts.questions import questions
from .parts.scenarios import scenarios
from .parts.sources import sources
from .parts.summary import summary
from .parts.ties import ties
from .parts.timeline import timeline
from .unseen import plain

if TYPE_CHECKING:
    from jinja2 import Environment

    from .analysis import Analysis

CONTENTS = (
    ("summary", "Summary"),
    ("read", "What was read"),
    ("origins", "Who said it first"),
    ("actors", "Actors"),
    ("issues", "Issues"),
    ("ties", "Ties"),
    ("presence", "Presence and commitments"),
    ("timeline", "Timeline"),
    ("causes", "Causal claims"),
    ("forecasts", "Forecasts"),
    ("scenarios", "Scenarios"),
    ("carriers", "What carries the result"),
    ("evidence", "Evidence"),
    ("method", "Method and limits"),
)


def render(analysis: Analysis, excerpts: Excerpts = "sentence") -> str:
    """The page as HTML: no network, no machine path, no clock; the same analysis gives the same bytes.

    Whatever comes from articles is escaped, and the page's content security policy allows its own style and
    script alone, by their hashes. `excerpts` says how much of the articles' words it holds.
    """
    style, script = _file("charts.css") + _file("brief.css"), _file("brief.js")
    page = (
        _environment()
        .get_template("brief.html")
        .render(
            **parts_of(analysis, excerpts),
            style=style,
            script=script,
            style_hash=_digest(style),
            script_hash=_digest(script),
        )
    )
    return plain(page)


def parts_of(analysis: Analysis, excerpts: Excerpts) -> dict[str, Any]:
    """What any template of the brief shows, by the names that templates use."""
    index = Index(analysis, excerpts)
    held_issues, held_forecasts, held_scenarios = issues(index), forecasts(index), scenarios(index)
    parts = {
        "summary": summary(index, held_issues, held_forecasts, held_scenarios),
        "questions": questions(index, held_issues, held_forecasts, held_scenarios),
        "sources": sources(index),
        "origins": origins(index),
        "actors": actors(index),
        "issues": held_issues,
        "ties": ties(index),
        "presence": presence(index),
        "timeline": timeline(index),
        "causes": causes(index),
        "forecasts": held_forecasts,
        "scenarios": held_scenarios,
        "carriers": carriers(index),
        "evidence": evidence(index),
    }
    return {
        **parts,
        # Last: it lists the notes that the parts before it cited.
        "method": method(index),
        "title": _title(index),
        "as_of": figures.date(index.system.as_of),
        "contents": CONTENTS,
        "results": analysis.results,
        "excerpts": excerpts,
        "f": figures,
    }


def _title(index: Index) -> str:
    """The system's own title, else the actors most spoken of, and what the page makes of them."""
    leading = [index.system.title] if index.system.title else [a.name for a in actors(index)[:3] if a.claims]
    n = len(index.analysis.articles)
    said = f"what {figures.spell(n)} article{'s say' if n != 1 else ' says'}, and where it leads"
    return f"{figures.joined(leading)}: {said}" if leading else said.capitalize()


@cache
def _file(name: str) -> str:
    return (files("detente.show") / "data" / name).read_text(encoding="utf8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("detente.show", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["trusted"] = Markup  # for the page's own style and script alone
    return environment
