"""The rows of another tool's export as cards, by the mapping of its questions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from services.intake.domain.errors import Fault
from services.intake.domain.foreign_answers import read_answer
from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.domain.mappings import LeftOut, Origin, QuestionMapping, Unfit, translate
from services.intake.domain.surveys import Survey
from services.intake.importers.cards import Card
from services.intake.importers.fingerprints import fingerprint
from services.intake.importers.incoming_rows import Incoming
from services.intake.importers.reading import ReadRow
from services.intake.importers.table import Refusal

_UNMAPPED: Final = "unmapped"


class ForeignRows:
    """Makes cards of rows, one after the other: it keeps how often each content without an id was met."""

    def __init__(self, survey: Survey, mapping: QuestionMapping, provider: str, form_id: str) -> None:
        self._survey, self._mapping, self._form_id = survey, mapping, form_id
        self._origin = Origin(provider=provider)
        self._seen: Counter[bytes] = Counter()

    def of(self, rows: Iterable[ReadRow]) -> Iterator[Incoming]:
        """Each row as a card, or with what is wrong with it."""
        for row in rows:
            yield Incoming(row.line, row.cells, self._card(row))

    def _card(self, row: ReadRow) -> Card | Refusal:
        if row.response is None:
            return Refusal(row.line, (row.fault,) if row.fault else ())
        if not row.response.completed:
            return Refusal(row.line, (Fault("response-unfinished"),))
        response = self._known_again(replace(row.response, form_id=row.response.form_id or self._form_id))
        found = translate(response, self._mapping, self._survey, self._origin)
        if faults := tuple(self._faults(found.left_out, response)):
            return Refusal(row.line, faults)
        if isinstance(found, Unfit):
            return Refusal(row.line, (Fault("answers-missing"),))
        return Card(row.line, found.submission)

    def _faults(self, left_out: tuple[LeftOut, ...], response: ForeignResponse) -> Iterator[Fault]:
        """What forbids the answers to questions of ours: a row is stored whole, or told to be mended."""
        unfit = {each.key for each in left_out if each.reason != _UNMAPPED}
        for question in self._survey.questions:
            if question.key in unfit:
                texts = [each.answer for each in response.answers if self._mapping.key_of(each.ref) == question.key]
                fault = question.fault(read_answer(question, texts)[0])
                yield fault or Fault("answer-unstorable", question.key)

    def _known_again(self, response: ForeignResponse) -> ForeignResponse:
        """A response with an id: without one of the tool's it follows from what was told, and how often before."""
        if response.id:
            return response
        told = fingerprint(response)
        self._seen[told] += 1
        return replace(response, id=f"row {told.hex()} {self._seen[told]}")
