"""Terms: what articles and claims are searched by, word for word; and indices for what lists ask most.

Going down takes them away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from detente.store.packing import unpack

revision = "0005"
down_revision = "0004"

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
AT_ONCE = 200  # texts that are taken apart together


def upgrade() -> None:
    """Add them, filled."""
    op.create_table(
        "terms",
        sa.Column("no", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("text", KEY, nullable=False, unique=True),
    )
    for owner in ("article", "claim"):
        op.create_table(
            f"{owner}_terms",
            sa.Column("term", NUMBER, sa.ForeignKey("terms.no"), primary_key=True, autoincrement=False),
            sa.Column(owner, NUMBER, sa.ForeignKey(f"{owner}s.no"), primary_key=True, autoincrement=False),
            sqlite_with_rowid=False,
        )
        op.create_index(f"{owner}_terms_{owner}", f"{owner}_terms", [owner])
    op.create_index("claims_verdict", "claims", ["verdict", "belief", "no"])
    op.drop_index("facets_value", "facets")
    op.create_index("facets_value", "facets", ["facet", "value", "name", "claim"])
    op.drop_index("articles_publisher", "articles")
    op.create_index("articles_publisher", "articles", ["publisher", "current"])
    _fill()


def _fill() -> None:
    """Write the words of what is held."""
    from detente.store.schema import article_terms, claim_terms
    from detente.store.terms import write_terms

    connection = op.get_bind()
    articles = sa.table("articles", sa.column("no"), sa.column("heading"), sa.column("text"))
    for rows in _batches(connection, articles):
        write_terms(connection, article_terms, {r.no: f"{r.heading} {unpack(r.text)}" for r in rows})
    claims = sa.table("claims", sa.column("no"), sa.column("words"))
    for rows in _batches(connection, claims):
        write_terms(connection, claim_terms, {r.no: r.words or "" for r in rows})


def _batches(connection: sa.Connection, table: sa.TableClause) -> Iterator[Sequence[sa.Row]]:
    """The rows of a table, some at a time."""
    last = 0
    while True:
        query = sa.select(table).where(table.c.no > last).order_by(table.c.no).limit(AT_ONCE)
        rows = connection.execute(query).all()
        if not rows:
            return
        yield rows
        last = rows[-1].no


def downgrade() -> None:
    """Take them away."""
    op.drop_index("articles_publisher", "articles")
    op.create_index("articles_publisher", "articles", ["publisher"])
    op.drop_index("facets_value", "facets")
    op.create_index("facets_value", "facets", ["facet", "value", "claim"])
    op.drop_index("claims_verdict", "claims")
    for name in ("claim_terms", "article_terms", "terms"):
        op.drop_table(name)
