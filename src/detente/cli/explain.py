"""`detente explain`: which sentences, sources and mechanisms carry an outcome."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypedDict

import click

from ..data import vocabulary
from .material import add_paths, keep_run, opened
from .terminal import (
    dossier_option,
    emit,
    ensemble_options,
    json_option,
    load_articles,
    printable,
    private_option,
    read_articles,
    show,
    working,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..dynamics.state import Explanation, Reassembled
    from ..evidence.ruling import Rulings
    from ..reading.statement import Statement
    from ..sources.article import Article
    from ..system.model import Evidence, System

SHOWN = 12
"""Claims that are shown for people; --json has them all."""
LEAST = 5e-4
"""Shares smaller than this print as nothing."""


@click.command()
@click.argument("file", metavar="SYSTEM")
@click.argument("outcome", metavar="OUTCOME")
@click.option(
    "--scenario", metavar="NAME", help="Explain it in this scenario, as its change against the baseline."
)
@click.option(
    "--shock",
    "shocks",
    metavar="TEXT",
    multiple=True,
    help="Impose a change and explain what it does, like run's.",
)
@click.option("--month", type=click.IntRange(0, 1200), help="Month that is explained; default: the last.")
@click.option(
    "--articles",
    "paths",
    metavar="PATH",
    multiple=True,
    help="Articles of the system: also leave the weightiest claims and sources out of them and assemble anew.",
)
@click.option("--reassemble", is_flag=True, help="The same with the articles that the dossier holds.")
@private_option
@ensemble_options
@json_option
@dossier_option
def explain(
    file: str,
    outcome: str,
    scenario: str | None,
    shocks: tuple[str, ...],
    month: int | None,
    runs: int,
    months: int,
    seed: int,
    as_json: bool,
    dossier: str | None,
    paths: tuple[str, ...],
    reassemble: bool,
    allow_private: bool,
) -> None:
    """Explain an outcome: what it loses without each claim, each source, and each mechanism.

    OUTCOME is named as run shows it: tie:ISR>RUS, presence:TUR@SYR, settlement:ISSUE, hedging:ISR.

    \b
    detente explain system.yaml 'tie:ISR>RUS'
    detente explain system.yaml 'presence:TUR@SYR' --scenario usa-leaves-syr --month 12
    detente explain system.yaml 'tie:ISR>RUS' --shock 'USA withdraws from SYR at 3'
    detente explain system.yaml 'tie:ISR>RUS' --articles 'articles/*.txt'
    """
    from ..api import explain as explain_outcome
    from ..api import load_system
    from ..system.file import dump_system

    if scenario and shocks:
        raise click.UsageError("Name a --scenario or give --shock, not both.")
    if reassemble and not paths and dossier is None:
        raise click.UsageError("--reassemble takes the articles of a --dossier; or give --articles.")
    system = load_system(file)
    with working(f"running {file} without each claim") as say:
        given: _Given = {}
        if paths or reassemble:
            given = _articles(paths, dossier, allow_private=allow_private, say=say)
            say(f"running {file} without each claim, and assembled anew")
        found = explain_outcome(
            system,
            outcome,
            scenario=scenario,
            shocks=shocks,
            month=month,
            runs=runs,
            months=months,
            seed=seed,
            **given,
        )
    if dossier is not None:
        keep_run(
            dossier,
            system,
            file,
            [
                "explain",
                outcome,
                *([f"--scenario={scenario}"] if scenario else []),
                *(f"--shock={s}" for s in shocks),
            ],
            inputs=sha256(dump_system(system).encode("utf8")).hexdigest()[:16],
            seed=seed,
            runs=runs,
            months=months,
            results=[found],
        )
    if as_json:
        emit([found])
    else:
        _show(found, system)


class _Given(TypedDict, total=False):
    """What an outcome is assembled from anew."""

    articles: Sequence[Article]
    statements: Sequence[Statement]
    rulings: Rulings


def _articles(
    paths: tuple[str, ...], dossier: str | None, *, allow_private: bool, say: Callable[[str], None]
) -> _Given:
    """The articles at paths, read; with a dossier all that it holds once they are added."""
    if dossier is None:
        articles = load_articles(paths, allow_private=allow_private)
        statements = tuple(s for found in read_articles(articles, jobs=1, say=say) for s in found)
        return {"articles": articles, "statements": statements}
    from ..evidence.ruling import rulings_of

    with opened(dossier, create=bool(paths)) as held:
        add_paths(held, paths, jobs=1, allow_private=allow_private, say=say)
        return {
            "articles": held.articles(), "statements": held.statements(), "rulings": rulings_of(held.edits())
        }  # fmt: skip


def _show(found: Explanation, system: System) -> None:
    from rich.table import Table
    from rich.text import Text

    evidence = {e.claim: e for e in system.evidence}
    what = "changes by" if found.contrast else "is"
    against = f" in {found.scenario}, against the baseline" if found.contrast else ""
    show(
        Text(
            printable(f"{found.variable.label} {what} {found.value:+.3f} at month {found.month}{against}"),
            style="bold",
        )
    )
    if found.reassembled is not None:
        show(
            Text(
                f"assembled anew from the articles it {what} {found.reassembled:+.3f}; "
                "“anew” below is what it then loses, structure and all",
                style="dim",
            )
        )
    carried = [s for s in found.claims if abs(s.share) >= LEAST]
    show(Text(f"\nwithout this claim it loses ({len(carried)} claims bear on it)", style="bold"))
    for share in carried[:SHOWN]:
        claim = evidence.get(share.claim)
        head = Text(f"{share.share:+.3f}  ", style="green" if share.share > 0 else "red")
        head.append(_anew(share.reassembled), style="dim")
        if claim is None:
            show(head.append(share.claim))
            continue
        head.append(printable(claim.text))
        head.append(printable(f"  belief {claim.belief:.2f}, {', '.join(claim.origins)}"), style="dim")
        show(head, Text(printable(_quoted(claim)), style="yellow"))
    words = vocabulary("detente.show", "words.yaml")["mechanisms"]
    for title, rows in (
        ("without this source it loses (claims that rest on it alone)",
         [(s.share, f"{_anew(s.reassembled)}{s.origin}  ({len(s.claims)} claims)") for s in found.sources]),
        ("without this mechanism it loses",
         [(s.share, f"{s.mechanism}: {words.get(s.mechanism, '')}".rstrip(": ")) for s in found.mechanisms]),
    ):  # fmt: skip
        kept = [(share, name) for share, name in rows if abs(share) >= LEAST]
        if kept:
            table = Table(box=None, pad_edge=False, show_header=False)
            for share, name in kept:
                table.add_row(f"{share:+.3f}", printable(name))
            show(Text(f"\n{title}", style="bold"), table)


def _anew(found: Reassembled | None) -> str:
    """The share with everything assembled anew, in a few characters."""
    if found is None:
        return ""
    return "anew: gone  " if found.gone else f"anew {found.share or 0:+.3f}  "


def _quoted(claim: Evidence) -> str:
    """The first sentence behind a claim, with where it stands."""
    if not claim.quotes:
        return "        no quote"
    first = claim.quotes[0]
    more = f" and {len(claim.quotes) - 1} more" if len(claim.quotes) > 1 else ""
    where = ", ".join(x for x in (first.publisher or first.path, first.published) if x)
    return f"        “{' '.join(first.quote.split())}” ({where}{more})"
