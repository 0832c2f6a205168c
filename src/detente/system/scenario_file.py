"""Scenario files: a YAML list of scenarios, read with the same bounds as a system file."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..errors import ScenarioError, SystemFileError
from .bounds import path_of
from .file import LARGEST, compose, fault_in, line_of, remedy_for
from .model import Scenario, System
from .scenario_bounds import scenario_faults, shapes

_SCENARIOS = TypeAdapter(tuple[Scenario, ...])
_SHAPE = "write a list: - name: …, title: …, shocks: […]"


def load_scenarios(path: str | os.PathLike[str], system: System | None = None) -> tuple[Scenario, ...]:
    """Read a file of scenarios.

    Raises ScenarioError, with the line, where it cannot be read or breaks its schema, where a shock says what cannot
    be, and with a system also where a scenario names what that does not hold.
    """
    where = os.fspath(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ScenarioError(
            f"cannot be read ({error.strerror})", where=where, remedy="name a YAML file"
        ) from error
    except UnicodeDecodeError as error:
        raise ScenarioError(
            f"not UTF-8 text at byte {error.start}", where=where, remedy="save it as UTF-8"
        ) from error
    if len(data) > LARGEST:
        raise ScenarioError(f"larger than {LARGEST // 1_000_000} MB", where=where, remedy="split it")
    try:
        tree, lines = compose(text, where)
    except SystemFileError as error:
        raise ScenarioError(error.what, where=error.where, remedy=error.remedy) from error
    if not isinstance(tree, list) or not tree:
        raise ScenarioError("holds no list of scenarios", where=where, remedy=_SHAPE)
    try:
        scenarios = _SCENARIOS.validate_python(tree)
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: line_of(lines, e["loc"]))
        raise ScenarioError(
            fault_in(first, error.error_count()),
            where=f"{where}, line {line_of(lines, first['loc'])}",
            remedy=remedy_for(first),
        ) from error
    if system is None:
        wrong = [(fault.place, fault.what) for fault in shapes(scenarios)]
    else:
        alone = system.model_copy(update={"scenarios": scenarios})
        wrong = [(fault.place[1:], fault.what) for fault in scenario_faults(alone)]
    if wrong:
        place, what = wrong[0]
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise ScenarioError(
            f"{path_of(place)}: {what}{more}",
            where=f"{where}, line {line_of(lines, place)}",
            remedy="docs/scenarios.md tells what a shock takes"
            if system is None
            else "use actors, arenas and issues of the system; docs/scenarios.md tells what a shock takes",
        )
    return scenarios
