"""`detente origins`: who said it first, who copied whom, and which claims rest on whom."""

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
    from rich.tree import Tree

    from ..api.table import Table
    from ..evidence.claim import Copy
    from ..evidence.trail import Printing, Resting, Trail
    from ..sources.article import Article

_INTEREST = {"own": "flatters its own side", "against": "against its own side"}


@click.command()
@paths_argument
@json_option
@ratings_option
@jobs_option
@dossier_option
@private_option
def origins(
    paths: tuple[str, ...],
    as_json: bool,
    ratings: str | None,
    jobs: int,
    dossier: str | None,
    allow_private: bool,
) -> None:
    """Trace who said it first: each origin, where its word was printed, and the claims that rest on it.

    First comes who copied whom; then the origins, those first on whose word alone most claims rest; then each
    claim that was told more than once, with whose word every telling is. --json has all claims of every origin.

    \b
    detente origins articles/*.txt
    detente origins articles/*.txt --json | jq 'select(.claims | length > 3)'
    """
    from ..api import trails

    with working("loading articles") as say:
        found = gather(
            paths, dossier=dossier, ratings=ratings, jobs=jobs, allow_private=allow_private, say=say
        )
        traced = trails(found.articles, found.statements, found.weighed)
    if as_json:
        emit(traced)
        return
    _show_copies(found.articles, found.weighed.copies)
    _show_trails(traced, {a.id: a for a in found.articles})


def _show_copies(articles: tuple[Article, ...], copies: tuple[Copy, ...]) -> None:
    """A tree for each article that others copied from: below it those, and below them theirs."""
    from rich.text import Text
    from rich.tree import Tree

    from ..evidence.trail import main_copies

    named = {a.id: a for a in articles}
    main = main_copies(copies)
    carried = [a for a in articles if a.carried_by and a.id not in main]
    if not main and not carried:
        show(Text("no article holds words of another", style="dim"), Text(""))
        return
    show(Text("who copied whom", style="bold"))
    below: dict[str, list[Copy]] = {}
    for copy in main.values():
        below.setdefault(copy.original, []).append(copy)

    def hang(tree: Tree, article: str) -> None:
        for copy in sorted(
            below.get(article, ()), key=lambda c: (named[c.article].published or "9999", c.article)
        ):
            how = f"{copy.kind}, {copy.share:.0%} of its words; {_DIRECTION[copy.direction]}"
            branch = tree.add(Text.assemble(_headline(named[copy.article]), (f"  {how}", "dim")))
            hang(branch, copy.article)

    for root in sorted(set(below) - set(main), key=lambda i: (named[i].published or "9999", i)):
        tree = Tree(_headline(named[root]))
        hang(tree, root)
        show(tree)
    for article in carried:
        tree = Tree(
            Text(
                printable(f"{article.publisher}, {article.published or 'undated'} (not among these articles)")
            )
        )
        tree.add(_headline(article))
        show(tree)
    show(Text(""))


_DIRECTION = {
    "carrier": "the line on who carries it says so",
    "dates": "by the dates",
    "unknown": "which came first is not known",
}


def _headline(article: Article | Printing) -> str:
    where = article.carried_by[0] if article.carried_by else article.publisher or "publisher unknown"
    return printable(f"{where}, {article.published or 'undated'}: {article.title or article.path}")


def _show_trails(traced: Table[Trail], named: dict[str, Article]) -> None:
    """Every origin in a line, then each claim that was told more than once, with whose word each telling is."""
    from rich.table import Table as Grid
    from rich.text import Text
    from rich.tree import Tree

    grid = Grid(box=None, pad_edge=False, header_style="bold")
    grid.add_column("origin", ratio=3)
    grid.add_column("claims", justify="right")
    grid.add_column("on its word alone", justify="right")
    grid.add_column("told by", ratio=4)
    for trail in traced:
        grid.add_row(
            printable(f"{trail.name} ({trail.reliability})"),
            str(len(trail.claims)),
            str(sum(c.alone for c in trail.claims)),
            printable("; ".join(_outlet(p) for p in trail.printings)),
        )
    show(grid)
    behind: dict[str, list[tuple[Trail, Resting]]] = {}
    for trail in traced:
        for claim in trail.claims:
            behind.setdefault(claim.claim, []).append((trail, claim))
    several = {c: found for c, found in behind.items() if sum(len(r.told) for _, r in found) > 1}
    if several:
        show(Text("\nclaims told more than once, and whose word they are", style="bold"))
    for found in sorted(several.values(), key=lambda f: (-f[0][1].belief, f[0][1].claim)):
        claim = found[0][1]
        head = Text(f"{claim.belief:.2f}  ", style="green")
        count = "one origin" if len(found) == 1 else f"{len(found)} origins"
        head.append(printable(claim.text), style="bold").append(f"  {count}", style="dim")
        tree = Tree(head)
        for trail, resting in found:
            side = "denies, " if resting.stance == "denies" else ""
            branch = tree.add(Text(printable(f"{trail.name} ({side}{trail.reliability})"), style="cyan"))
            for told in resting.told:
                marks = [
                    _outlet(named[told.article]),
                    _GROUNDS[told.grounds],
                    _INTEREST.get(told.interest, ""),
                ]
                line = Text(printable("; ".join(m for m in marks if m)))
                line.append(f": “{printable(told.quote)}”".replace("\n", " "), style="yellow")
                branch.add(line)
        show(tree)


def _outlet(article: Article | Printing) -> str:
    return f"{article.publisher or article.title or article.path}, {article.published or 'undated'}"


_GROUNDS = {
    "speaker": "attributed to it",
    "publisher": "its own report",
    "article": "its own report",
    "copy": "copied from it",
    "repeat": "printed twice in one article",
    "hearsay": "talk of unknown origin, taken to depend on it",
}
