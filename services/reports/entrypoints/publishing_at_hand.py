"""What every view of redaction and publication has at hand: its ports, who acts, and whose survey is meant."""

from typing import Final

from flask import current_app, request
from werkzeug.datastructures import ImmutableMultiDict

from services.reports.application.publishing import Publishing
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import current_caller
from shared.web.strict_form import strict_form

EXTENSION: Final = "adborth-publishing"
_MOST_FIELDS: Final = 3_000
_MOST_DIGITS: Final = 9


def publishing() -> Publishing:
    """The ports of the application that answers."""
    found = current_app.extensions[EXTENSION]
    if not isinstance(found, Publishing):
        raise TypeError(EXTENSION)
    return found


def own_survey(slug: str) -> SurveyKey:
    """The survey of this slug of the team that is signed in."""
    return SurveyKey(current_caller().team_id, slug)


def public_survey(slug: str) -> SurveyKey:
    """The survey of this slug as anybody sees it, signed in or not."""
    return SurveyKey(DEFAULT_TEAM, slug)


def person() -> Person:
    """Who is signed in."""
    caller = current_caller()
    return Person(caller.id, caller.name)


def posted() -> ImmutableMultiDict[str, str]:
    """The posted fields; an answer may have hundreds of words, each with a box."""
    return strict_form(request, max_fields=_MOST_FIELDS)


def posted_number(name: str) -> int:
    """The whole number in a posted field, -1 where there is none."""
    text = posted().get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1
