"""The model with which a team's own codebook begins, before anybody decided anything."""

from services.analysis.application.trainer import Trainer
from services.analysis.application.work_ports import KeptModel, Wanted
from shared.codebooks.codebook import Codebook
from shared.contracts.clock import Clock
from shared.contracts.messages import message_id


def first_model(of: Wanted, codebook: Codebook, trainer: Trainer, clock: Clock) -> tuple[KeptModel, bytes]:
    """It and its content; its id follows from team and codebook, so that two workers do not both begin."""
    trained = trainer.first(codebook)
    model = KeptModel(
        id=message_id("first model", *of),
        team_id=of[0],
        codebook=of[1],
        codebook_version=codebook.version,
        name=trained.name,
        adopted_at=clock.now(),
    )
    return model, trained.artefact
