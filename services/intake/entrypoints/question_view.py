"""How the page of a question is drawn, for its form and for two versions side by side."""

from collections.abc import Mapping
from typing import Any, Final

from flask import render_template, request

from services.intake.domain.drafts import Draft, Part, fingerprint
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.questions import Question
from services.intake.entrypoints.draft_conflicts import clashes
from services.intake.entrypoints.draft_fields import Posted
from services.intake.entrypoints.draft_forms import languages_drawn
from services.intake.entrypoints.problem_list import problems_by_field
from services.intake.entrypoints.question_form import QuestionForm
from services.intake.entrypoints.survey_requests import judged
from services.intake.entrypoints.surveys_at_hand import drafts_at_hand

GONE: Final = "gone"
"""Stands for what somebody saw where the question was taken out meanwhile: saving puts it at the end again."""


def form_for(draft: Draft, number: int, posted: Posted | None = None) -> QuestionForm:
    """The form of a question; in the languages that stood on the page, where one was posted."""
    desk = drafts_at_hand()
    with desk.open_reading() as reading:
        published = desk.published(draft.slug, draft.team_id, reading)
    languages = languages_drawn(posted, draft) if posted else draft.languages
    return QuestionForm(draft, number, published, judged(draft).sound, languages)


def question_page(draft: Draft, number: int, part: Part, stored: Mapping[str, Any] | None = None) -> str:
    """The page with what is typed or stored in the fields; `stored` beside it where somebody was quicker.

    `stored` is empty where the question was taken out meanwhile.
    """
    form = form_for(draft, number)
    fields = form.fields(part)
    is_gone = stored is not None and not stored
    return render_template(
        "intake/surveys/question.html",
        draft=draft,
        number=number,
        part=part,
        form=form,
        fields=fields,
        languages=draft.languages,
        seen=GONE if is_gone else fingerprint(draft.questions[number - 1]),
        is_gone=is_gone,
        wrong=problems_by_field(judged(draft).problems, number),
        clashes=clashes(fields, part, stored),
        saved="saved" in request.args,
        kinds=QUESTION_TYPES.values(),
        codebooks=drafts_at_hand().codebooks(),
        earlier=_earlier(form.sound, number),
    )


def _earlier(sound: Mapping[int, Question], number: int) -> list[Question]:
    """The questions before this one that it can hang on."""
    return [question for place, question in sound.items() if place < number and question.choices]
