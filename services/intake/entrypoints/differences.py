"""The page on which a person decides between two copies of one card."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.settle_copies import Choice, Difference, difference, differences, settle
from services.intake.domain.errors import InvalidAnswers
from services.intake.entrypoints.paper_at_hand import own_survey, paper_at_hand
from services.intake.entrypoints.typed_card import answers_posted, wrong_with
from services.intake.entrypoints.word_marks import compared_by_question
from shared.identity.access import Role, access

pages = Blueprint("intake_differences", __name__, url_prefix="/team/surveys/<slug>/type-in/differences")


@pages.get("")
@access(Role.REVIEWER)
def queue(slug: str) -> str:
    """What waits for a decision, the first first."""
    survey = own_survey(slug)
    found = differences(survey, desk=paper_at_hand())
    return render_template("intake/differences.html", survey=survey, found=found)


@pages.get("/<copy_id>")
@access(Role.REVIEWER)
def compare(slug: str, copy_id: str) -> str:
    """Two copies side by side."""
    survey = own_survey(slug)
    seen = difference(copy_id, survey, desk=paper_at_hand())
    return _page(seen, seen.words.answers, {})


@pages.post("/<copy_id>")
@access(Role.REVIEWER)
def decide(slug: str, copy_id: str) -> ResponseReturnValue:
    """Make the chosen words count."""
    survey = own_survey(slug)
    desk = paper_at_hand()
    given = request.form.get("choice", "")
    choice = Choice(given) if given in set(Choice) else Choice.CORRECTED
    corrected: dict[str, str] = {}
    try:
        seen = difference(copy_id, survey, desk=desk)
        corrected = answers_posted(seen.survey, {"choice", "csrf_token"})
        settle(copy_id, choice, corrected, survey, desk=desk)
    except InvalidAnswers as error:
        return _page(difference(copy_id, survey, desk=desk), corrected, wrong_with(error)), 400
    return redirect(url_for("intake_differences.queue", slug=slug), 303)


def _page(seen: Difference, answers: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    with paper_at_hand().open_reading() as reading:
        has_photo = reading.cards.photo(seen.card.number) is not None
    return render_template(
        "intake/difference.html",
        survey=seen.survey,
        seen=seen,
        compared=compared_by_question(seen),
        language=seen.copy.language,
        answers=answers,
        wrong=wrong,
        has_photo=has_photo,
    )
