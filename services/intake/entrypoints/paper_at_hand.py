"""The desk of printed cards of the application that answers the present request, and its pages and problems."""

from collections.abc import Mapping
from typing import Final, cast

from flask import Flask, current_app, request
from flask_babel import lazy_gettext as _l

from services.intake.application.paper_desk import PaperDesk
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.paper_cards import shown_number
from services.intake.domain.print_sheets import asked_on_paper
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.surveys_at_hand import drafts_at_hand
from shared.identity.access import Role, current_caller
from shared.web.languages import LANGUAGES
from shared.web.problems import Problem, register_problems

_EXTENSION: Final = "adborth-intake-paper"

_NAMES: Final = {"event": _l("Event"), "session": _l("Session"), "cohort": _l("Cohort"), "source": _l("Source")}

PROBLEMS: Final[Mapping[str, Problem]] = {
    "card-not-found": Problem(
        404,
        _l("No card of this number was printed for this survey"),
        _l("Compare the number with the card, and look which survey the card belongs to."),
    ),
    "batch-not-found": Problem(
        404, _l("There are no such cards"), _l("Go back to the list of printed cards and choose from there.")
    ),
    "nothing-to-settle": Problem(
        409, _l("This is decided already"), _l("Go back to the list: somebody may have been quicker.")
    ),
    "photo-not-found": Problem(
        404, _l("There is no photo of this card"), _l("It may have gone with words that were withdrawn.")
    ),
    "unreadable-photo": Problem(
        400, _l("This photo can't be read"), _l("Choose a JPEG, PNG or WebP picture of at most 50 megapixels.")
    ),
    "too-long-for-paper": Problem(
        409,
        _l("This survey is too long for a card"),
        _l("Print a poster with its code instead, or make a shorter survey for paper."),
    ),
    "unfit-attribute": Problem(
        400,
        _l("An event, session, cohort or source is too long, or holds a character that can't be stored"),
        _l("Go back and shorten it to %(longest)s characters or fewer."),
    ),
    "unprintable-text": Problem(
        409,
        _l("This survey holds a character that can't be printed"),
        _l("Take “%(character)s” out of the survey's words: the font for paper has no such letter or picture."),
    ),
    "short-address-not-found": Problem(
        404, _l("This short address leads nowhere"), _l("Compare each letter, or ask the organiser for the address.")
    ),
}


def install_paper_desk(app: Flask, desk: PaperDesk) -> None:
    """Give the application its desk of printed cards, and the words for what can go wrong there."""
    app.extensions[_EXTENSION] = desk
    register_problems(app, PROBLEMS)
    app.add_template_filter(shown_number, "card_number")
    app.add_template_filter(told_attributes, "told_attributes")
    app.add_template_global(caller_may_edit)
    app.add_template_global(form_languages)
    app.add_template_global(asked_on_paper)


def paper_at_hand() -> PaperDesk:
    """The desk of printed cards that this application was given."""
    return cast(PaperDesk, current_app.extensions[_EXTENSION])


def told_attributes(attributes: Mapping[str, str]) -> str:
    """What cards are for, in words: "Event: spring, Session: b2"."""
    return ", ".join(f"{_NAMES[name]}: {text}" for name, text in attributes.items() if name in _NAMES)


def caller_may_edit() -> bool:
    """Whether who is signed in may change surveys, and so print cards."""
    return current_caller().role >= Role.EDITOR


def form_languages(survey: Survey) -> list[dict[str, str]]:
    """The survey's languages as a list to choose from, each by its own name."""
    return [{"value": code, "text": LANGUAGES.get(code, code)} for code in survey.languages]


def own_survey(slug: str) -> Survey:
    """The published survey of this slug, if the team that is signed in has it and did not delete it.

    Raises SurveyNotFound.
    """
    desk = drafts_at_hand()
    with desk.open_reading() as reading:
        survey = desk.published(slug, current_caller().team_id, reading)
    if survey is None:
        raise SurveyNotFound(survey=slug)
    return survey


def site_address() -> str:
    """Where people find this site, such as https://feedback.example.org."""
    return request.url_root.rstrip("/")
