"""Finding: what lists of articles and claims are searched, filtered and sorted by.

The columns of claims follow from their records: they are filled as the claims are weighed anew, once.
Going down takes them away.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from detente.store.packing import folded, unpack

revision = "0003"
down_revision = "0002"

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
CLAIMS = (("kind", KEY), ("belief", sa.Double), ("verdict", KEY), ("words", sa.Text))


def upgrade() -> None:
    """Add them, the articles' filled."""
    for name, of in CLAIMS:
        op.add_column("claims", sa.Column(name, of))
    op.create_index("claims_belief", "claims", ["belief", "no"])
    op.create_index("claims_kind", "claims", ["kind", "belief", "no"])
    op.create_table(
        "facets",
        sa.Column("claim", NUMBER, sa.ForeignKey("claims.no"), primary_key=True, autoincrement=False),
        sa.Column("facet", KEY, primary_key=True),
        sa.Column("value", KEY, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_index("facets_value", "facets", ["facet", "value", "claim"])
    op.add_column("articles", sa.Column("heading", sa.Text))
    op.create_index("articles_published", "articles", ["current", "published", "no"])
    _fill_articles()
    op.execute("DELETE FROM settings WHERE name = 'rules'")


def _fill_articles() -> None:
    """Write each article's heading as it is written since."""
    articles = sa.table("articles", sa.column("no"), sa.column("record"), sa.column("heading"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(articles.c.no, articles.c.record)).all():
        record = unpack(row.record)
        said = (record["title"], record["publisher"], *record["byline"])
        heading = folded(" ".join(s for s in said if s))
        connection.execute(articles.update().where(articles.c.no == row.no).values(heading=heading))


def downgrade() -> None:
    """Take them away."""
    op.drop_index("articles_published", "articles")
    op.drop_column("articles", "heading")
    op.drop_table("facets")
    op.drop_index("claims_kind", "claims")
    op.drop_index("claims_belief", "claims")
    for name, _ in reversed(CLAIMS):
        op.drop_column("claims", name)
