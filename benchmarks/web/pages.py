"""The pages that are asked for: one line each, with addresses drawn from what the dossier holds."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote

from benchmarks.web.server import ask

LIST, SYSTEM = 0.3, 1.0  # seconds that p95 is to stay under: lists, the system page
API = "/api/v1"


@dataclass(frozen=True)
class Page:
    """A kind of page: `{name}` in its address is filled with one of what the dossier holds of that name."""

    name: str
    address: str
    target: float = LIST


PAGES = (
    Page("library, first page", "/library"),
    Page("library, middle page", "/library?page={middle_article_page}"),
    Page("library, last page", "/library?page={last_article_page}"),
    Page("library, search", "/library?q={heading}"),
    Page("library, search for what is in no title", "/library?q=xylophone"),
    Page("article", "/articles/{article_id}"),
    Page("claims, first page", "/claims"),
    Page("claims, middle page", "/claims?page={middle_claim_page}"),
    Page("claims, last page", "/claims?page={last_claim_page}"),
    Page("claims of a kind", "/claims?kind={kind}"),
    Page("claims of an actor", "/claims?actor={actor}"),
    Page("claims on an issue", "/claims?issue={issue}"),
    Page("claims of an origin", "/claims?origin={origin}"),
    Page("claims of an article", "/claims?article={article_id}"),
    Page("claims by belief", "/claims?least=0.4&most=0.6"),
    Page("claims that are open", "/claims?verdict=open"),
    Page("claims that were rejected", "/claims?verdict=rejected"),
    Page("claims, search", "/claims?q={actor_word}"),
    Page("claims, search of two words", "/claims?q={actor_word}+{actor_word}"),
    Page("claims, search that finds nothing", "/claims?q=xylophone"),
    Page("claims of kind, actor and belief", "/claims?kind=event&actor={actor}&least=0.2"),
    Page("claims of kind and actor, search", "/claims?kind=event&actor={actor}&q={actor_word}"),
    Page("claims of one origin alone", "/claims?alone=1"),
    Page("claim", "/claims/{claim_id}"),
    Page("history", "/history"),
    Page("system", "/system", SYSTEM),
    Page("system, actors", "/system/actors"),
    Page("system, an actor", "/system/actors/{code}", SYSTEM),
    Page("system, issues", "/system/issues"),
    Page("system, an issue", "/system/issue?id={system_issue}"),
    Page("system, numbers", "/system/estimates"),
    Page("system, ties of an actor", "/system/estimates?part=ties&actor={code}"),
    Page("system, a number", "/system/estimate?of={estimate}"),
    Page("system, versions", "/system/versions"),
    Page("scenarios", "/scenarios"),
    Page("a run", "/scenarios/runs/{no}", SYSTEM),
    Page("forecasts", "/forecasts", SYSTEM),
    Page("briefs", "/briefs"),
)
WHOLE = ("/export", "/file")  # ends of paths that send everything there is: no list, and no page


def pages_of(connection: HTTPConnection, stock: Mapping[str, Sequence[str]]) -> Iterator[Page]:
    """All kinds of pages, and every resource of the schema whose address the stock can fill."""
    yield from PAGES
    schema = _json(connection, "/api/openapi.json")
    for path, methods in schema["paths"].items():
        needed = [
            p
            for p in methods.get("get", {}).get("parameters", ())
            if p.get("required") and p["in"] == "query"
        ]
        whole = path.endswith(WHOLE) or bool(needed)
        if "get" in methods and not whole and all(name in stock for name in _names(path)):
            filled = path.format_map({name: quote(stock[name][0], safe="") for name in _names(path)})
            if ask(connection, filled)[0] == 200:  # of some kinds this dossier holds nothing
                yield Page(f"GET {path}", path)


def draws(page: Page, stock: Mapping[str, Sequence[str]], dice: random.Random) -> Callable[[], str]:
    """Gives addresses of a kind of page, another each time."""
    return lambda: page.address.format_map(
        {name: quote(dice.choice(stock[name]), safe="") for name in _names(page.address)}
    )


def stock_of(connection: HTTPConnection) -> dict[str, list[str]]:
    """What a dossier holds, by the names that addresses have for it; some of each."""
    articles = _json(connection, f"{API}/articles")
    claims = _json(connection, f"{API}/claims")
    facets = _json(connection, f"{API}/facets")
    last_articles, last_claims = (
        -(-v["paging"]["total"] // v["paging"]["count"]) for v in (articles, claims)
    )
    some_articles = [
        a
        for page in {1, last_articles // 2, last_articles}
        for a in _json(connection, f"{API}/articles?page={max(1, page)}")["articles"]
    ]
    some_claims = [
        c
        for page in {1, last_claims // 2, last_claims}
        for c in _json(connection, f"{API}/claims?page={max(1, page)}")["claims"]
    ]
    kinds = sorted({c["kind"] for c in some_claims})
    return {
        "article_id": [a["id"] for a in some_articles],
        "heading": [word for a in some_articles for word in a["title"].split()[:2]],
        "claim_id": [c["id"] for c in some_claims],
        "kind": kinds,
        "actor": [f["value"] for f in facets["actors"][:60]],
        "actor_word": [f["name"].split()[0] for f in facets["actors"][:60]],
        "issue": [f["value"] for f in facets["issues"][:60]],
        "origin": [f["value"] for f in facets["origins"][:60]],
        "middle_article_page": [str(max(1, last_articles // 2))],
        "last_article_page": [str(last_articles)],
        "middle_claim_page": [str(max(1, last_claims // 2))],
        "last_claim_page": [str(last_claims)],
        "no": ["1"],
        "code": [a["code"] for a in _json(connection, f"{API}/system/actors")["actors"]],
        "system_issue": [i["id"] for i in _json(connection, f"{API}/system/issues")["issues"]],
        "estimate": [e["of"] for e in _json(connection, f"{API}/system/estimates")["estimates"]],
    }


def _names(address: str) -> list[str]:
    return [part.partition("}")[0] for part in address.split("{")[1:]]


def _json(connection: HTTPConnection, path: str) -> Any:
    status, body, _ = ask(connection, path)
    if status != 200:
        raise RuntimeError(f"{path} is answered with {status}: {body[:200]!r}")
    return json.loads(body)
