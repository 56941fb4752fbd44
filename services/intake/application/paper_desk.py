"""What the entrypoints need to call the use cases of printed cards, wired once by main."""

from collections.abc import Callable
from dataclasses import dataclass

from services.intake.application.card_ports import PaperReading, PaperUnit, Printer
from services.intake.application.list_surveys import find_survey
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.receipts import Receipts
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDesk:
    """`random_bits(n)` are n bits that nobody can guess; `clean_photo` gives a picture again without what it tells
    of its maker, and raises UnreadablePhoto."""

    open_unit: Callable[[], PaperUnit]
    open_reading: Callable[[], PaperReading]
    clock: Clock
    receipts: Receipts
    printer: Printer
    clean_photo: Callable[[bytes], bytes]
    random_bits: Callable[[int], int]

    def survey_of(self, slug: str, team_id: str) -> Survey:
        """The team's survey of this slug, open or not. Raises SurveyNotFound."""
        survey = find_survey(slug, reading=self.open_reading())
        if survey.team_id != team_id:
            raise SurveyNotFound(survey=slug)
        return survey
