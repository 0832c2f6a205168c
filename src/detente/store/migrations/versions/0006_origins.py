"""Origins: how many a claim has, so that those of one alone are found by an index.

Going down takes them away.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add them, filled."""
    op.add_column("claims", sa.Column("origins", sa.Integer))
    op.execute(
        "UPDATE claims SET origins ="
        " (SELECT count(*) FROM facets WHERE facets.claim = claims.no AND facets.facet = 'origin')"
    )
    op.create_index("claims_origins", "claims", ["origins", "belief", "no"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("claims_origins", "claims")
    op.drop_column("claims", "origins")
