"""Working on the system of a dossier: assembling it, editing it, running it, explaining what came of it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ..errors import DossierError, EditError, ResultsError, ScenarioError
from ..version import __version__

if TYPE_CHECKING:
    from ..dynamics.state import Explanation, Results
    from ..store import Dossier, Edit, Run, Use
    from ..system.comparing import Comparison
    from ..system.editing import Address
    from ..system.model import Scenario, System

RUNS, MONTHS = 500, 24
EXPLAINING = 128
"""Runs behind an explanation: its shares are differences under common random numbers, which need few."""
_TRIES = 5
_NAMED = 20  # lost numbers that the log names
OWN = "shocks"


@dataclass(frozen=True, slots=True)
class Assembled:
    """A system of a dossier assembled anew: the use that took it up, and what of an analyst's work it kept or lost.

    `new` is false where nothing is otherwise than in the system worked with before.
    """

    use: Use
    kept: tuple[Address, ...]
    lost: tuple[Address, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A source left out and everything done again without it: the decision, the system, the run and the one before.

    `run` is null where the scenario cannot be run any more.
    """

    edit: Edit
    assembled: Assembled
    run: Run | None
    before: Run


def assemble_dossier(
    dossier: Dossier,
    *,
    author: str = "",
    note: str = "",
    as_of: str | None = None,
    on_stage: Callable[[str], Any] = lambda stage: None,
) -> Assembled:
    """Assemble the system that a dossier's articles describe and take it up as the one to work with.

    An analyst's work on the system before (his estimates, scenarios, hypotheses, mechanisms) is carried over into it.
    Raises DossierError where nothing is held.
    """
    from ..system.assembly import assemble
    from ..system.editing import Carried, carried_over
    from .intake import material_of

    mark = dossier.mark()
    on_stage("reading the dossier")
    found = material_of(dossier)
    if not found.articles:
        raise DossierError("holds no article", where=dossier.where, remedy="add some first")
    on_stage(f"assembling {len(found.weighed.claims):,} claims")
    fresh = assemble(found.articles, found.statements, found.weighed, as_of=as_of).system
    for _ in range(_TRIES):
        before = dossier.current_system()
        held = None if before is None else dossier.content(before)
        carried = Carried(fresh, (), ()) if held is None else carried_over(held, fresh)
        last = dossier.uses()[-1] if held is not None else None
        if last is not None and carried.system == held and last.mark == mark:
            return Assembled(last, carried.kept, carried.lost, new=False)
        words = (note or f"assembled from {len(found.articles):,} articles") + _lost(carried.lost)
        try:
            use = dossier.keep_system(carried.system, author=author, note=words, instead_of=before, mark=mark)
        except EditError:  # somebody edited it meanwhile: his work is carried over too
            continue
        return Assembled(use, carried.kept, carried.lost, new=carried.system != held)
    raise EditError(
        "is being changed all the time", where="the system", remedy="assemble it again in a while"
    )


def system_in(dossier: Dossier, no: int | None = None) -> tuple[int, System]:
    """A system of a dossier with its number; by default that worked with. Raises DossierError where there is none."""
    wanted = current_in(dossier) if no is None else no
    return wanted, dossier.content(wanted)


def current_in(dossier: Dossier) -> int:
    """The number of the system that a dossier's work goes on with. Raises DossierError where there is none."""
    current = dossier.current_system()
    if current is None:
        raise DossierError(
            "holds no system yet", where=dossier.where, remedy="have one assembled, or upload one"
        )
    return current


def edit_estimate(
    dossier: Dossier,
    address: Address,
    *,
    mean: float | None = None,
    sd: float | None = None,
    author: str,
    note: str,
    instead_of: int | None = None,
) -> Use:
    """Put an analyst's estimate in place of one of the system worked with; without numbers, what claims say again.

    `instead_of` is the number of the system that he looked at: raises EditError where another has been taken up since,
    and where the number cannot be.
    """
    from ..system.editing import estimate_at, with_estimate, without_edit
    from ..system.file import dump_edited

    no, system = system_in(dossier, None)
    where = "/".join(address)
    if mean is None:
        made, said = without_edit(system, address), f"{where}: what claims say again"
    else:
        sd = estimate_at(system, address).sd if sd is None else sd
        made, said = with_estimate(system, address, mean, sd, note), f"{where}: {mean:g} ± {sd:g}"
    note = note.strip()
    return dossier.keep_system(
        made, dump_edited(made, system, dossier.system(no).text), author=author,
        note=f"{said}; {note}" if note else said, instead_of=no if instead_of is None else instead_of,
    )  # fmt: skip


