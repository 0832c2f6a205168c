"""The system's records: actors, issues, positions, ties, presence; estimates to edit; versions to compare, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ...store import Use
from ...system.file import LARGEST
from ..dependencies import Id, No, OfDossier, OfJobs, OfSettings, PageNo
from ..jobs import Job
from ..rendering import answer
from ..system_actions import LONGEST_NAME, LONGEST_NOTE, assemble, edit, take_up, upload
from ..views.system import (
    ActorList,
    ActorView,
    IssueList,
    IssueView,
    SystemView,
    actor_list,
    actor_view,
    issue_list,
    issue_view,
    system_of,
    system_view,
)
from ..views.system_address import LONGEST, address_of
from ..views.system_estimate import EstimateView, estimate_view
from ..views.system_estimates import Asked, EstimateList, estimate_list
from ..views.system_versions import ComparisonView, Versions, comparison, versions

router = APIRouter(tags=["system"])
SystemNo = Annotated[int | None, Query(alias="system", ge=1, le=10**9)]
Of = Annotated[str, Query(max_length=LONGEST)]
Wanted = Annotated[int, Query(ge=1, le=10**9)]


class Signed(BaseModel):
    """Who does something and why."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    author: str = Field(min_length=1, max_length=LONGEST_NAME)
    note: str = Field("", max_length=LONGEST_NOTE)


class Anew(Signed):
    """A system to be assembled; `run` has its scenarios run then."""

    run: bool = False


class Change(Signed):
    """A change of the system: `instead_of` is the number of the one that was looked at, and nothing is changed where
    another has been taken up since."""

    instead_of: int | None = Field(None, ge=1, le=10**9)


class NewEstimate(Change):
    """An analyst's estimate in the place of one. `of` is its address, like ties/ISR/RUS/diplomatic/value; `note` says
    why, and is needed; without `sd` that stays; without `mean` the number is what claims say again."""

    of: str = Field(min_length=1, max_length=LONGEST)
    mean: float | None = None
    sd: float | None = Field(None, ge=0)


class SystemFile(Change):
    """A system file: its text, in YAML."""

    text: str = Field(max_length=LARGEST)


class TakeUp(Change):
    """That a system that is held is the one to work with, by its number."""

    system: int = Field(ge=1, le=10**9)


@router.get("/system", response_model=SystemView)
def current_system(dossier: OfDossier) -> Response:
    """The system that is worked with: who took it up, what came since, how much it holds, who is present where."""
    system_of(dossier)
    return answer(system_view(dossier))


@router.get("/system/actors", response_model=ActorList)
def list_actors(dossier: OfDossier, system: SystemNo = None, page_no: PageNo = 1) -> Response:
    """Actors with capability and strategies, those most spoken of first."""
    return answer(actor_list(dossier, system_of(dossier, system), page_no))


@router.get("/system/actors/{code}", response_model=ActorView)
def one_actor(code: Id, dossier: OfDossier, system: SystemNo = None) -> Response:
    """An actor with its positions, ties, presence and commitments."""
    return answer(actor_view(dossier, system_of(dossier, system), code))


@router.get("/system/issues", response_model=IssueList)
def list_issues(dossier: OfDossier, system: SystemNo = None, page_no: PageNo = 1) -> Response:
    """Issues with the best founded positions on each."""
    return answer(issue_list(system_of(dossier, system), page_no))


@router.get("/system/issue", response_model=IssueView)
def one_issue(
    id: Annotated[str, Query(max_length=200)],  # noqa: A002  the query's word
    dossier: OfDossier,
    system: SystemNo = None,
) -> Response:
    """An issue with all positions on it."""
    return answer(issue_view(system_of(dossier, system), id))


@router.get("/system/estimates", response_model=EstimateList)
def list_estimates(
    dossier: OfDossier,
    part: str = "",
    actor: str = "",
    toward: str = "",
    issue: str = "",
    domain: str = "",
    arena: str = "",
    basis: str = "",
    system: SystemNo = None,
    page_no: PageNo = 1,
) -> Response:
    """Estimates that fit all that is asked. `part` is a section of the system's file, like ties; `toward` an actor
    that is not the first named."""
    asked = Asked(part, actor, toward, issue, domain, arena, basis)
    return answer(estimate_list(system_of(dossier, system), asked, page_no))


@router.get("/system/estimate", response_model=EstimateView)
def one_estimate(of: Of, dossier: OfDossier, system: SystemNo = None) -> Response:
    """An estimate with its prior, what each claim says of it, their sentences, and its history. `of` is its address,
    like ties/ISR/RUS/diplomatic/value."""
    return answer(estimate_view(dossier, system_of(dossier, system), address_of(of)))


@router.post("/system/estimate", response_model=Use, status_code=201)
def change_estimate(given: NewEstimate, dossier: OfDossier) -> Response:
    """Put an analyst's estimate in the place of one: a new version of the system, which is worked with from now on."""
    use = edit(
        dossier, given.of, mean=given.mean, sd=given.sd, author=given.author, note=given.note,
        instead_of=given.instead_of,
    )  # fmt: skip
    return answer(use, 201)


@router.post("/system/assemble", response_model=Job, status_code=202)
def assemble_system(given: Anew, dossier: OfDossier, jobs: OfJobs, settings: OfSettings) -> Response:
    """Assemble the system of what the dossier holds now; what analysts wrote is carried over. A job does it, and
    another runs all its scenarios then where that is asked for (`run`)."""
    job = assemble(dossier, jobs, settings, author=given.author, note=given.note, run=given.run)
    return answer(job, 202)


@router.post("/system", response_model=Use, status_code=201)
def upload_system(given: SystemFile, dossier: OfDossier) -> Response:
    """Take up a system file that somebody wrote; one that is wrong changes nothing and is told of with its line."""
    use = upload(
        dossier, given.text, author=given.author, note=given.note, instead_of=given.instead_of
    )  # fmt: skip
    return answer(use, 201)


@router.post("/system/use", response_model=Use, status_code=201)
def use_system(given: TakeUp, dossier: OfDossier) -> Response:
    """Take up a system that is held, an earlier one say."""
    use = take_up(
        dossier, given.system, author=given.author, note=given.note, instead_of=given.instead_of
    )  # fmt: skip
    return answer(use, 201)


@router.get("/systems", response_model=Versions)
def list_systems(dossier: OfDossier, page_no: PageNo = 1) -> Response:
    """Which systems were taken up to work with, by whom and why, latest first."""
    return answer(versions(dossier, page_no))


@router.get("/systems/compare", response_model=ComparisonView)
def compare_systems(before: Wanted, after: Wanted, dossier: OfDossier, page_no: PageNo = 1) -> Response:
    """What one system has otherwise than another: estimates, and what came to each part and went from it."""
    return answer(comparison(dossier, before, after, page_no))


@router.get("/systems/{no}", response_model=SystemView)
def one_system(no: No, dossier: OfDossier) -> Response:
    """A system by its number."""
    return answer(system_view(dossier, no))


@router.get(
    "/systems/{no}/file",
    response_class=Response,
    responses={200: {"content": {"application/yaml": {"schema": {"type": "object"}}}}},
)
def system_file(no: No, dossier: OfDossier) -> Response:
    """The file of a system, as it was written or uploaded."""
    return yaml_of(dossier.system(no).text)


def yaml_of(text: str, name: str | None = None) -> Response:
    """The text of a system file; with a name to be saved under that."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
    return Response(text.encode("utf8"), media_type="application/yaml", headers=headers)
