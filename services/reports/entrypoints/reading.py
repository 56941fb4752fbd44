"""What every view of reports has at hand: the read model, the clock, and whose surveys are meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import current_app
from flask_login import current_user

from services.reports.application.read_report import Shelf
from services.reports.domain.attributes import Group
from services.reports.domain.quotes import QuotesWanted
from services.reports.domain.surveys import SurveyKey
from shared.contracts.clock import Clock
from shared.contracts.teams import DEFAULT_TEAM

EXTENSION: Final = "adborth-reports"


@dataclass(frozen=True, slots=True)
class Reading:
    """The ports that main gave to this application."""

    shelf: Shelf
    clock: Clock


def reading() -> Reading:
    """The ports of the application that answers."""
    found = current_app.extensions[EXTENSION]
    if not isinstance(found, Reading):
        raise TypeError(EXTENSION)
    return found


def team() -> str:
    """The caller's team; a visitor of an open report, whom `access` let in, belongs to none and sees the default."""
    return str(getattr(current_user, "team_id", DEFAULT_TEAM))


def survey_key(slug: str) -> SurveyKey:
    """The survey of this slug as the caller sees it."""
    return SurveyKey(team(), slug)


def quotes_wanted(slug: str, code: str, query: Mapping[str, str]) -> QuotesWanted:
    """The quotes that an address asks for: of a group where it names an attribute, whatever the value."""
    by = query.get("by")
    group = Group(by, query.get("value", "")) if by else None
    return QuotesWanted(survey_key(slug), code, group, query.get("question") or None, query.get("facet") or None)
