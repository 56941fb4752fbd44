"""The look at intake's database that changes nothing, and waits for nobody who writes."""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from services.intake.adapters.introductions import SqlIntroductions
from services.intake.adapters.outages import telling_outages
from services.intake.adapters.published_reports import SqlPublishedReports
from services.intake.adapters.responses import SqlResponses
from services.intake.adapters.sent_cards import SqlSentCards
from services.intake.adapters.surveys import KnownVersions, SqlSurveys
from services.intake.domain.receipts import Receipts
from shared.database.engine import Database


class SqlReading:
    """Surveys and responses in one consistent state; a database that is away is told as StorageAway."""

    surveys: SqlSurveys
    responses: SqlResponses
    sent_cards: SqlSentCards
    published_reports: SqlPublishedReports
    introductions: SqlIntroductions

    def __init__(self, database: Database, known: KnownVersions, receipts: Receipts) -> None:
        self._database = database
        self._known = known
        self._receipts = receipts
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        with telling_outages():
            self._connection = self._database.engine.connect()
            self._connection.begin()
        self.attach(self._connection)
        return self

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this look."""
        self.surveys = SqlSurveys(connection, self._known)
        self.responses = SqlResponses(connection, self._receipts)
        self.sent_cards = SqlSentCards(connection)
        self.published_reports = SqlPublishedReports(connection)
        self.introductions = SqlIntroductions(connection)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if error is not None:
            with telling_outages():
                raise error
