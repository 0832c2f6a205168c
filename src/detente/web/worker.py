"""The worker: a process that does the queued jobs one after another, and ends.

`python -m detente.web.worker` reads what to do (`jobs.Order`, JSON) from standard input.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DetenteError, NotInstalledError, OutputError, SourceError
from .jobs import Job, Jobs, Order
from .tasks import Add, Assemble, Explain, LeaveOut, MakeBrief, RunSystem

if TYPE_CHECKING:
    from ..sources.document import Document
    from ..store import Dossier, Put

ALL = "All scenarios of the system"
QUEUED = 1000  # jobs that may wait where one of them queues another
_BETWEEN = 0.2  # seconds between two notes of progress
_TOLD = 100  # sources left out that are told of
_LOOKS = 0.1  # seconds between two looks for more


class Stopped(Exception):  # noqa: N818  it is no error
    """Somebody asked for the end of a job."""


def main() -> None:
    """Do what is queued."""
    order = Order(**json.loads(sys.stdin.buffer.read()))
    logging.basicConfig(format="%(asctime)s %(message)s")
    work(Jobs(Path(order.folder)), order)


def work(jobs: Jobs, order: Order) -> None:
    """Do what is queued in a lane, unless another process is at it; what is queued while this one ends is not left
    lying. Once all is done it waits a while for more, since what it has imported and compiled is worth keeping."""
    while True:
        with jobs.working(order.lane) as alone:
            if not alone:
                return
            while (job := _next(jobs, order)) is not None:
                _do(jobs, job, order)
        if not jobs.folder.is_dir() or not jobs.waits(order.lane):
            return


def _next(jobs: Jobs, order: Order) -> Job | None:
    """The next job, waited for as long as the order has it."""
    until = time.monotonic() + order.linger
    while jobs.folder.is_dir():  # a folder that was taken away has no work any more
        job = jobs.take(order.lane)
        if job is not None or time.monotonic() >= until:
            return job
        time.sleep(_LOOKS)
    return None


def _do(jobs: Jobs, job: Job, order: Order) -> None:
    from ..store import open_dossier

    try:
        with open_dossier(order.dossier) as dossier:
            match job.asked:
                case Add() as asked:
                    Adding(jobs, job, asked, dossier, allow_private=order.allow_private).add()
                case MakeBrief() as asked:
                    Briefing(jobs, job, dossier).make(asked)
                case asked:
                    Modelling(jobs, job, dossier).do(asked)
    except Stopped:
        jobs.end(job.no, "stopped")
    except DetenteError as error:
        jobs.end(job.no, "failed", _without(str(jobs.folder), error.message))
    except Exception:  # whatever it is, the job must not seem to run for ever
        logging.getLogger("detente.web").exception("job %s", job.no)
        jobs.end(job.no, "failed", "something went wrong in it that should not; what it had added is kept")
    else:
        jobs.end(job.no, "done")


class Telling:
    """A job with what is told of it while it is done."""

    def __init__(self, jobs: Jobs, job: Job, dossier: Dossier) -> None:
        self._jobs, self._job, self._dossier = jobs, job, dossier
        self._told = 0.0

    def _came(self, **numbers: int | None) -> None:
        self._jobs.update(self._job.no, **numbers)

    def _stage(self, stage: str) -> None:
        self._jobs.update(self._job.no, doing=stage)
        self._heed()

    def _progress(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told >= _BETWEEN or done == total:
            self._told = now
            self._jobs.update(self._job.no, done=done, total=total, doing="running")
            self._heed()

    def _heed(self) -> None:
        if self._jobs.asked_to_stop(self._job.no):
            raise Stopped


class Briefing(Telling):
    """One job that makes a brief."""

    def make(self, task: MakeBrief) -> None:
        """Write the brief beside the jobs, in each form that can be had here. Raises Stopped and DetenteError."""
        from ..api import brief
        from ..api.intake import material_of
        from ..api.modelling import system_in

        self._stage("reading the dossier")
        found = material_of(self._dossier)
        no, system = system_in(self._dossier, task.system)
        made = brief(
            found.articles, found.statements, found.weighed, system=system, runs=task.runs, months=task.months,
            seed=task.seed, excerpts=task.excerpts, on_stage=self._stage,
        )  # fmt: skip
        self._stage("setting out the page")
        self._jobs.keep_brief(self._job.no, "brief.html", made.html.encode())
        self._jobs.keep_brief(self._job.no, "brief.md", made.markdown.encode())
        self._stage("printing the page")
        try:
            self._jobs.keep_brief(self._job.no, "brief.pdf", made.pdf)
        except (NotInstalledError, OutputError) as error:  # a PDF is a gift where there is a browser
            self._jobs.update(self._job.no, skipped=json.dumps([f"brief.pdf: {error.message}"]))
        self._came(system=no)


class Modelling(Telling):
    """One job on the dossier's system, with what is told of it."""

    def do(self, task: Assemble | RunSystem | Explain | LeaveOut) -> None:
        """Do the task and note what came of it. Raises Stopped and DetenteError."""
        from ..api import modelling

        d = self._dossier
        match task:
            case Assemble(author, note):
                made = modelling.assemble_dossier(d, author=author, note=note, on_stage=self._stage)
                self._came(system=made.use.system)
                if task.run:
                    self._queue_runs(author, made.use.system)
            case RunSystem():
                self._stage("preparing the runs")
                ran = modelling.run_dossier(
                    d, task.system, scenarios=task.scenarios, shocks=task.shocks, title=task.title, author=task.author,
                    runs=task.runs, months=task.months, seed=task.seed, of=task.of, progress=self._progress,
                )  # fmt: skip
                self._came(system=ran.system, run=ran.no)
            case Explain():
                self._stage(f"running it without each claim and mechanism, for {task.outcome}")
                found = modelling.explain_run(
                    d, task.run, task.outcome, scenario=task.scenario, month=task.month, author=task.author
                )
                self._came(system=found.system, run=found.no)
            case LeaveOut():
                left = modelling.leave_out(
                    d, task.run, task.source, author=task.author, note=task.note, on_stage=self._stage,
                    progress=self._progress,
                )  # fmt: skip
                run = left.run.no if left.run else None
                self._came(system=left.assembled.use.system, run=run, decision=left.edit.no)

    def _queue_runs(self, author: str, system: int) -> None:
        """Have all scenarios of a system run, unless that was done."""
        names = tuple(s.name for s in self._dossier.content(system).scenarios)
        done = any(r.system == system and set(names) <= set(r.scenarios) for r in self._dossier.runs())
        if names and not done:
            self._jobs.put(RunSystem(author, system, names, title=ALL), waiting=QUEUED)