def upload_system(
    dossier: Dossier, text: str, *, author: str, note: str = "", instead_of: int | None = None
) -> Use:
    """Take up a system file that somebody wrote. Raises SystemFileError, with the line, where it is wrong."""
    from ..system.file import parse_system

    system = parse_system(text, where="the file")
    return dossier.keep_system(system, text, author=author, note=note or "uploaded", instead_of=instead_of)


def add_scenario(
    dossier: Dossier,
    name: str,
    shocks: Sequence[str],
    *,
    title: str = "",
    text: str = "",
    author: str,
    instead_of: int | None = None,
) -> Use:
    """Put a scenario made of shocks in words into the system worked with.

    Raises ScenarioError where the name is taken or a shock cannot be understood or imposed there.
    """
    from ..dynamics.shock import parse_shock
    from ..system.file import dump_edited
    from .analysis import with_scenarios

    no, system = system_in(dossier, None)
    made = with_scenarios(system, [_scenario(name, title, text, tuple(parse_shock(s) for s in shocks))])
    return dossier.keep_system(
        made, dump_edited(made, system, dossier.system(no).text), author=author,
        note=f"scenario {name}: {'; '.join(shocks)}",
        instead_of=no if instead_of is None else instead_of,
    )  # fmt: skip


def compare_systems(dossier: Dossier, before: int, after: int) -> Comparison:
    """What one system of a dossier has otherwise than another. Raises DossierError where one is not held."""
    from ..system.comparing import compare

    return compare(dossier.content(before), dossier.content(after))


