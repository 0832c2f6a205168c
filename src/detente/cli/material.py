"""What a command works on: articles at paths, or all that a dossier holds once these are added to it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..version import __version__
from .terminal import load_articles, note, note_weighing, read_articles, require_paths

if TYPE_CHECKING:
    from ..api.intake import Material
    from ..errors import SourceError
    from ..reading.statement import Statement
    from ..sources.article import Article
    from ..store import Dossier
    from ..system.model import System


def gather(
    paths: tuple[str, ...],
    *,
    dossier: str | None,
    ratings: str | None,
    jobs: int,
    allow_private: bool,
    say: Callable[[str], None],
) -> Material:
    """Articles, statements and claims of a command's paths; with a dossier, of all that it holds then."""
    from ..api import load_ranking
    from ..api.intake import Material, material_of
    from ..evidence import weigh

    require_paths(paths, dossier)
    ranking = load_ranking(ratings) if ratings else None
    if dossier is not None:
        with opened(dossier, create=bool(paths)) as held:
            add_paths(held, paths, jobs=jobs, allow_private=allow_private, say=say)
            say("reading the dossier")
            return material_of(held, ranking)
    articles = load_articles(paths, allow_private=allow_private)
    statements = tuple(s for found in read_articles(articles, jobs=jobs, say=say) for s in found)
    say(f"weighing {len(statements)} statements")
    return Material(articles, statements, weigh(articles, statements, ranking=ranking))


def articles_in(
    paths: tuple[str, ...], *, dossier: str | None, jobs: int, allow_private: bool, say: Callable[[str], None]
) -> tuple[tuple[Article, ...], Iterator[tuple[Statement, ...]]]:
    """The articles at the paths, in order, with what each says; with a dossier and no path, all that it holds.

    With a dossier the articles are added to it, and what it holds is not read anew; without one each is
    read as it is asked for.
    """
    require_paths(paths, dossier)
    if dossier is None:
        articles = load_articles(paths, allow_private=allow_private)
        return articles, read_articles(articles, jobs=jobs, say=say)
    with opened(dossier, create=bool(paths)) as held:
        ids = add_paths(held, paths, jobs=jobs, allow_private=allow_private, say=say)
        known = {a.id: a for a in held.articles()}
        articles = tuple(known[i] for i in ids if i in known) if paths else tuple(known.values())
        said: dict[str, list[Statement]] = {a.id: [] for a in articles}
        for s in held.statements(said):
            said[s.article.id].append(s)
    return articles, (tuple(found) for found in said.values())


def loaded_in(
    paths: tuple[str, ...], *, dossier: str | None, allow_private: bool, say: Callable[[str], None]
) -> tuple[Article, ...]:
    """The articles alone; with a dossier, as `articles_in` has them."""
    if dossier is not None:
        return articles_in(paths, dossier=dossier, jobs=1, allow_private=allow_private, say=say)[0]
    require_paths(paths, dossier)
    return load_articles(paths, allow_private=allow_private)


def opened(url: str, *, create: bool) -> Dossier:
    """The dossier at an address, to be used in a `with`."""
    from ..store import open_dossier

    return open_dossier(url, create=create, weighing_anew=note_weighing)


def add_paths(
    held: Dossier, paths: tuple[str, ...], *, jobs: int, allow_private: bool, say: Callable[[str], None]
) -> tuple[str, ...]:
    """Add what is at paths to an open dossier, telling of it on stderr; gives the ids of the articles."""
    from ..api.intake import add

    if not paths:
        return ()
    done = add(
        held,
        paths,
        jobs=jobs,
        allow_private=allow_private,
        on_skip=tell_skipped,
        on_progress=lambda done, total, what: say(f"reading {what}"),
    )
    note(f"{held.where}: {done.added} articles added, {done.version} new versions, {done.known} known")
    return done.articles


def keep_run(
    url: str,
    system: System,
    file: str,
    command: Sequence[str],
    *,
    inputs: str,
    seed: int,
    runs: int,
    months: int,
    results: Iterable[Any],
) -> None:
    """Keep a system and what a command made of it in the dossier at an address, and tell of it on stderr."""
    from ..system.file import dump_system

    with opened(url, create=True) as held:
        number = held.save_system(dump_system(system), as_of=system.as_of, note=file)
        kept = held.save_run(
            system=number, command=shlex.join(command), inputs=inputs, seed=seed, runs=runs, months=months,
            version=__version__, results=results,
        )  # fmt: skip
    note(f"{held.where}: kept as run {kept} of system {number}")


def tell_skipped(error: SourceError) -> None:
    """Tell of a source that is left out."""
    note(f"skipped {error}")
