"""By what the answers of surveys were coded, in SQL; reads every answer of a survey once, so no live page asks it."""

from collections.abc import Collection

from sqlalchemy import func, select

from services.reports.adapters import tables
from services.reports.adapters.report_rows import mine_of
from services.reports.adapters.surveys import SqlCodebooks
from services.reports.domain.carrying import CarryingOf
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Edition, ThemesOf
from services.reports.domain.coded_by import CodedBy
from services.reports.domain.surveys import SurveyKey
from shared.database.engine import Database


class SqlEvidence:
    """Implements the port Evidence."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def coded_by(self, key: SurveyKey) -> list[CodedBy]:
        """Which versions and models the answers of a survey were coded by, by question."""
        answer = tables.answers.c
        by = (answer.question, answer.codebook, answer.codebook_version, answer.model)
        found = select(*by, func.count()).where(*mine_of(tables.answers, key), answer.codebook.is_not(None))
        with self._database.read() as connection:
            return [CodedBy(*row) for row in connection.execute(found.group_by(*by).order_by(*by))]

    def themes(self, editions: Collection[Edition]) -> ThemesOf:
        """The codes, with their themes, that were given by those of these editions that are known."""
        with self._database.read() as connection:
            return SqlCodebooks(connection).themes(editions)

    def carryings(self, codebooks: Collection[CodebookKey]) -> CarryingOf:
        """How codes are carried into the newest version."""
        with self._database.read() as connection:
            return SqlCodebooks(connection).carryings(codebooks)
