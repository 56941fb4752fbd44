"""The page on which a team writes one question."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.draft_problems import judge
from services.intake.application.edit_draft import add_question, read_draft, save_question
from services.intake.domain.draft_errors import DraftChanged
from services.intake.domain.drafts import Draft, Part, Place, fingerprint
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.questions import Question
from services.intake.entrypoints.draft_conflicts import clashes
from services.intake.entrypoints.draft_fields import Posted, first
from services.intake.entrypoints.draft_forms import as_drawn, languages_drawn
from services.intake.entrypoints.problem_list import problems_by_field
from services.intake.entrypoints.question_form import QuestionForm, edited
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

pages = Blueprint("intake_question_page", __name__, url_prefix="/team/surveys/<slug>/questions/<int:number>")

_MOST_FIELDS: Final = 2_000
_GONE: Final = "gone"
"""Stands for what somebody saw where the question was taken out meanwhile: saving puts it at the end again."""


@pages.get("")
@access(Role.EDITOR)
def show(slug: str, number: int) -> ResponseReturnValue:
    """The question with what is wrong about it."""
    draft = read_draft(slug, current_caller().team_id, desk=drafts_at_hand())
    if not 0 < number <= len(draft.questions):
        return redirect(url_for("intake_survey_page.show", slug=slug), 303)
    return _page(draft, number, draft.questions[number - 1])


@pages.post("")
@access(Role.EDITOR)
def save(slug: str, number: int) -> ResponseReturnValue:
    """Keep what was typed, whatever it is, and do what the pressed button says; if somebody was quicker, show both."""
    posted = strict_form(request, max_fields=_MOST_FIELDS).to_dict(flat=False)
    desk = drafts_at_hand()
    form = _form(read_draft(slug, current_caller().team_id, desk=desk), number, posted)
    try:
        if first(posted, "seen") == _GONE:
            draft = add_question(slug, edited(as_drawn({}, posted), posted, form), author=author(), desk=desk)
        else:
            place = Place(number, first(posted, "seen"))
            draft = save_question(slug, place, lambda part: edited(part, posted, form), author=author(), desk=desk)
    except DraftChanged:
        return _both(read_draft(slug, current_caller().team_id, desk=desk), number, posted)
    if first(posted, "do") == "back":
        return redirect(url_for("intake_survey_page.show", slug=slug), 303)
    there = draft.with_key(first(posted, "was"))
    return redirect(
        url_for("intake_question_page.show", slug=slug, number=number if there is None else there + 1, saved=1), 303
    )


def _both(draft: Draft, number: int, posted: Posted) -> ResponseReturnValue:
    """What somebody typed, beside the question as it is stored now; where it is gone, saving adds it again."""
    there = draft.with_key(first(posted, "was"))
    if there is None:
        typed = edited(as_drawn({}, posted), posted, _form(draft, number, posted))
        return _page(draft, len(draft.questions) + 1, typed, {}), 409
    stored = draft.questions[there]
    typed = edited(as_drawn(stored, posted), posted, _form(draft, there + 1, posted))
    return _page(draft, there + 1, typed, stored), 409


def _form(draft: Draft, number: int, posted: Posted | None = None) -> QuestionForm:
    desk = drafts_at_hand()
    with desk.open_reading() as reading:
        published = desk.published(draft.slug, draft.team_id, reading)
    languages = languages_drawn(posted, draft) if posted else draft.languages
    return QuestionForm(draft, number, published, judge(draft, desk.documents).sound, languages)


def _page(draft: Draft, number: int, part: Part, stored: Mapping[str, Any] | None = None) -> str:
    desk = drafts_at_hand()
    judged = judge(draft, desk.documents)
    form = _form(draft, number)
    fields = form.fields(part)
    return render_template(
        "intake/surveys/question.html",
        draft=draft,
        number=number,
        part=part,
        form=form,
        fields=fields,
        languages=draft.languages,
        seen=fingerprint(draft.questions[number - 1]) if stored != {} else _GONE,
        is_gone=stored == {},
        wrong=problems_by_field(judged.problems, number),
        clashes=clashes(fields, part, stored),
        saved="saved" in request.args,
        kinds=QUESTION_TYPES.values(),
        codebooks=desk.codebooks(),
        earlier=_earlier(judged.sound, number),
    )


def _earlier(sound: Mapping[int, Question], number: int) -> list[Question]:
    """The questions before this one that it can hang on."""
    return [question for place, question in sound.items() if place < number and question.choices]
