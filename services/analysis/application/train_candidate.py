"""Trains the candidate of a coding anew, outside of any transaction: it may take a minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.analysis.application.coder import CarryingCoder, Coder
from services.analysis.application.lessons import lessons_of, undecided
from services.analysis.application.ports import Unit
from services.analysis.application.recode_step import model_of, scope_of, wanted_of, write
from services.analysis.application.work_desk import WorkDesk
from services.analysis.domain.carrying import Carrier
from services.analysis.domain.codings import Answer
from services.analysis.domain.errors import CodebookUnknown
from services.analysis.domain.lessons import Lesson, TrainedModel
from services.analysis.domain.recodings import Recoding
from shared.codebooks.codebook import Codebook
from shared.contracts.errors import CodedError

PATIENCE: Final = timedelta(minutes=1)
"""How long a codebook's version, told in a message of its own, is waited for."""


@dataclass(frozen=True)
class _Material:
    codebook: Codebook
    lessons: Sequence[Lesson]
    answers: Sequence[Answer]
    present: Coder | None


def train_candidate(recoding: Recoding, desk: WorkDesk) -> bool:
    """Train and keep the candidate, or note that none can be made; False where its codebook is not there yet."""
    try:
        material = _material(recoding, desk)
        present = material.present.code if material.present else None
        trained = desk.coders.trainer.learn(material.codebook, material.lessons, material.answers, present)
    except CodebookUnknown as error:
        if desk.clock.now() - recoding.asked_at < PATIENCE:
            return False
        _fail(recoding, error, desk)
    except CodedError as error:
        _fail(recoding, error, desk)
    else:
        _keep(recoding, trained, desk)
    return True


def _material(recoding: Recoding, desk: WorkDesk) -> _Material:
    wanted = wanted_of(recoding)
    with desk.open_unit() as unit:
        codebook = desk.coders.codebook(wanted, recoding.codebook_version, unit)
        adopted = unit.models.adopted([wanted]).get(wanted)
        carrier = Carrier(codebook)
        lessons = lessons_of(wanted, carrier, adopted.adopted_at if adopted else None, unit)
        answers = undecided(scope_of(recoding), lessons, unit)
        present = desk.coders([wanted], unit).get(wanted)
    return _Material(codebook, lessons, answers, CarryingCoder(present, carrier) if present else None)


def _keep(recoding: Recoding, trained: TrainedModel, desk: WorkDesk) -> None:
    def change(current: Recoding, unit: Unit) -> Recoding:
        unit.models.keep(model_of(current, trained.name), trained.artefact)
        return current.trained(trained.name, trained.judgement, unit.responses.count(scope_of(current)))

    write(recoding, change, desk)


def _fail(recoding: Recoding, error: CodedError, desk: WorkDesk) -> None:
    write(recoding, lambda current, _: current.failed(error.code), desk)
