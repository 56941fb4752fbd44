"""Wires introductions: what their letters, their page and their chore are given."""

from services.intake.adapters.reading import SqlReading
from services.intake.adapters.unit_of_work import RequestUnitOfWork
from services.intake.application.introduction_ports import IntroductionDesk
from services.intake.config import Settings
from services.intake.domain.introductions import IntroductionLinks
from services.intake.main_desks import Desks
from shared.contracts.clock import Clock
from shared.database.engine import Database
from shared.post.smtp_post import SmtpPost


def introduction_desk(desks: Desks, settings: Settings, database: Database, clock: Clock) -> IntroductionDesk:
    """What introducing works with; letters only where a mail server and our own address are known."""
    can_write = bool(settings.smtp_host and settings.address)
    return IntroductionDesk(
        open_unit=lambda: RequestUnitOfWork(database, clock, desks.known, desks.receipts),
        open_reading=lambda: SqlReading(database, desks.known, desks.receipts),
        open_post=(lambda: SmtpPost(settings.account())) if can_write else None,
        links=IntroductionLinks(settings.secret_key),
        clock=clock,
        address=settings.address,
    )