def run_dossier(
    dossier: Dossier,
    system: int | None = None,
    *,
    scenarios: Sequence[str] = (),
    shocks: Sequence[str] = (),
    title: str = "",
    author: str = "",
    runs: int = RUNS,
    months: int = MONTHS,
    seed: int = 0,
    of: int | None = None,
    without: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Run a system of a dossier (by default the one worked with) and keep what came of it.

    `scenarios` are names of the system's own, `shocks` in words make one more; the baseline always runs. `of` is the
    run that this one is to be held against, `without` the sources that were left out for it. Raises ScenarioError,
    SimulationError, DossierError.
    """
    from ..dynamics.courses import courses_of
    from ..dynamics.ensemble import simulate

    no, held = system_in(dossier, system)
    results = simulate(
        held, scenarios=tuple(scenarios), shocks=tuple(shocks), runs=runs, months=months, seed=seed,
        progress=progress,
    )  # fmt: skip
    kept = dossier.save_run(
        system=no, command=command_of("run", scenarios, shocks, runs, months, seed), inputs=results.inputs,
        seed=seed, runs=runs, months=months, version=__version__, results=courses_of(results),
        title=title.strip() or titled(held, scenarios, shocks), author=author, scenarios=scenarios, shocks=shocks,
        of=of, without=without,
    )  # fmt: skip
    return dossier.run(kept)


def results_in(dossier: Dossier, run: int) -> Results:
    """What a run of a dossier gave. Raises DossierError where it is not held, ResultsError where it is none."""
    from ..dynamics.courses import results_of

    return results_of(dossier.results(run))


def explain_run(
    dossier: Dossier,
    run: int,
    outcome: str,
    *,
    scenario: str | None = None,
    month: int | None = None,
    author: str = "",
) -> Run:
    """Explain an outcome of a run, and keep that as a run of its own (`explanation_in` gives it).

    `outcome` is a variable's label, like "tie:ISR>RUS"; `scenario` (default: the last that was run) is looked at in
    its change against the baseline, the baseline as it is. Raises ScenarioError, DossierError.
    """
    from ..dynamics.explain import explain_outcome
    from ..system.assembly import assembly_of
    from ..system.label import variable_of

    ran = dossier.run(run)
    names = ("baseline", *ran.scenarios, *((OWN,) if ran.shocks else ()))
    name = scenario or names[-1]
    if name not in names:
        raise ScenarioError(f"run {run} has no scenario {name}", remedy=f"choose from: {', '.join(names)}")
    assembly = assembly_of(dossier.content(ran.system))
    count = min(ran.runs, EXPLAINING)
    found = explain_outcome(
        assembly, variable_of(outcome), scenario=name, month=month, runs=count, seed=ran.seed, months=ran.months,
        contrast=name != "baseline", shocks=ran.shocks if name not in {"baseline", *ran.scenarios} else (),
        sources=True,
    )  # fmt: skip
    command = ["explain", "system.yaml", outcome]
    command += [f"--scenario={name}"] if name in ran.scenarios else []
    command += [f"--shock={s}" for s in ran.shocks] if name not in {"baseline", *ran.scenarios} else []
    kept = dossier.save_run(
        system=ran.system, command=shlex.join([*command, f"--month={found.month}", f"--runs={count}"]),
        inputs=sha256(dossier.system(ran.system).text.encode("utf8")).hexdigest()[:16], seed=ran.seed, runs=count,
        months=ran.months, version=__version__, results=[found], title=outcome, author=author, of=run,
    )  # fmt: skip
    return dossier.run(kept)


def explanation_in(dossier: Dossier, run: int) -> Explanation:
    """The explanation that a run of a dossier kept. Raises DossierError, ResultsError where it is of another kind."""
    from ..dynamics.state import Explanation
    from ..records import from_record

    records = dossier.results(run)
    try:
        (record,) = records
        return from_record(Explanation, record)
    except (ValueError, TypeError, KeyError) as error:
        raise ResultsError(
            "holds no explanation", where=f"run {run}", remedy="name a run that explains"
        ) from error


def leave_out(
    dossier: Dossier,
    run: int,
    source: str,
    *,
    author: str,
    note: str = "",
    on_stage: Callable[[str], Any] = lambda stage: None,
    progress: Callable[[int, int], None] | None = None,
) -> LeftOut:
    """Reject an article or an origin by its id, assemble the system without it, and do a run again to see it move.

    The decision stands in the log and can be undone. Raises EditError where there is no such source.
    """
    before = dossier.run(run)
    edit = dossier.record("reject", source, author=author, note=note or f"to see run {run} without it")
    assembled = assemble_dossier(
        dossier, author=author, note=f"assembled without {source_in(dossier, source)}", on_stage=on_stage
    )
    on_stage(f"doing run {run} again")
    own = {s.name for s in dossier.content(assembled.use.system).scenarios}
    try:
        again = run_dossier(
            dossier, assembled.use.system, scenarios=tuple(s for s in before.scenarios if s in own),
            shocks=before.shocks, title=before.title, author=author, runs=before.runs, months=before.months,
            seed=before.seed, of=run, without=(*before.without, source), progress=progress,
        )  # fmt: skip
    except ScenarioError:  # what it names went with the source
        again = None
    return LeftOut(edit, assembled, again, before)


def source_in(dossier: Dossier, source: str) -> str:
    """What an article or an origin of a dossier is called, by its id."""
    if dossier.has(source):
        return dossier.article(source).title or "an article without a title"
    named = (f.name for f in dossier.facets("origin", count=1000) if f.value == source)
    return next(named, source.partition(":")[2] or source)


def command_of(
    name: str, scenarios: Sequence[str], shocks: Sequence[str], runs: int, months: int, seed: int
) -> str:
    """A run as the command line has it, with system.yaml for the system's file."""
    options = [
        *(f"--scenario={s}" for s in scenarios), *(f"--shock={s}" for s in shocks), f"--runs={runs}",
        f"--months={months}", f"--seed={seed}",
    ]  # fmt: skip
    return shlex.join([name, "system.yaml", *options])


def _lost(addresses: Sequence[Address]) -> str:
    """What of an analyst's work found no place, in words for the log."""
    if not addresses:
        return ""
    named = ", ".join("/".join(a) for a in addresses[:_NAMED])
    more = f" and {len(addresses) - _NAMED} more" if len(addresses) > _NAMED else ""
    return f"; no place was left for these of the analyst's numbers: {named}{more}"


def titled(system: System, scenarios: Sequence[str], shocks: Sequence[str]) -> str:
    """What a run is called that was given no title."""
    titles = {s.name: s.title for s in system.scenarios}
    named = [titles.get(s, s) for s in scenarios] + (["; ".join(shocks)] if shocks else [])
    return "; ".join(named)[:300] or "Baseline"


def _scenario(name: str, title: str, text: str, shocks: tuple[Any, ...]) -> Scenario:
    from pydantic import ValidationError

    from ..system.model import Scenario

    try:
        return Scenario(name=name, title=title.strip() or name, text=text.strip(), shocks=shocks)
    except ValidationError as error:
        raise ScenarioError(
            f"{name[:80]!r} cannot be the name of a scenario", remedy="use small letters, digits and dashes"
        ) from error
