"""Hands cards in inside a transaction that does more, so that both become true together."""

from services.intake.application.ports import UnitOfWork
from services.intake.domain.responses import ASIDE, Response, Standing
from services.intake.domain.surveys import Survey


class UnitLetterbox:
    """The port Letterbox on a unit of work, for one survey as it was read there; whoever opened the unit commits it."""

    def __init__(self, unit: UnitOfWork, survey: Survey) -> None:
        self._unit = unit
        self._survey = survey

    def survey(self, slug: str, version: int = 0) -> Survey | None:
        """The survey, None for another or for an earlier version of it."""
        return self._survey if slug == self._survey.slug and version in {0, self._survey.version} else None

    def standing(self, id_: str) -> Standing | None:
        """Where a response stands, None when it is not there."""
        return self._unit.responses.standings([id_]).get(id_)

    def is_deleted(self, slug: str) -> bool:
        """Whether the team deleted this survey."""
        return self._unit.surveys.is_deleted(slug)

    def keep(self, response: Response) -> bool:
        """Store a response and promise its analysis; False, and nothing, when its id is there."""
        if not self._unit.responses.add([response]):
            return False
        if response.state not in ASIDE:
            self._unit.outbox.add(response.received())
        return True
