"""Makes a candidate the model that holds, and codes anew what was coded before: each response exactly once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from services.analysis.application.coder import Coder
from services.analysis.application.coding import code_answers, told
from services.analysis.application.ports import CodedResponse, Unit
from services.analysis.application.recode_step import scope_of, wanted_of, write
from services.analysis.application.recoding_told import adoption
from services.analysis.application.work_desk import WorkDesk
from services.analysis.domain.recodings import Recoding
from shared.contracts.messages import AnswerGiven

PORTION: Final = 100  # responses at a time: they are locked while they are written


def begin_adoption(recoding: Recoding, desk: WorkDesk) -> None:
    """Adopt the model: whatever is coded from now on, in any worker, is coded by it."""

    def change(current: Recoding, unit: Unit) -> Recoding:
        now = desk.clock.now()
        unit.outbox.add(adoption(current, now))
        unit.models.adopt(current.id, now)
        return current.beginning(unit.responses.count(scope_of(current)))

    write(recoding, change, desk)


def adopt_some(recoding: Recoding, desk: WorkDesk) -> None:
    """Code one portion of responses anew and promise to tell, or note that all are coded by the model.

    What came meanwhile was coded by it already; what was withdrawn or changed meanwhile is passed over.
    """
    with desk.open_unit() as unit:
        responses = unit.responses.some(scope_of(recoding), after=recoding.after, most=PORTION)
        coder = desk.coders([wanted_of(recoding)], unit)[wanted_of(recoding)]
    anew = _coded_anew([response for response in responses if not _is_by(response, recoding)], coder, desk)

    def change(current: Recoding, unit: Unit) -> Recoding:
        if not responses:
            return current.arrived(desk.clock.now())
        _put(anew, current, unit, desk)
        return current.walked(responses[-1].response_id, len(responses))

    write(recoding, change, desk)


def _put(anew: Sequence[CodedResponse], recoding: Recoding, unit: Unit, desk: WorkDesk) -> None:
    ids = [response.response_id for response in anew]
    unit.responses.lock(ids)
    there = unit.responses.revisions(ids)
    still = [response for response in anew if there.get(response.response_id) == response.revision - 1]
    unit.responses.put(still)
    unit.outbox.add(*(told(response, recoding.story, desk.clock) for response in still))


def _is_by(response: CodedResponse, recoding: Recoding) -> bool:
    answers = zip(response.asked, response.answers, strict=True)
    return all(coded.model == recoding.model for asked, coded in answers if asked.codebook == recoding.codebook)


def _coded_anew(responses: Sequence[CodedResponse], coder: Coder, desk: WorkDesk) -> list[CodedResponse]:
    codebook = coder.codebook.id
    given = [
        AnswerGiven(question=coded.question, question_text=asked.text, text=coded.text, codebook=codebook)
        for response in responses
        for coded, asked in zip(response.answers, response.asked, strict=True)
        if asked.codebook == codebook
    ]
    found = iter(code_answers([(answer, coder) for answer in given], desk.notice))
    return [
        replace(
            response,
            revision=response.revision + 1,
            answers=tuple(
                next(found) if asked.codebook == codebook else coded
                for coded, asked in zip(response.answers, response.asked, strict=True)
            ),
        )
        for response in responses
    ]
