"""Gathers what the candidate of a coding anew is made of, in one short transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.analysis.application.coder import CarryingCoder, Coder
from services.analysis.application.lessons import lessons_of, undecided
from services.analysis.application.recode_step import scope_of, wanted_of
from services.analysis.application.work_desk import WorkDesk
from services.analysis.domain.carrying import Carrier
from services.analysis.domain.codings import Answer
from services.analysis.domain.lessons import Lesson
from services.analysis.domain.recodings import Recoding
from shared.codebooks.codebook import Codebook


@dataclass(frozen=True)
class Material:
    """The codebook, what people decided, answers nobody decided about, and who codes at present, in its codes."""

    codebook: Codebook
    lessons: Sequence[Lesson]
    answers: Sequence[Answer]
    present: Coder | None


def material_of(recoding: Recoding, desk: WorkDesk) -> Material:
    """Raises CodebookUnknown, InvalidCodebook."""
    wanted = wanted_of(recoding)
    with desk.open_unit() as unit:
        codebook = desk.coders.codebook(wanted, recoding.codebook_version, unit)
        adopted = unit.models.adopted([wanted]).get(wanted)
        carrier = Carrier(codebook)
        lessons = lessons_of(wanted, carrier, adopted.adopted_at if adopted else None, unit)
        answers = undecided(scope_of(recoding), lessons, unit)
        present = desk.coders([wanted], unit).get(wanted)
    return Material(codebook, lessons, answers, CarryingCoder(present, carrier) if present else None)
