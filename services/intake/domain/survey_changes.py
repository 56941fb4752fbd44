"""Who did what to a survey and when: shown on its page, and the trail of what an owner deleted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What can be done to a survey."""

    CREATED = "created"
    IMPORTED = "imported"
    DUPLICATED = "duplicated"
    EDITED = "edited"
    DISCARDED = "discarded"
    PUBLISHED = "published"
    OPENED = "opened"
    CLOSED = "closed"
    TIMES_SET = "times-set"
    ADMITTED = "admitted"
    ARCHIVED = "archived"
    RESTORED = "restored"
    DELETION_BEGUN = "deletion-begun"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who does it: their id and name, and the team for which they do."""

    id: str
    name: str
    team_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was done; `version` is the one published then, 0 when there was none."""

    slug: str
    team_id: str
    at: datetime
    by: str
    by_name: str
    what: Action
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A survey that lists leave out; `deleted_at` once its words are gone too."""

    slug: str
    team_id: str
    archived_at: datetime
    deleted_at: datetime | None = None
