"""detente reads analysis on international affairs into a model to run, each number led back to its words.

    >>> import detente
    >>> articles = detente.load("examples/levant/*.txt")
    >>> statements = detente.read(articles)
    >>> weighed = detente.weigh(articles, statements)
    >>> assembly = detente.assemble(articles, statements, weighed)
    >>> results = detente.simulate(assembly, runs=1000, months=24, seed=0)
    >>> detente.brief(articles).write("brief.html")

Every function takes paths (files, folders, patterns, addresses) in place of articles and then does the steps
before it itself. Names are imported when they are first used, so that `import detente` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from .api import (
        Brief,
        Table,
        assemble,
        brief,
        check,
        load,
        load_scenarios,
        load_system,
        mentions,
        read,
        relations,
        save_system,
        settle,
        simulate,
        weigh,
    )
    from .dynamics.settle import Settlement
    from .dynamics.state import Explanation, Outcome, Results
    from .errors import (
        DetenteError,
        EmptySourceError,
        FetchError,
        LanguageError,
        NotTextError,
        OutputError,
        QuoteError,
        ReadingError,
        ScenarioError,
        SettleError,
        SimulationError,
        SourceError,
        SystemFileError,
        TooLargeError,
        VocabularyError,
    )
    from .evidence.claim import Claim, Origin, Weighed
    from .reading.mentions import Mention
    from .reading.relations import Relation
    from .reading.statement import ActorRef, Statement
    from .show.analysis import Analysis
    from .sources.article import Article
    from .system.assembly import Assembly
    from .system.model import Estimate, Scenario, Shock, System, Variable
    from .system.problem import Problem

_HOME = {
    "api": (
        "Brief", "Table", "assemble", "brief", "check", "load", "load_scenarios", "load_system", "mentions", "read",
        "relations", "save_system", "settle", "simulate", "weigh",
    ),
    "dynamics.settle": ("Settlement",),
    "dynamics.state": ("Explanation", "Outcome", "Results"),
    "errors": (
        "DetenteError", "EmptySourceError", "FetchError", "LanguageError", "NotTextError", "OutputError",
        "QuoteError", "ReadingError", "ScenarioError", "SettleError", "SimulationError", "SourceError",
        "SystemFileError", "TooLargeError", "VocabularyError",
    ),
    "evidence.claim": ("Claim", "Origin", "Weighed"),
    "reading.mentions": ("Mention",),
    "reading.relations": ("Relation",),
    "reading.statement": ("ActorRef", "Statement"),
    "show.analysis": ("Analysis",),
    "sources.article": ("Article",),
    "system.assembly": ("Assembly",),
    "system.model": ("Estimate", "Scenario", "Shock", "System", "Variable"),
    "system.problem": ("Problem",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "ActorRef",
    "Analysis",
    "Article",
    "Assembly",
    "Brief",
    "Claim",
    "DetenteError",
    "EmptySourceError",
    "Estimate",
    "Explanation",
    "FetchError",
    "LanguageError",
    "Mention",
    "NotTextError",
    "Origin",
    "Outcome",
    "OutputError",
    "Problem",
    "QuoteError",
    "ReadingError",
    "Relation",
    "Results",
    "Scenario",
    "ScenarioError",
    "SettleError",
    "Settlement",
    "Shock",
    "SimulationError",
    "SourceError",
    "Statement",
    "System",
    "SystemFileError",
    "Table",
    "TooLargeError",
    "Variable",
    "VocabularyError",
    "Weighed",
    "__version__",
    "assemble",
    "brief",
    "check",
    "load",
    "load_scenarios",
    "load_system",
    "mentions",
    "read",
    "relations",
    "save_system",
    "settle",
    "simulate",
    "weigh",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
