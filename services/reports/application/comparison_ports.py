"""What comparing needs to know beyond the reports themselves."""

from collections.abc import Collection
from typing import Protocol

from services.reports.domain.carrying import CarryingOf
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Edition, ThemesOf
from services.reports.domain.coded_by import CodedBy
from services.reports.domain.surveys import SurveyKey


class Evidence(Protocol):
    """By what answers were coded, and what those codebooks could say."""

    def coded_by(self, key: SurveyKey) -> list[CodedBy]:
        """Which versions and models the answers of a survey were coded by, by question."""
        ...

    def themes(self, editions: Collection[Edition]) -> ThemesOf:
        """The codes, with their themes, that were given by those of these editions that are known."""
        ...

    def carryings(self, codebooks: Collection[CodebookKey]) -> CarryingOf:
        """How codes are carried into the newest version."""
        ...
