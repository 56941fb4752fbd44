"""What stands in intake's database."""

from sqlalchemy import func, select

from services.intake.adapters.tables import DELIVERY, RESPONSES
from services.intake.main import Intake


def answers_in(intake: Intake) -> list[dict[str, str]]:
    """The answers of all responses."""
    with intake.database.read() as connection:
        return list(connection.execute(select(RESPONSES.c.answers)).scalars())


def promises_in(intake: Intake) -> int:
    """How many responses' analysis was promised."""
    count = select(func.count()).where(DELIVERY.outbox.c.name == "response.received.v1")
    with intake.database.read() as connection:
        return int(connection.execute(count).scalar_one())
