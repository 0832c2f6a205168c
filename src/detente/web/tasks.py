"""Tasks: what a job is asked to do, one type a kind of job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..show.excerpt import Excerpts

Kind = Literal["add", "assemble", "run", "explain", "leave_out", "brief"]
Lane = Literal["library", "model"]
LANES: tuple[Lane, ...] = ("library", "model")
"""Jobs of a lane are done one after another; the lanes side by side."""


@dataclass(frozen=True, slots=True)
class Add:
    """Add sources: names of uploads, and addresses that are fetched."""

    files: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assemble:
    """Assemble the dossier's system anew, and `run` all its scenarios then."""

    author: str
    note: str = ""
    run: bool = False


@dataclass(frozen=True, slots=True)
class RunSystem:
    """Run a system (null: the one worked with), as `api.modelling.run_dossier` takes it."""

    author: str
    system: int | None = None
    scenarios: tuple[str, ...] = ()
    shocks: tuple[str, ...] = ()
    title: str = ""
    runs: int = 500
    months: int = 24
    seed: int = 0
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Explain:
    """Explain an outcome of a run, as `api.modelling.explain_run` takes it."""

    author: str
    run: int
    outcome: str
    scenario: str | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Reject a source and do a run again without it, as `api.modelling.leave_out` does."""

    author: str
    run: int
    source: str
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class MakeBrief:
    """Make a brief of all that the dossier holds, with a system (null: the one worked with)."""

    author: str
    system: int | None = None
    excerpts: Excerpts = "sentence"
    runs: int = 500
    months: int = 24
    seed: int = 0


Task = Add | Assemble | RunSystem | Explain | LeaveOut | MakeBrief
TASKS: dict[Kind, type[Task]] = {
    "add": Add, "assemble": Assemble, "run": RunSystem, "explain": Explain, "leave_out": LeaveOut, "brief": MakeBrief,
}  # fmt: skip


def kind_of(task: Task) -> Kind:
    """The kind of job that does a task."""
    return next(kind for kind, made in TASKS.items() if isinstance(task, made))


def lane_of(kind: Kind) -> Lane:
    """The lane that does jobs of a kind."""
    return "library" if kind == "add" else "model"


def title_of(task: Task) -> str:
    """A task in a few words, for lists of jobs."""
    match task:
        case Add(files, addresses):
            given = [*files, *addresses]
            return given[0] if len(given) == 1 else f"{given[0]} and {len(given) - 1} more"
        case Assemble():
            return "Assemble the system"
        case RunSystem(title=title, scenarios=scenarios, shocks=shocks):
            return f"Run: {title or '; '.join((*scenarios, *shocks)) or 'baseline'}"[:300]
        case Explain(run=run, outcome=outcome):
            return f"Explain {outcome} of run {run}"[:300]
        case LeaveOut(run=run, source=source, name=name):
            return f"Run {run} without {name or source}"[:300]
        case MakeBrief(excerpts=excerpts):
            words = {
                "none": "without the articles’ words",
                "sentence": "with sentences",
                "paragraph": "with paragraphs",
            }
            return f"Brief {words[excerpts]}"
