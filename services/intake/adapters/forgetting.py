"""What is kept of people beside their responses goes when a team deletes its survey."""

from sqlalchemy import Connection, delete

from services.intake.adapters.admission_tables import INVITATIONS
from services.intake.adapters.deliveries import forget_connections_of
from services.intake.adapters.imports import forget_imports_of
from services.intake.adapters.paper_cards import forget_cards_of
from services.intake.adapters.unfinished import forget_unsent_of


def forget_people_of(connection: Connection, slug: str) -> None:
    """Take away printed cards and what was typed from them, what was saved, invitations, connections and uploads."""
    forget_cards_of(connection, slug)
    forget_unsent_of(connection, slug)
    forget_connections_of(connection, slug)
    forget_imports_of(connection, slug)
    connection.execute(delete(INVITATIONS).where(INVITATIONS.c.survey == slug))
