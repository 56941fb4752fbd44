"""What stands in intake's database, oldest first."""

from sqlalchemy import select

from services.intake.adapters.tables import RESPONSES
from services.intake.main import Intake


def cards_of(intake: Intake, survey: str) -> list[dict[str, str]]:
    """The answers of each response to a survey."""
    wanted = select(RESPONSES.c.answers).where(RESPONSES.c.survey == survey).order_by(RESPONSES.c.received_at)
    with intake.database.read() as connection:
        return list(connection.execute(wanted).scalars())
