"""Trains the candidate of a coding anew, outside of any transaction: it may take a minute."""

from datetime import timedelta
from typing import Final

from services.analysis.application.candidate_material import material_of
from services.analysis.application.ports import Unit
from services.analysis.application.recode_step import model_of, scope_of, write
from services.analysis.application.work_desk import WorkDesk
from services.analysis.domain.errors import CodebookUnknown
from services.analysis.domain.lessons import TrainedModel
from services.analysis.domain.recodings import Recoding
from shared.contracts.errors import CodedError

PATIENCE: Final = timedelta(minutes=1)
"""How long a codebook's version, told in a message of its own, is waited for."""


def train_candidate(recoding: Recoding, desk: WorkDesk) -> bool:
    """Train and keep the candidate, or note that none can be made; False where its codebook is not there yet."""
    try:
        material = material_of(recoding, desk)
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


def _keep(recoding: Recoding, trained: TrainedModel, desk: WorkDesk) -> None:
    def change(current: Recoding, unit: Unit) -> Recoding:
        unit.models.keep(model_of(current, trained.name), trained.artefact)
        return current.trained(trained.name, trained.judgement, unit.responses.count(scope_of(current)))

    write(recoding, change, desk)


def _fail(recoding: Recoding, error: CodedError, desk: WorkDesk) -> None:
    write(recoding, lambda current, _: current.failed(error.code), desk)
