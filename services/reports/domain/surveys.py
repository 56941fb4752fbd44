"""What reports knows of a survey: enough to name it, its questions and whether it still runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class SurveyKey(NamedTuple):
    """Whose survey, and which: its slug is unique within a team."""

    team_id: str
    slug: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the newest version, in every language; `codebook` is None when its answers are not coded."""

    key: str
    text: Mapping[str, str]
    codebook: str | None


@dataclass(frozen=True, slots=True)
class Attribute:
    """What responses of the newest version can be split by; `options` are its values by key and language."""

    key: str
    text: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey; `version` is 0 while its publication has been overtaken by its first responses.

    `smallest_group` is the smallest number that may be shown of a group, None where the installation's holds.
    `closed_version` is the latest version that was closed (0: none), `closed_at` when, while no later one is open.
    """

    key: SurveyKey
    version: int = 0
    title: Mapping[str, str] | None = None
    languages: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    closed_at: datetime | None = None
    closed_version: int = 0
    attributes: tuple[Attribute, ...] = ()
    smallest_group: int | None = None
