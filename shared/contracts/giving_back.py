"""What is told to give something back to those who wrote: publications, and people introduced to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPublished:
    """A numbered publication stands at `path`; the highest number is the newest.

    `reason` is `first`, `correction` or `withdrawal`.
    """

    team_id: str
    survey: str
    publication: int
    path: str
    title: Mapping[str, str]
    published_at: datetime
    reason: str = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyIntroduced:
    """One of two people: the response they sent, and `about`, what they are told of the other, without a name."""

    survey: str
    response_id: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionProposed:
    """An organiser proposes that two people meet; addresses are exchanged only when both have agreed."""

    team_id: str
    introduction_id: str
    parties: tuple[PartyIntroduced, PartyIntroduced]
    proposed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionAnswered:
    """One of the two answered; `agreed` False ends the introduction.

    `reason` is a stable code where it ended otherwise than by an answer: `not-possible` or `expired`.
    """

    team_id: str
    introduction_id: str
    response_id: str
    agreed: bool
    answered_at: datetime
    reason: str = ""
