"""Scenarios of the system as JSON: which there are, and adding one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ...api.modelling import add_scenario, current_in, system_in
from ...errors import ScenarioError
from ...store import Use
from ..composing import LENGTH, LINES, NAME, TITLE, Draft, mistakes, refuse, reserved
from ..dependencies import OfDossier
from ..rendering import answer
from ..views.runs import ScenarioView, scenario_views

router = APIRouter(tags=["scenarios"])
ShockWords = Annotated[str, Field(min_length=1, max_length=LENGTH)]
Author = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class ScenarioList:
    """The scenarios of a system."""

    system: int
    scenarios: tuple[ScenarioView, ...]


class NewScenario(BaseModel):
    """A scenario made of shocks in words, as `detente run --shock` takes them. `instead_of` is the number of the
    system that it was made for: refused where another has been taken up since."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(pattern=f"^{NAME}$")
    title: str = Field("", max_length=TITLE)
    text: str = Field("", max_length=2000)
    shocks: list[ShockWords] = Field(min_length=1, max_length=LINES)
    author: Author
    instead_of: Annotated[int, Field(ge=1, le=10**9)] | None = None


@router.get("/scenarios", response_model=ScenarioList)
def list_scenarios(dossier: OfDossier) -> Response:
    """The scenarios of the system that is worked with."""
    no = current_in(dossier)
    return answer(ScenarioList(no, scenario_views(dossier, no)))


@router.post("/scenarios", response_model=Use, status_code=201)
def save_scenario(given: NewScenario, dossier: OfDossier) -> Response:
    """Save shocks as a scenario of the system that is worked with."""
    _, system = system_in(dossier)
    shocks = tuple(" ".join(s.split()) for s in given.shocks)
    refuse(mistakes(Draft((), shocks, given.title, months="240"), system))
    if not all(c.isprintable() or c in "\n\t" for c in given.text):
        raise ScenarioError("is no plain text", where="text", remedy="leave out what cannot be seen")
    made = add_scenario(
        dossier, reserved(given.name), shocks, title=given.title, text=given.text, author=given.author,
        instead_of=given.instead_of,
    )  # fmt: skip
    return answer(made, 201)
