"""The page on which a team writes one question."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.edit_draft import add_question, save_question
from services.intake.domain.draft_errors import DraftChanged
from services.intake.domain.drafts import Draft, Place
from services.intake.entrypoints.draft_fields import Posted, first
from services.intake.entrypoints.draft_forms import as_drawn
from services.intake.entrypoints.question_form import edited
from services.intake.entrypoints.question_view import GONE, form_for, question_page
from services.intake.entrypoints.survey_requests import own_draft, posted_fields, to_survey
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access

pages = Blueprint("intake_question_page", __name__, url_prefix="/team/surveys/<slug>/questions/<int:number>")


@pages.get("")
@access(Role.EDITOR)
def show(slug: str, number: int) -> ResponseReturnValue:
    """The question with what is wrong about it."""
    draft = own_draft(slug)
    if not 0 < number <= len(draft.questions):
        return to_survey(slug)
    return question_page(draft, number, draft.questions[number - 1])


@pages.post("")
@access(Role.EDITOR)
def save(slug: str, number: int) -> ResponseReturnValue:
    """Keep what was typed, whatever it is, and do what the pressed button says; if somebody was quicker, show both."""
    posted = posted_fields()
    try:
        draft = _saved(own_draft(slug), number, posted)
    except DraftChanged:
        return _both(own_draft(slug), number, posted)
    if first(posted, "do") == "back":
        return to_survey(slug)
    there = draft.with_key(first(posted, "was"))
    number = number if there is None else there + 1
    return redirect(url_for("intake_question_page.show", slug=slug, number=number, saved=1), 303)


def _saved(before: Draft, number: int, posted: Posted) -> Draft:
    form, desk, seen = form_for(before, number, posted), drafts_at_hand(), first(posted, "seen")
    if seen == GONE:
        return add_question(before.slug, edited(as_drawn({}, posted), posted, form), author=author(), desk=desk)
    place = Place(number, seen)
    return save_question(before.slug, place, lambda part: edited(part, posted, form), author=author(), desk=desk)


def _both(draft: Draft, number: int, posted: Posted) -> ResponseReturnValue:
    """What somebody typed, beside the question as it is stored now; where it is gone, saving adds it again."""
    there = draft.with_key(first(posted, "was"))
    if there is None:
        typed = edited(as_drawn({}, posted), posted, form_for(draft, number, posted))
        return question_page(draft, len(draft.questions) + 1, typed, {}), 409
    stored = draft.questions[there]
    typed = edited(as_drawn(stored, posted), posted, form_for(draft, there + 1, posted))
    return question_page(draft, there + 1, typed, stored), 409
