"""API tokens may be kept to parts of the API; those made before keep everything that their role may do."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Say of each token what it is kept to."""
    op.add_column("api_tokens", sa.Column("scopes", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Forget it, with the tokens that were kept to something: without it they could do more."""
    op.execute("DELETE FROM api_tokens WHERE scopes <> ''")
    op.drop_column("api_tokens", "scopes")
