"""A pair of people that somebody of the team decided about: passed over, or asked whether they want to meet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from services.reports.domain.redactions import Person
from shared.contracts.errors import CodedError
from shared.contracts.giving_back import IntroductionAnswered, IntroductionProposed, PartyIntroduced
from shared.contracts.messages import Message, message_id
from shared.contracts.names import MessageName, Service

LONGEST_ABOUT: Final = 500


class PairNotFound(CodedError):
    """These two can't be introduced: an answer was withdrawn or changed, or somebody decided about them before."""

    code = "pair-not-found"


class IntroductionState(StrEnum):
    """DISMISSED; ASKED, then MET when both agreed or OVER when one did not, or it was not possible any more."""

    DISMISSED = "dismissed"
    ASKED = "asked"
    MET = "met"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of the two; `about` is what they are told of the other."""

    response_id: str
    survey: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What became of a pair; `agreed` are the responses whose writers agreed, which no page tells apart."""

    id: str
    team_id: str
    need: Party
    offer: Party
    code: str
    state: IntroductionState
    by: Person
    at: datetime
    expires_at: datetime | None = None
    agreed: frozenset[str] = frozenset()
    reason: str = ""

    @property
    def responses(self) -> frozenset[str]:
        """Whose answers it is about."""
        return frozenset((self.need.response_id, self.offer.response_id))

    def heard(self, news: Iterable[IntroductionAnswered]) -> "Introduction":
        """After what was answered, in whatever order that is told: an end beats an agreement."""
        after = self
        for told in news:
            if not told.agreed:
                after = replace(after, state=IntroductionState.OVER, reason=told.reason)
            elif told.response_id in self.responses:
                after = replace(after, agreed=after.agreed | {told.response_id})
        if after.state is IntroductionState.ASKED and after.agreed == after.responses:
            after = replace(after, state=IntroductionState.MET)
        return after

    def proposal(self, expires_at: datetime) -> Message:
        """What intake is asked to do."""
        first, second = (
            PartyIntroduced(survey=each.survey, response_id=each.response_id, about=each.about)
            for each in (self.need, self.offer)
        )
        content = IntroductionProposed(
            team_id=self.team_id,
            introduction_id=self.id,
            parties=(first, second),
            proposed_at=self.at,
            expires_at=expires_at,
        )
        name = MessageName.INTRODUCTION_PROPOSED
        return Message(
            id=message_id(name, self.id),
            name=name,
            source=Service.REPORTS,
            subject=self.id,
            time=self.at,
            content=content,
        )
