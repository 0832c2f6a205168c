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
        add,
        assemble,
        brief,
        check,
        explain,
        load,
        load_ranking,
        load_results,
        load_scenarios,
        load_system,
        mentions,
        open_dossier,
        read,
        relations,
        save_results,
        save_system,
        sensitivity,
        settle,
        simulate,
        test_hypotheses,
        trails,
        weigh,
    )
    from .api.modelling import (
        Assembled,
        LeftOut,
        add_scenario,
        assemble_dossier,
        compare_systems,
        edit_estimate,
        explain_run,
        explanation_in,
        leave_out,
        results_in,
        run_dossier,
        system_in,
        upload_system,
    )
    from .dynamics.settle import Settlement
    from .dynamics.state import Explanation, HypothesisTest, Outcome, Provenance, Results, Sensitivity
    from .errors import (
        DetenteError,
        DossierDamagedError,
        DossierError,
        DossierFullError,
        DossierLockedError,
        DossierLostError,
        DossierVersionError,
        EditError,
        EmptySourceError,
        FetchError,
        LanguageError,
        NotInstalledError,
        NotTextError,
        OutputError,
        QuoteError,
        ReadingError,
        ResultsError,
        ScenarioError,
        SettleError,
        SimulationError,
        SourceError,
        SystemFileError,
        TooLargeError,
        UnavailableError,
        VocabularyError,
    )
    from .evidence.claim import Claim, Origin, Weighed
    from .evidence.reliability import Ranking
    from .evidence.ruling import Rulings
    from .evidence.trail import Trail
    from .reading.mentions import Mention
    from .reading.relations import Relation
    from .reading.statement import ActorRef, Statement
    from .show.analysis import Analysis
    from .sources.article import Article
    from .store import Dossier, Run, Use, Wanted
    from .system.assembly import Assembly
    from .system.comparing import Change, Comparison
    from .system.model import Estimate, Hypothesis, Scenario, Shock, System, Variable
    from .system.problem import Problem

_HOME = {
    "api": (
        "Brief", "Table", "add", "assemble", "brief", "check", "explain", "load", "load_ranking", "load_results",
        "load_scenarios", "load_system", "mentions", "open_dossier", "read", "relations", "save_results",
        "save_system", "sensitivity", "settle", "simulate", "test_hypotheses",
        "trails", "weigh",
    ),
    "api.modelling": (
        "Assembled", "LeftOut", "add_scenario", "assemble_dossier", "compare_systems", "edit_estimate",
        "explain_run", "explanation_in", "leave_out", "results_in", "run_dossier", "system_in",
        "upload_system",
    ),
    "dynamics.settle": ("Settlement",),
    "dynamics.state": ("Explanation", "HypothesisTest", "Outcome", "Provenance", "Results", "Sensitivity"),
    "errors": (
        "DetenteError", "DossierDamagedError", "DossierError", "DossierFullError", "DossierLockedError",
        "DossierLostError", "DossierVersionError", "EditError", "EmptySourceError", "FetchError",
        "LanguageError", "NotInstalledError", "NotTextError", "OutputError", "QuoteError", "ReadingError",
        "ResultsError", "ScenarioError", "SettleError", "SimulationError", "SourceError", "SystemFileError",
        "TooLargeError", "UnavailableError", "VocabularyError",
    ),
    "evidence.claim": ("Claim", "Origin", "Weighed"),
    "evidence.reliability": ("Ranking",),
    "evidence.ruling": ("Rulings",),
    "evidence.trail": ("Trail",),
    "reading.mentions": ("Mention",),
    "reading.relations": ("Relation",),
    "reading.statement": ("ActorRef", "Statement"),
    "show.analysis": ("Analysis",),
    "sources.article": ("Article",),
    "store": ("Dossier", "Run", "Use", "Wanted"),
    "system.assembly": ("Assembly",),
    "system.comparing": ("Change", "Comparison"),
    "system.model": ("Estimate", "Hypothesis", "Scenario", "Shock", "System", "Variable"),
    "system.problem": ("Problem",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "ActorRef",
    "Analysis",
    "Article",
    "Assembled",
    "Assembly",
    "Brief",
    "Change",
    "Claim",
    "Comparison",
    "DetenteError",
    "Dossier",
    "DossierDamagedError",
    "DossierError",
    "DossierFullError",
    "DossierLockedError",
    "DossierLostError",
    "DossierVersionError",
    "EditError",
    "EmptySourceError",
    "Estimate",
    "Explanation",
    "FetchError",
    "Hypothesis",
    "HypothesisTest",
    "LanguageError",
    "LeftOut",
    "Mention",
    "NotInstalledError",
    "NotTextError",
    "Origin",
    "Outcome",
    "OutputError",
    "Problem",
    "Provenance",
    "QuoteError",
    "Ranking",
    "ReadingError",
    "Relation",
    "Results",
    "ResultsError",
    "Rulings",
    "Run",
    "Scenario",
    "ScenarioError",
    "Sensitivity",
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
    "Trail",
    "UnavailableError",
    "Use",
    "Variable",
    "VocabularyError",
    "Wanted",
    "Weighed",
    "__version__",
    "add",
    "add_scenario",
    "assemble",
    "assemble_dossier",
    "brief",
    "check",
    "compare_systems",
    "edit_estimate",
    "explain",
    "explain_run",
    "explanation_in",
    "leave_out",
    "load",
    "load_ranking",
    "load_results",
    "load_scenarios",
    "load_system",
    "mentions",
    "open_dossier",
    "read",
    "relations",
    "results_in",
    "run_dossier",
    "save_results",
    "save_system",
    "sensitivity",
    "settle",
    "simulate",
    "system_in",
    "test_hypotheses",
    "trails",
    "upload_system",
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
