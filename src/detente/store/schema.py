"""The tables of a dossier as they are now; how they came about, step by step, is in `migrations`.

Numbers (`no`) are given by the writer, who is alone at it, and never leave the database: outside, an article,
a statement or a claim goes by its id. Records are ASCII JSON, so that any text fits either database; keys sort
by code point in both.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0006"  # the last migration
APPLICATION = 0x64746E74  # "dtnt", which a SQLite dossier carries in its header
MARK = ("dossier", "detente")  # the setting that says that this is a dossier

METADATA = MetaData()
NUMBER = BigInteger().with_variant(Integer, "sqlite")
KEY = String().with_variant(String(collation="C"), "postgresql")

settings = Table(
    "settings",
    METADATA,
    Column("name", KEY, primary_key=True),
    Column("value", Text, nullable=False),
)

articles = Table(
    "articles",
    METADATA,
    Column("no", NUMBER, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False, unique=True),
    Column("published", KEY),
    Column("publisher", KEY),  # its slug
    Column("rank", BigInteger, nullable=False),  # as in `evidence.copies`
    Column("current", Boolean, nullable=False),  # false once every place that showed it shows another
    Column("record", Text, nullable=False),  # but for the text
    Column("text", Text, nullable=False),  # JSON
    Column("heading", Text),  # title, publisher and byline, folded
    Index("articles_publisher", "publisher", "current"),
    Index("articles_rank", "rank"),
    Index("articles_published", "current", "published", "no"),
)

documents = Table(
    "documents",
    METADATA,
    Column("article", ForeignKey(articles.c.no), primary_key=True, autoincrement=False),
    Column("sha256", KEY, nullable=False),
    Column("size", NUMBER, nullable=False),  # bytes before compression
    Column("raw", LargeBinary, nullable=False),  # zlib
)

sightings = Table(
    "sightings",
    METADATA,
    Column("no", NUMBER, primary_key=True, autoincrement=False),
    Column(
        "place", KEY, nullable=False
    ),  # a digest of the source: addresses may be longer than an index takes
    Column("source", Text, nullable=False),  # JSON
    Column("article", ForeignKey(articles.c.no), nullable=False),
    Column("version", Integer, nullable=False),
    Column("last", Boolean, nullable=False),  # no later version of it has been seen there
    Index("sightings_place", "place", "no"),
    Index("sightings_article", "article"),
)

statements = Table(
    "statements",
    METADATA,
    Column("no", NUMBER, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False, unique=True),
    Column("article", ForeignKey(articles.c.no), nullable=False),
    Column("record", Text, nullable=False),
    Index("statements_article", "article"),
)

# What follows from the tables above, kept so that one article more touches little.

fingerprints = Table(  # of the articles that count
    "fingerprints",
    METADATA,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("rank", BigInteger, primary_key=True, autoincrement=False),
    Column("article", ForeignKey(articles.c.no), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    METADATA,
    Column("article", ForeignKey(articles.c.no), primary_key=True, autoincrement=False),
    Column("original", ForeignKey(articles.c.no), primary_key=True, autoincrement=False),
    Column("later", NUMBER, nullable=False),  # the one of the two that ranks later
    Column("record", Text, nullable=False),
    Index("copies_original", "original"),
    Index("copies_later", "later"),
)

keys = Table(
    "keys",
    METADATA,
    Column("no", NUMBER, primary_key=True, autoincrement=False),
    Column("digest", KEY, nullable=False, unique=True),
    Column("text", Text, nullable=False),  # JSON
)

claims = Table(
    "claims",
    METADATA,
    Column("no", NUMBER, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False, unique=True),
    Column("key", ForeignKey(keys.c.no)),
    Column("occasion", KEY),
    Column("matter", KEY),  # a digest: claims of one matter are related to each other
    Column("record", Text, nullable=False),  # but for statements and related
    Column("related", Text, nullable=False),  # JSON
    Column("kind", KEY),  # from here on what lists are filtered by, from the record
    Column("belief", Double),
    Column("verdict", KEY),
    Column("words", Text),  # what it says, folded for searching
    Column("origins", Integer),  # how many
    Index("claims_matter", "matter"),
    Index("claims_belief", "belief", "no"),
    Index("claims_kind", "kind", "belief", "no"),
    Index("claims_verdict", "verdict", "belief", "no"),
    Index("claims_origins", "origins", "belief", "no"),
)

facets = Table(  # what claims are picked by: the actors, issue and origins of each
    "facets",
    METADATA,
    Column("claim", ForeignKey(claims.c.no), primary_key=True, autoincrement=False),
    Column("facet", KEY, primary_key=True),
    Column("value", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Index("facets_value", "facet", "value", "name", "claim"),
)

terms = Table(  # words, folded
    "terms",
    METADATA,
    Column("no", NUMBER, primary_key=True, autoincrement=False),
    Column("text", KEY, nullable=False, unique=True),
)

article_terms = Table(  # the words of an article's heading and text
    "article_terms",
    METADATA,
    Column("term", ForeignKey(terms.c.no), primary_key=True, autoincrement=False),
    Column("article", ForeignKey(articles.c.no), primary_key=True, autoincrement=False),
    Index("article_terms_article", "article"),
    sqlite_with_rowid=False,
)

claim_terms = Table(  # the words of what a claim says
    "claim_terms",
    METADATA,
    Column("term", ForeignKey(terms.c.no), primary_key=True, autoincrement=False),
    Column("claim", ForeignKey(claims.c.no), primary_key=True, autoincrement=False),
    Index("claim_terms_claim", "claim"),
    sqlite_with_rowid=False,
)

parts = Table(  # of the statements that count: what weighing knows of each, and what it made of it
    "parts",
    METADATA,
    Column("statement", ForeignKey(statements.c.no), primary_key=True, autoincrement=False),
    Column("article", ForeignKey(articles.c.no), nullable=False),
    Column("key", ForeignKey(keys.c.no), nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("since", Integer),  # window, in ordinals of days
    Column("until", Integer),
    Column("told_since", Integer),
    Column("told_until", Integer),
    Column("supports", Boolean, nullable=False),
    Column("certainty", Double, nullable=False),
    Column("hearsay", Boolean, nullable=False),
    Column("first_hand", Boolean, nullable=False),
    Column("interest", KEY, nullable=False),
    Column("named", KEY),  # the slug of a speaker, who may turn out to be an outlet
    Column("details", Text, nullable=False),  # JSON: voice, times it gives itself, person
    Column("quote", Text, nullable=False),  # JSON
    Column("label", KEY),
    Column("reason", KEY),
    Column("claim", ForeignKey(claims.c.no)),
    Column("support", Text, nullable=False),  # JSON: the fields of Support
    Index("parts_article", "article"),
    Index("parts_key", "key", "until", "label"),
    Index("parts_claim", "claim"),
    Index("parts_named", "named"),
)

edits = Table(
    "edits",
    METADATA,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", KEY, nullable=False),
    Column("author", Text, nullable=False),
    Column("action", KEY, nullable=False),
    Column("target", KEY, nullable=False),
    Column("value", Text, nullable=False),  # JSON
    Column("note", Text, nullable=False),
    Column("undoes", ForeignKey("edits.no")),
)

systems = Table(
    "systems",
    METADATA,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("sha256", KEY, nullable=False, unique=True),
    Column("at", KEY, nullable=False),
    Column("as_of", KEY),
    Column("note", Text, nullable=False),
    Column("text", LargeBinary, nullable=False),  # zlib of UTF-8
    Column("content", LargeBinary),  # zlib of JSON: what the text holds, had again a hundred times as fast
)

uses = Table(  # which system was taken up as the one to work with, when and by whom
    "uses",
    METADATA,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", KEY, nullable=False),
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("system", ForeignKey(systems.c.no), nullable=False),
    Column(
        "mark", KEY
    ),  # what the dossier held when the system was assembled, as JSON of `finding.read_mark`
    Index("uses_system", "system"),
)

runs = Table(
    "runs",
    METADATA,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", KEY, nullable=False),
    Column("system", ForeignKey(systems.c.no), nullable=False),
    Column("record", Text, nullable=False),  # JSON: command, inputs, seed, runs, months, version
    Column("results", LargeBinary, nullable=False),  # zlib of JSON Lines
    Index("runs_system", "system"),
)
