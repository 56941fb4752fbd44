"""Gathers what a candidate learns from: decisions, joined with analysis' own copy of the words they are about."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from services.analysis.application.ports import CodedResponse, Scope, Unit
from services.analysis.application.work_ports import Wanted
from services.analysis.domain.carrying import Carrier
from services.analysis.domain.codings import Answer
from services.analysis.domain.decisions import Decision
from services.analysis.domain.lessons import Lesson

MOST_UNDECIDED: Final = 2_000  # responses; their answers say which words there are and how common codes may be
_AT_ONCE: Final = 500


def lessons_of(wanted: Wanted, carrier: Carrier, since: datetime | None, unit: Unit) -> list[Lesson]:
    """What people decided under a codebook, in the codes of its version; sorted, so that no order is left to chance.

    Nothing is learned of words that were others when they were judged, nor of a code that was split since.
    Decisions made `since` the present model was adopted are fresh: it cannot have learned from them.
    """
    decisions = unit.decisions.of_codebook(*wanted)
    responses = _responses(sorted({decision.response_id for decision in decisions}), unit)
    found = (_lesson(decision, responses.get(decision.response_id), carrier, since) for decision in decisions)
    return sorted(lesson for lesson in found if lesson)


def undecided(scope: Scope, lessons: Sequence[Lesson], unit: Unit) -> list[Answer]:
    """Answers under a codebook that nobody has decided about, of the first responses by id.

    Ids follow from what was sent by a hash, so that the first are as good as drawn by lot.
    """
    decided = {lesson.answer for lesson in lessons}
    responses = unit.responses.some(scope, most=MOST_UNDECIDED)
    answers = (answer for response in responses for answer in _answers(response, scope.codebook).values())
    return [answer for answer in answers if answer not in decided]


def _answers(response: CodedResponse, codebook: str | None) -> dict[str, Answer]:
    asked = zip(response.asked, response.answers, strict=True)
    return {answer.question: Answer(answer.text, how.text) for how, answer in asked if how.codebook == codebook}


def _responses(ids: Sequence[str], unit: Unit) -> Mapping[str, CodedResponse]:
    def portions() -> Iterator[CodedResponse]:
        for start in range(0, len(ids), _AT_ONCE):
            yield from unit.responses.these(ids[start : start + _AT_ONCE])

    return {response.response_id: response for response in portions()}


def _lesson(
    decision: Decision, response: CodedResponse | None, carrier: Carrier, since: datetime | None
) -> Lesson | None:
    if response is None or decision.revision < response.since:
        return None
    answer = _answers(response, decision.codebook).get(decision.question)
    codes = carrier.decided(decision.codes)
    if answer is None or codes is None:
        return None
    fresh = since is None or decision.reviewed_at > since
    return Lesson(response.response_id.replace("-", ""), answer, tuple(sorted(codes)), fresh)
