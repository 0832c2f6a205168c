"""Articles with their bytes, where they were seen, what they say, and people's edits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
EVIDENCE = ("fingerprints", "copies", "keys", "claims", "parts")
ONLY_GROWS = "the log of edits only grows"


def upgrade() -> None:
    """Make the tables of an empty dossier."""
    settings = op.create_table(
        "settings",
        sa.Column("name", KEY, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.bulk_insert(settings, [{"name": "dossier", "value": "detente"}])
    op.create_table(
        "articles",
        sa.Column("no", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", KEY, nullable=False, unique=True),
        sa.Column("published", KEY),
        sa.Column("publisher", KEY),
        sa.Column("rank", sa.BigInteger, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("articles_publisher", "articles", ["publisher"])
    op.create_index("articles_rank", "articles", ["rank"])
    op.create_table(
        "documents",
        sa.Column("article", NUMBER, sa.ForeignKey("articles.no"), primary_key=True, autoincrement=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "sightings",
        sa.Column("no", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("place", KEY, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("article", NUMBER, sa.ForeignKey("articles.no"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("last", sa.Boolean, nullable=False),
    )
    op.create_index("sightings_place", "sightings", ["place", "no"])
    op.create_index("sightings_article", "sightings", ["article"])
    op.create_table(
        "statements",
        sa.Column("no", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", KEY, nullable=False, unique=True),
        sa.Column("article", NUMBER, sa.ForeignKey("articles.no"), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("statements_article", "statements", ["article"])
    op.create_table(
        "edits",
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("target", KEY, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("edits.no")),
    )
    _guard_edits()
    _make_evidence()


def downgrade() -> None:
    """Leave an empty database."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER edits_only_grow ON edits")
        op.execute("DROP TRIGGER edits_are_never_emptied ON edits")
        op.execute("DROP FUNCTION refuse_edit_change()")
    for table in (*EVIDENCE[::-1], "edits", "statements", "sightings", "documents", "articles", "settings"):
        op.drop_table(table)


def _guard_edits() -> None:
    """Let the database itself refuse to change or remove an edit."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER edits_no_{change.lower()} BEFORE {change} ON edits "
                f"BEGIN SELECT RAISE(ABORT, '{ONLY_GROWS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_edit_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{ONLY_GROWS}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER edits_only_grow BEFORE UPDATE OR DELETE ON edits "
        "FOR EACH ROW EXECUTE FUNCTION refuse_edit_change()"
    )
    op.execute(
        "CREATE TRIGGER edits_are_never_emptied BEFORE TRUNCATE ON edits "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_change()"
    )


def _make_evidence() -> None:
    """Make the tables of what follows from the others."""
    op.create_table(
        "fingerprints",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("rank", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", NUMBER, sa.ForeignKey("articles.no"), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("article", NUMBER, sa.ForeignKey("articles.no"), primary_key=True, autoincrement=False),
        sa.Column("original", NUMBER, sa.ForeignKey("articles.no"), primary_key=True, autoincrement=False),
        sa.Column("later", NUMBER, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("copies_original", "copies", ["original"])
    op.create_index("copies_later", "copies", ["later"])
    op.create_table(
        "keys",
        sa.Column("no", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("digest", KEY, nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("no", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", KEY, nullable=False, unique=True),
        sa.Column("key", NUMBER, sa.ForeignKey("keys.no")),
        sa.Column("occasion", KEY),
        sa.Column("matter", KEY),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("related", sa.Text, nullable=False),
    )
    op.create_index("claims_matter", "claims", ["matter"])
    op.create_table(
        "parts",
        sa.Column("statement", NUMBER, sa.ForeignKey("statements.no"), primary_key=True, autoincrement=False),
        sa.Column("article", NUMBER, sa.ForeignKey("articles.no"), nullable=False),
        sa.Column("key", NUMBER, sa.ForeignKey("keys.no"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("stop", sa.Integer, nullable=False),
        sa.Column("since", sa.Integer),
        sa.Column("until", sa.Integer),
        sa.Column("told_since", sa.Integer),
        sa.Column("told_until", sa.Integer),
        sa.Column("supports", sa.Boolean, nullable=False),
        sa.Column("certainty", sa.Double, nullable=False),
        sa.Column("hearsay", sa.Boolean, nullable=False),
        sa.Column("first_hand", sa.Boolean, nullable=False),
        sa.Column("interest", KEY, nullable=False),
        sa.Column("named", KEY),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("label", KEY),
        sa.Column("reason", KEY),
        sa.Column("claim", NUMBER, sa.ForeignKey("claims.no")),
        sa.Column("support", sa.Text, nullable=False),
    )
    op.create_index("parts_article", "parts", ["article"])
    op.create_index("parts_key", "parts", ["key", "until", "label"])
    op.create_index("parts_claim", "parts", ["claim"])
    op.create_index("parts_named", "parts", ["named"])
