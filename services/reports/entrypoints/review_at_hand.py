"""What every view of reviewing has at hand: the desk, who reviews, and whose survey is meant."""

from typing import Final

from flask import current_app, request
from werkzeug.datastructures import ImmutableMultiDict

from services.reports.application.review_answers import ReviewDesk
from services.reports.domain.decisions import Reviewer
from services.reports.domain.surveys import SurveyKey
from shared.identity.access import current_caller
from shared.web.strict_form import strict_form

EXTENSION: Final = "adborth-reviewing"
_MOST_FIELDS: Final = 1_500


def reviewing() -> ReviewDesk:
    """The ports of the application that answers."""
    found = current_app.extensions[EXTENSION]
    if not isinstance(found, ReviewDesk):
        raise TypeError(EXTENSION)
    return found


def own_survey(slug: str) -> SurveyKey:
    """The survey of this slug of the caller's team."""
    return SurveyKey(current_caller().team_id, slug)


def reviewer() -> Reviewer:
    """Who decides: a person, or a program by its token."""
    caller = current_caller()
    return Reviewer(caller.id, caller.name)


def posted() -> ImmutableMultiDict[str, str]:
    """The posted fields; an answer may have many codes, each with a few."""
    return strict_form(request, max_fields=_MOST_FIELDS)
