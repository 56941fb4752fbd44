"""The language that a survey speaks on a page: it may have more languages than the pages around it."""

from contextlib import AbstractContextManager

from babel import Locale, UnknownLocaleError
from flask import request
from flask_babel import force_locale

from services.intake.domain.surveys import Survey
from shared.web.languages import LANGUAGES, current_language, other_language


def survey_language(survey: Survey) -> str:
    """The language that the address asks for where the survey has it, else the page's, else the survey's first."""
    asked = request.args.get("lang", "")
    return asked if asked in survey.languages and asked not in LANGUAGES else survey.language_for(current_language())


def languages_offered(survey: Survey) -> list[str]:
    """The languages that a survey can be turned to from the language it is shown in."""
    shown = survey_language(survey)
    turned = [current_language() if shown not in LANGUAGES else "", other_language()]
    more = [code for code in survey.languages if code not in LANGUAGES and code != shown]
    return [code for code in [*turned, *more] if code in survey.languages]


def can_turn_to(code: str, survey: Survey) -> bool:
    """Whether the page or its survey can be shown in this language."""
    return code in LANGUAGES or code in survey.languages


def page_turned_to(code: str) -> AbstractContextManager[None]:
    """Draws what is drawn meanwhile in this language, if the pages speak it."""
    turned: AbstractContextManager[None] = force_locale(code if code in LANGUAGES else current_language())
    return turned


def language_name(code: str) -> str:
    """What a language calls itself; its code where that is not known."""
    try:
        return LANGUAGES.get(code) or Locale.parse(code).get_display_name(code) or code
    except UnknownLocaleError:
        return code
