"""`detente claims`: what is said once, by how many independent origins, and how sure that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .material import gather
from .terminal import (
    dossier_option,
    emit,
    jobs_option,
    json_option,
    paths_argument,
    printable,
    private_option,
    ratings_option,
    show,
    working,
)

if TYPE_CHECKING:
    from rich.text import Text

    from ..api.intake import Material
    from ..evidence.claim import Claim, Origin, Support
    from ..reading.statement import Statement

BAR = 12
"""Cells of a belief bar."""


@click.command()
@paths_argument
@json_option
@click.option(
    "--explain", is_flag=True, help="Show why each statement is part of its claim, and whose word it is."
)
@ratings_option
@jobs_option
@dossier_option
@private_option
def claims(
    paths: tuple[str, ...],
    as_json: bool,
    explain: bool,
    ratings: str | None,
    jobs: int,
    dossier: str | None,
    allow_private: bool,
) -> None:
    """Weigh statements into claims: belief, and the independent origins behind each.

    \b
    detente claims articles/*.txt
    detente claims articles/*.txt --explain
    detente claims articles/ --json | jq 'select(.belief > 0.8)'
    """
    with working("loading articles") as say:
        material = gather(
            paths, dossier=dossier, ratings=ratings, jobs=jobs, allow_private=allow_private, say=say
        )
    if explain:
        _explain(material, as_json=as_json)
    elif as_json:
        emit(material.weighed.claims)
    else:
        _show(material)


def _show(material: Material) -> None:
    from rich.table import Table

    from ..evidence.wording import describe

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("belief", no_wrap=True)
    table.add_column("kind", no_wrap=True, style="cyan")
    table.add_column("claim", ratio=3)
    table.add_column("origins", ratio=2)
    table.add_column("said", justify="right")
    for claim in _ordered(material):
        table.add_row(
            _bar(claim),
            claim.kind,
            printable(describe(claim.content, modality=claim.modality)),
            printable(_origins(claim)),
            str(len(claim.statements)),
        )
    show(table)


def _explain(material: Material, *, as_json: bool) -> None:
    """Each claim with its matter and time, and for each statement what joined it and whose word it is."""
    from rich.text import Text

    from ..evidence.content import key_of
    from ..evidence.wording import describe
    from ..records import to_record

    said = {s.id: s for s in material.statements}
    support: dict[str, list[Support]] = {}
    for s in material.weighed.support:
        support.setdefault(s.claim, []).append(s)
    if as_json:
        emit({**to_record(c), "support": to_record(support[c.id])} for c in material.weighed.claims)
        return
    for claim in _ordered(material):
        head = Text(printable(describe(claim.content, modality=claim.modality)), style="bold")
        key = key_of(said[claim.statements[0]])
        matter = " · ".join(part for part in (*key.matter, key.side) if part)
        show(
            Text(""), _bar(claim), head, Text(printable(f"  {claim.id}  {claim.kind}: {matter}"), style="dim")
        )
        show(Text(printable(f"  rests on {_origins(claim)}")))
        for s in support[claim.id]:
            show(Text(printable(f"  “{said[s.statement].quote}”".replace("\n", " ")), style="yellow"))
            show(Text(printable(f"    {_why(s, said[s.statement])}"), style="dim"))


def _why(support: Support, statement: Statement) -> str:
    """What joined a statement to its claim and whose word it is, in one line."""
    table = _words()
    told = [statement.article.title or statement.article.path, statement.article.published or "undated"]
    says = "against" if support.stance == "denies" else "for"
    whose = table["grounds"][support.grounds].format(origin=support.origin)
    parts = [
        ", ".join(told),
        table["joined"][support.joined],
        f"{says} it, certainty {support.certainty:.2f}, as {whose}",
        "" if support.first_hand else "not first-hand",
        table["interest"].get(support.interest, ""),
    ]
    return "; ".join(p for p in parts if p)


def _words() -> dict[str, dict[str, str]]:
    from ..data import vocabulary

    return vocabulary("detente.evidence", "reasons.yaml")


def _ordered(material: Material) -> list[Claim]:
    return sorted(material.weighed.claims, key=lambda c: (-c.belief, -len(c.origins), c.id))


def _origins(claim: Claim) -> str:
    from ..system.cast import name_of

    def named(o: Origin) -> str:
        return name_of(o.name) if o.id.startswith("actor:") else o.name

    return ", ".join(
        f"{'not: ' if o.stance == 'denies' else ''}{named(o)} ({o.reliability})" for o in claim.origins
    )


def _bar(claim: Claim) -> Text:
    """Belief from the left, disbelief from the right, what is unknown between."""
    from rich.text import Text

    held = round(claim.belief * BAR)
    against = min(round(claim.disbelief * BAR), BAR - held)
    bar = Text("█" * held, style="green")
    bar.append("░" * (BAR - held - against), style="dim")
    bar.append("▒" * against, style="red")
    bar.append(f" {claim.belief:.2f}", style="default")
    return bar
