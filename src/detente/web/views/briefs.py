"""Briefs: those that were made of a dossier and are kept, each in the forms that could be had."""

from __future__ import annotations

from dataclasses import dataclass

from ..jobs import BRIEF_FILES, Job, Jobs


@dataclass(frozen=True, slots=True)
class BriefView:
    """A brief that is kept: the number of the job that made it, what was asked for, and the files there are.

    `left_out` says what could not be made of it and why.
    """

    no: int
    title: str
    author: str
    at: str
    system: int | None
    files: tuple[str, ...]
    left_out: tuple[str, ...]


def briefs(jobs: Jobs) -> tuple[BriefView, ...]:
    """The briefs that are kept, the latest first."""
    listed = {j.no: j for j in jobs.latest(1000, "model")}
    return tuple(
        _view(jobs, listed[no]) for no in jobs.briefs() if no in listed and listed[no].state == "done"
    )


def _view(jobs: Jobs, job: Job) -> BriefView:
    folder = jobs.folder / "briefs" / str(job.no)
    files = tuple(name for name in BRIEF_FILES if (folder / name).is_file())
    return BriefView(
        job.no, job.title, str(job.task.get("author", "")), job.at, job.system, files, job.skipped
    )
