"""The page on which paper cards are typed: one after the other, without a hand leaving the keys."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.print_cards import known_attributes
from services.intake.application.type_card import Typed, type_card
from services.intake.domain.paper_cards import NUMBER_BITS, number_from, read_number, shown_number
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.paper_at_hand import own_survey, paper_at_hand
from services.intake.entrypoints.typed_card import (
    FRESH,
    LANGUAGE,
    NUMBER,
    REFUSALS,
    answers_posted,
    typing_posted,
    wrong_with,
)
from shared.identity.access import Role, access
from shared.web.languages import current_language

pages = Blueprint("intake_type_in", __name__, url_prefix="/team/surveys/<slug>/type-in")

_MOST_BYTES: Final = 11 * 1024 * 1024


@pages.before_app_request
def admit_photos() -> None:
    """Let a photo come with a card; before anybody looks at the form, since its length is judged then."""
    if request.endpoint == f"{pages.name}.save":
        request.max_content_length = _MOST_BYTES


@pages.get("")
@access(Role.REVIEWER)
def show(slug: str) -> str:
    """An empty card to be typed, with what became of the one before."""
    survey = own_survey(slug)
    return _page(survey, {}, request.args.get("language") or current_language())


@pages.post("")
@access(Role.REVIEWER)
def save(slug: str) -> ResponseReturnValue:
    """Keep a card and show an empty one, or show it again with what is wrong."""
    survey = own_survey(slug)
    language = survey.language_for(request.form.get(LANGUAGE, ""))
    answers: dict[str, str] = {}
    try:
        answers = answers_posted(survey)
        typed = type_card(typing_posted(survey, language, answers), survey, desk=paper_at_hand())
    except REFUSALS as error:
        return _page(survey, answers, language, wrong_with(error)), 400
    return redirect(_next(slug, typed, language), 303)


def _next(slug: str, typed: Typed, language: str) -> str:
    became = "again" if typed.again else typed.state.value
    told: dict[str, Any] = known_attributes(request.args)
    told |= {"last": typed.number, "was": became, "language": language}
    if not request.form.get(NUMBER, "").strip():
        told["fresh"] = 1
    return url_for("intake_type_in.show", slug=slug, **told)


def _page(survey: Survey, answers: Mapping[str, str], language: str, wrong: Mapping[str, str] | None = None) -> str:
    last = read_number(request.args.get("last", "")) if not wrong else None
    fresh = request.form.get(FRESH) or number_from(paper_at_hand().random_bits(NUMBER_BITS))
    return render_template(
        "intake/type_in.html",
        survey=survey,
        answers=answers,
        language=survey.language_for(language),
        wrong=wrong or {},
        number=request.form.get(NUMBER, ""),
        fresh=fresh,
        last=shown_number(last) if last else "",
        was=request.args.get("was", ""),
    )
