"""Finds the coder of a team's codebook: the model adopted last, else the built-in one, else one of its definitions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from services.analysis.application.coder import CarryingCoder, Coder
from services.analysis.application.first_model import first_model
from services.analysis.application.ports import Unit
from services.analysis.application.recent import Recent
from services.analysis.application.trainer import Trainer
from services.analysis.application.work_ports import KeptModel, Wanted
from services.analysis.domain.carrying import Carrier
from services.analysis.domain.errors import CodebookUnknown
from shared.codebooks.codebook import Codebook
from shared.contracts.clock import Clock
from shared.contracts.errors import CodedError

_MOST_MODELS: Final = 6  # of some 20 to 40 MB
_MOST_CODEBOOKS: Final = 100


class Coders(Protocol):
    """The coders that answers are coded by now."""

    def __call__(self, wanted: Collection[Wanted], unit: Unit) -> Mapping[Wanted, Coder]:
        """The coder of each of these teams' codebooks; one that cannot be coded by is left out.

        Until the end of the transaction no other model is adopted for them.
        """
        ...


@dataclass(frozen=True)
class CoderLookup:
    """Asks for each batch which models hold, so that an adoption is seen by every worker, and loads one when needed."""

    built_in: Mapping[str, Coder]
    trainer: Trainer
    clock: Clock
    _models: Recent[Coder] = field(default_factory=lambda: Recent(_MOST_MODELS))
    _codebooks: Recent[Codebook] = field(default_factory=lambda: Recent(_MOST_CODEBOOKS))

    def __call__(self, wanted: Collection[Wanted], unit: Unit) -> Mapping[Wanted, Coder]:
        """The coder of each of these teams' codebooks."""
        if not wanted:
            return {}
        unit.models.hold(wanted)
        adopted, newest = unit.models.adopted(wanted), unit.codebooks.newest(wanted)
        found = {one: self._carrying(one, adopted.get(one), newest.get(one, 0), unit) for one in wanted}
        return {one: coder for one, coder in found.items() if coder}

    def kept(self, model: KeptModel, unit: Unit) -> Coder:
        """The coder of a model that is kept; raises CodedError where it or its codebook cannot be read."""
        wanted = (model.team_id, model.codebook)
        codebook = self.codebook(wanted, model.codebook_version, unit)
        key = (*wanted, model.codebook_version, model.name)
        return self._models.get(key, lambda: self.trainer.coder(codebook, unit.models.artefact(model.id)))

    def codebook(self, wanted: Wanted, version: int, unit: Unit) -> Codebook:
        """That version of a team's codebook; raises CodebookUnknown, InvalidCodebook."""
        return self._codebooks.get((*wanted, version), lambda: self._told(wanted, version, unit))

    def _carrying(self, one: Wanted, adopted: KeptModel | None, newest: int, unit: Unit) -> Coder | None:
        coder = self.kept(adopted, unit) if adopted else self.built_in.get(one[1]) or self._first(one, newest, unit)
        if coder is None or newest <= coder.codebook.version:
            return coder
        try:
            return CarryingCoder(coder, Carrier(self.codebook(one, newest, unit)))
        except CodedError:
            return coder

    def _first(self, one: Wanted, newest: int, unit: Unit) -> Coder | None:
        """The coder of a codebook that a team wrote: trained and adopted when the first answer is coded by it."""
        try:
            return self._begun(one, self.codebook(one, newest, unit), unit)
        except CodedError:
            return None

    def _begun(self, one: Wanted, codebook: Codebook, unit: Unit) -> Coder:
        model, artefact = first_model(one, codebook, self.trainer, self.clock)
        unit.models.begin(model, artefact)
        # Another worker may have been quicker, perhaps with an earlier version.
        return self.kept(unit.models.adopted([one])[one], unit)

    def _told(self, wanted: Wanted, version: int, unit: Unit) -> Codebook:
        body = unit.codebooks.body(wanted, version)
        if body is not None:
            return self.trainer.codebook(body)
        built_in = self.built_in.get(wanted[1])
        if built_in and built_in.codebook.version == version:
            return built_in.codebook
        raise CodebookUnknown(codebook=wanted[1], version=version)