class Adding:
    """One job: sources being loaded, read and put into the dossier, with what is told of it."""

    def __init__(self, jobs: Jobs, job: Job, task: Add, dossier: Dossier, *, allow_private: bool) -> None:
        self._jobs, self._job, self._dossier, self._private = jobs, job, dossier, allow_private
        self._addresses = task.addresses
        self._files = tuple(str(jobs.place(job.no, i, n)) for i, n in enumerate(task.files))
        self._skipped: list[str] = []
        self._outcomes = {"added": 0, "version": 0, "known": 0}
        self._articles: list[str] = []
        self._told = 0.0

    def add(self) -> None:
        """Do the job. Raises Stopped, and DetenteError where nothing could be had or kept."""
        from ..api.intake import listed_before, put_each
        from ..sources.loading import load_documents

        documents = load_documents(
            (*self._files, *self._addresses),
            allow_private=self._private,
            on_skip=self._skip,
            on_progress=self._progress,
            known=listed_before(self._dossier, self._addresses),
        )
        put_each(self._dossier, self._named(documents), on_put=self._put)
        self._tell()

    def _named(self, documents: Iterator[Document]) -> Iterator[Document]:
        """Documents of uploads by the names that they were sent under: where we keep them is nobody's business."""
        for document in documents:
            article = replace(document.article, path=self._shown(document.article.path))
            yield replace(document, article=article, source=self._shown(document.source))

    def _put(self, document: Document, put: Put) -> None:
        self._outcomes[put.outcome] += 1
        if put.article_id not in self._articles:
            self._articles.append(put.article_id)
        self._tell()
        if self._jobs.asked_to_stop(self._job.no):
            raise Stopped

    def _skip(self, error: SourceError) -> None:
        if len(self._skipped) < _TOLD:
            self._skipped.append(self._shown(error.message))
        self._tell()

    def _progress(self, done: int, total: int | None, what: str) -> None:
        now = time.monotonic()
        if now - self._told >= _BETWEEN or done == total:
            self._told = now
            self._jobs.update(self._job.no, done=done, total=total, doing=self._shown(what))
            if self._jobs.asked_to_stop(self._job.no):
                raise Stopped

    def _tell(self) -> None:
        self._jobs.update(
            self._job.no,
            added=self._outcomes["added"],
            versions=self._outcomes["version"],
            known=self._outcomes["known"],
            articles=json.dumps(self._articles[:500]),
            skipped=json.dumps(self._skipped),
        )

    def _shown(self, text: str) -> str:
        return _without(str(self._jobs.folder), text)


def _without(folder: str, text: str) -> str:
    """A text without the place where uploads lie."""
    return re.sub(re.escape(folder) + r"/inbox/\d+/\d+/", "", text)


if __name__ == "__main__":
    main()
