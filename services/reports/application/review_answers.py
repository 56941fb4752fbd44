"""Answers what reviewers ask: how far we are, which answer comes next, and what is known of one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.reports.application.code_blind import code_blind
from services.reports.application.decide import decide, undo
from services.reports.application.review_ports import ReviewReader
from services.reports.application.review_unit import OpenUnit
from services.reports.application.sampling import draw_sample
from services.reports.domain.decisions import Reviewer
from services.reports.domain.judging import Judgement, LastSeen
from services.reports.domain.review_errors import AnswerNotFound
from services.reports.domain.reviewing import AnswerShown, QuestionProgress, Wanted
from services.reports.domain.samples import Sample, SampleKey
from services.reports.domain.surveys import SurveyKey
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """The ports of reviewing; `new_seed` makes a seed that nobody can guess."""

    reader: ReviewReader
    open_unit: OpenUnit
    clock: Clock
    new_seed: Callable[[], str]

    def progress(self, survey: SurveyKey, reviewer: Reviewer) -> Sequence[QuestionProgress]:
        """How far each question is."""
        return self.reader.progress(survey, reviewer.id)

    def next(self, wanted: Wanted, reviewer: Reviewer) -> str | None:
        """The reference of the answer that comes next, None at the end."""
        return self.reader.next(wanted, reviewer.id)

    def look(self, survey: SurveyKey, reference: str) -> AnswerShown:
        """One answer with all that was said of it. Raises AnswerNotFound."""
        found = self.reader.answer(survey, reference)
        if found is None:
            raise AnswerNotFound
        return found

    def decide(self, survey: SurveyKey, judgement: Judgement, by: Reviewer) -> None:
        """See the use case."""
        with self.open_unit() as unit:
            decide(survey.team_id, judgement, by, unit=unit, at=self.clock.now())
            unit.commit()

    def code_blind(self, survey: SurveyKey, judgement: Judgement, by: Reviewer) -> None:
        """See the use case."""
        with self.open_unit() as unit:
            code_blind(survey.team_id, judgement, by, unit=unit, at=self.clock.now())
            unit.commit()

    def undo(self, survey: SurveyKey, seen: LastSeen, by: Reviewer) -> None:
        """See the use case."""
        with self.open_unit() as unit:
            undo(survey.team_id, seen, by, unit=unit, at=self.clock.now())
            unit.commit()

    def draw(self, key: SampleKey, more: int) -> Sample:
        """See the use case."""
        with self.open_unit() as unit:
            sample = draw_sample(key, more, self.new_seed(), unit=unit, at=self.clock.now())
            unit.commit()
        return sample
