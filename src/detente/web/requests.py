"""Requests on a run: an outcome to be explained, a source to be left out, once they are known to make sense."""

from __future__ import annotations

from ..errors import ScenarioError
from ..store import Dossier
from .refusals import Refusal
from .tasks import Explain, LeaveOut
from .views import keeping
from .views.outcomes import Asked, place
from .views.runs import left_out, run_view


def explain_task(dossier: Dossier, run: int, asked: Asked, outcome: str, *, author: str) -> Explain:
    """The task that explains an outcome. Raises ScenarioError where the run has none of that name."""
    results = keeping.results(dossier, run)
    place(results, asked)
    if outcome not in {v.label for v in results.variables}:
        raise ScenarioError(
            f"the run reports no outcome {outcome[:80]!r}", remedy="name one as the run's outcomes are named"
        )
    return Explain(author, run, outcome, asked.scenario, asked.month)


def leave_out_task(dossier: Dossier, run: int, source: str, *, author: str, note: str) -> LeaveOut:
    """The task that leaves a source out. Raises Refusal where the dossier has no such source, or left it out."""
    run_view(dossier, run)
    named = 0 < len(source) <= 200 and source.isprintable()
    if not named or not (dossier.has(source) or is_origin(dossier, source)):
        raise Refusal(
            422, "is no article or origin", where="the source", remedy="name it as explanations and claims do"
        )
    (known,) = left_out(dossier, [source])
    if known.undo is not None:
        raise Refusal(409, "is left out already", where="the source", remedy="undo that first")
    return LeaveOut(author, run, source, note.strip()[:2000], known.name)


def is_origin(dossier: Dossier, source: str) -> bool:
    """Whether some claim comes from an origin of this id."""
    from ..store import Wanted

    return dossier.find_claims(Wanted(origin=source), count=1).total > 0
