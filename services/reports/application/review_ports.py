"""What the use cases of reviewing need from outside, as protocols."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from services.reports.domain.blind import BlindCoding
from services.reports.domain.decisions import AnswerAt, Decision
from services.reports.domain.reviewing import AnswerShown, QuestionProgress, Text, Wanted
from services.reports.domain.samples import DrawnAnswer, Found, Sample, SampleKey
from services.reports.domain.surveys import SurveyKey


class Decisions(Protocol):
    """What people decided about answers: every step, and what holds by the last."""

    def located(self, team_id: str, reference: str) -> tuple[SurveyKey, AnswerAt] | None:
        """Which of the team's answers this reference is, None of none."""
        ...

    def current(self, ids: Collection[str]) -> Mapping[AnswerAt, Decision]:
        """The last step about each answer of these responses."""
        ...

    def history(self, at: AnswerAt) -> Sequence[Decision]:
        """All steps about an answer, oldest first."""
        ...

    def add(self, decision: Decision) -> None:
        """Keep a step, the next about its answer."""
        ...

    def mark(self, applies: Mapping[AnswerAt, bool]) -> None:
        """Keep which of the current decisions can hold, the words being what they are now."""
        ...

    def forget(self, ids: Sequence[str]) -> None:
        """Let nothing stay of what was decided about these responses."""
        ...


class Samples(Protocol):
    """The random samples of answers, with what their review shows so far."""

    def of(self, keys: Collection[SampleKey]) -> Mapping[SampleKey, Sample]:
        """Those of these questions that a sample was drawn of."""
        ...

    def undrawn(self, key: SampleKey) -> Iterable[str]:
        """The responses with words under the question that can be coded and are not in the sample."""
        ...

    def found(self, key: SampleKey) -> Sequence[Found]:
        """The answers of a sample in the order of drawing, as they stand."""
        ...

    def chance(self, at: AnswerAt) -> float | None:
        """With which chance an answer was drawn, None where it was not."""
        ...

    def about(self, ids: Collection[str]) -> set[SampleKey]:
        """The samples that answers of these responses are in."""
        ...

    def add(self, sample: Sample, drawn: Sequence[DrawnAnswer]) -> None:
        """Keep a sample in place of what was known of it, with further answers."""
        ...

    def forget(self, ids: Sequence[str]) -> None:
        """Take the answers of these responses out of all samples."""
        ...


class BlindCodings(Protocol):
    """What people coded without seeing what others had."""

    def of(self, at: AnswerAt) -> Sequence[BlindCoding]:
        """All of an answer."""
        ...

    def put(self, coding: BlindCoding) -> None:
        """Keep a coding in place of the same person's."""
        ...

    def forget(self, ids: Sequence[str]) -> None:
        """Let nothing stay of these responses."""
        ...


class ReviewReader(Protocol):
    """What pages of reviewing read, outside of any transaction that writes."""

    def progress(self, survey: SurveyKey, reviewer: str) -> Sequence[QuestionProgress]:
        """How far each question with coded answers is, as this person sees it."""
        ...

    def next(self, wanted: Wanted, reviewer: str) -> str | None:
        """The reference of the answer that comes next for this person, None at the end of the queue."""
        ...

    def answer(self, survey: SurveyKey, reference: str) -> AnswerShown | None:
        """The answer of this reference."""
        ...

    def blind_codings(self, survey: SurveyKey) -> Sequence[BlindCoding]:
        """All blind codings of a survey whose answers read as they did."""
        ...

    def texts(self, ats: Collection[AnswerAt]) -> Mapping[AnswerAt, Text]:
        """The words of these answers."""
        ...
