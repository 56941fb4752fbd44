"""What the projection needs of the rows of responses, as a protocol."""

from collections.abc import Collection, Mapping
from typing import Protocol

from services.reports.domain.counts import Footprint
from services.reports.domain.holding import Standing
from services.reports.domain.settling import Changes, Known
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded


class Responses(Protocol):
    """The coded responses with their words, the tombstones, and the responses that a service put aside."""

    def known(self, ids: Collection[str]) -> Known:
        """What is held about these."""
        ...

    def footprints(self, ids: Collection[str]) -> list[Footprint]:
        """What each of these, as stored, adds to the counts."""
        ...

    def surveys(self, ids: Collection[str]) -> set[SurveyKey]:
        """Whose responses these are, as far as they are stored."""
        ...

    def said(self, ids: Collection[str]) -> list[ResponseCoded]:
        """Those of these that are stored, as the model coded them; which version was answered is not kept (0)."""
        ...

    def apply(self, changes: Changes, standings: Mapping[str, Standing]) -> None:
        """Do the changes to the rows, `standings` being those of what is stored; the counts are somebody else's."""
        ...
