"""Codes answers with a candidate beside what they are coded with, and counts what would change."""

from collections.abc import Iterator, Sequence
from typing import Final

from services.analysis.application.coder import Coder
from services.analysis.application.ports import CodedResponse, Unit
from services.analysis.application.recode_step import model_of, scope_of, write
from services.analysis.application.work_desk import WorkDesk
from services.analysis.domain.carrying import Carrier
from services.analysis.domain.codings import Answer
from services.analysis.domain.recodings import Recoding
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.coding_work import AnswerChanged

PORTION: Final = 200  # responses at a time: some ten milliseconds of coding, and a short transaction


def compare_some(recoding: Recoding, desk: WorkDesk) -> None:
    """Compare one portion of responses, or note that all are compared; codings stay as they are."""
    with desk.open_unit() as unit:
        responses = unit.responses.some(scope_of(recoding), after=recoding.after, most=PORTION)
        coder = desk.coders.kept(model_of(recoding), unit)
    changes = list(_changes(responses, recoding.codebook, coder))

    def change(current: Recoding, unit: Unit) -> Recoding:
        if not responses:
            return _only_of_those_there(current, unit).arrived(desk.clock.now())
        walked = current.walked(responses[-1].response_id, len(responses))
        return walked.differing(current.differences.with_changes(changes, current.id))

    write(recoding, change, desk)


def _only_of_those_there(recoding: Recoding, unit: Unit) -> Recoding:
    there = unit.responses.revisions([example.response_id for example in recoding.differences.examples])
    return recoding.differing(recoding.differences.only(there))


def _changes(responses: Sequence[CodedResponse], codebook: str, coder: Coder) -> Iterator[AnswerChanged]:
    rows = [
        (response, coded, Answer(coded.text, asked.text))
        for response in responses
        for coded, asked in zip(response.answers, response.asked, strict=True)
        if asked.codebook == codebook
    ]
    carrier = Carrier(coder.codebook)
    for (response, coded, _), found in zip(rows, coder.code([answer for _, _, answer in rows]), strict=True):
        was, becomes = _codes(coded, carrier), [coding.code for coding in found.codings]
        gone, new = (tuple(code for code in a if code not in b) for a, b in ((was, becomes), (becomes, was)))
        if gone or new:
            yield AnswerChanged(
                survey=response.survey, response_id=response.response_id, question=coded.question, gone=gone, new=new
            )


def _codes(coded: AnswerCoded, carrier: Carrier) -> tuple[str, ...]:
    return carrier.codes(coding.code for coding in coded.codings)
