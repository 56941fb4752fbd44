"""The letter that tells somebody from time to time what is new in a team's reports, without anybody's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Rhythm(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"


PERIODS: Final = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class DigestWish:
    """Who wants one, in which language and how often."""

    team_id: str
    email: str
    language: str
    rhythm: Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Somebody who wants it: it is sent once they confirmed it by a link, and ends by another; `seen` are responses.

    `seen` holds how many responses each survey had when they were told last.
    """

    team_id: str
    id: str
    email: str
    language: str
    rhythm: Rhythm
    key: str
    confirmed: bool
    next_at: datetime
    seen: dict[str, int]


@dataclass(frozen=True, slots=True)
class SurveyNews:
    """A survey as a digest tells it: how many responses, how many are new, and sentences on what stands out."""

    title: str
    path: str
    responses: int
    new: int
    headline: str


def is_worth_telling(news: Sequence[SurveyNews]) -> bool:
    """Whether anything is new: nobody wants a letter that says nothing."""
    return any(each.new > 0 for each in news)
