"""What codings anew and discoveries need from outside, as protocols."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from services.reports.application.codebook_ports import CodebookDesk, CodebookUnit
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.needing import Decided
from services.reports.domain.recodings import AnswerPlace, AnswerWords, Discovery, Recoding
from services.reports.domain.surveys import SurveyKey


class Recodings(Protocol):
    """Codings anew and discoveries, and the words that they point to."""

    def recoding(self, team_id: str, recode_id: str) -> Recoding | None:
        """What is known of a coding anew."""
        ...

    def recodings(self, key: CodebookKey) -> Sequence[Recoding]:
        """All of a codebook, the newest first."""
        ...

    def adopting(self, team_id: str) -> Sequence[Recoding]:
        """Those of a team by which answers are being coded anew just now, by id."""
        ...

    def put_recoding(self, recoding: Recoding) -> None:
        """Keep it in place of what was known."""
        ...

    def discovery(self, team_id: str, discovery_id: str) -> Discovery | None:
        """What is known of a discovery."""
        ...

    def discoveries(self, survey: SurveyKey) -> Sequence[Discovery]:
        """All of a survey, the newest first."""
        ...

    def put_discovery(self, discovery: Discovery) -> None:
        """Keep it in place of what was known."""
        ...

    def decided(self, survey: SurveyKey) -> Sequence[Decided]:
        """Every decision of people about a survey that was not taken back, with its answer."""
        ...

    def words(self, team_id: str, places: Collection[AnswerPlace]) -> Mapping[AnswerPlace, AnswerWords]:
        """What these answers say; those of responses that were withdrawn are not there."""
        ...


class HearingUnit(Protocol):
    """What the handler of what is heard needs of a transaction."""

    @property
    def recodings(self) -> Recodings:
        """Codings anew and discoveries, inside this transaction."""
        ...


class RecodingUnit(CodebookUnit, Protocol):
    """One transaction of the work on codings anew."""

    @property
    def recodings(self) -> Recodings:
        """Codings anew and discoveries, inside this transaction."""
        ...


@dataclass(frozen=True, slots=True)
class RecodingDesk:
    """What the use cases of codings anew work with."""

    codebooks: CodebookDesk
    open_unit: Callable[[], AbstractContextManager[RecodingUnit]]
    read: Callable[[], AbstractContextManager[Recodings]]
    new_id: Callable[[], str]
