"""A draft's questions: one is added, moved, or taken out after asking."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.edit_draft import add_question, move_question, read_draft, remove_question
from services.intake.domain.drafts import Place, fingerprint, question_key
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.entrypoints.draft_fields import WordingField, merged
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

pages = Blueprint("intake_question_list", __name__, url_prefix="/team/surveys/<slug>/questions")

_STEPS: Final = {"up": -1, "down": 1}
_USUAL: Final = "long_text"
_CODEBOOK: Final = "improvement"


@pages.get("/new")
@access(Role.EDITOR)
def ask_for_new(slug: str) -> str:
    """What kind of question is added, and what it asks."""
    return _new_page(slug, {"type": _USUAL}, "")


@pages.post("/new")
@access(Role.EDITOR)
def add(slug: str) -> ResponseReturnValue:
    """Put a question at the end; its page is shown next."""
    posted = strict_form(request).to_dict(flat=False)
    draft = read_draft(slug, current_caller().team_id, desk=drafts_at_hand())
    kind = posted.get("type", [""])[0]
    part = merged([WordingField("text", draft.languages)], {"type": kind}, posted)
    if kind not in QUESTION_TYPES:
        return _new_page(slug, part, _("Choose a type")), 400
    taken = {str(each.get("key", "")) for each in draft.questions}
    said = posted.get(f"text-{draft.languages[0]}", [""])[0]
    coded = {"codebook": _CODEBOOK} if "codebook" in QUESTION_TYPES[kind].takes and kind == _USUAL else {}
    question = {"key": question_key(said, taken), **part, **coded}
    kept = add_question(slug, question, author=author(), desk=drafts_at_hand())
    return redirect(url_for("intake_question_page.show", slug=slug, number=len(kept.questions)), 303)


@pages.post("/<int:number>/move")
@access(Role.EDITOR)
def move(slug: str, number: int) -> AnyResponse:
    """Move a question one place."""
    posted = strict_form(request)
    steps = _STEPS.get(posted.get("do", ""), 0)
    place = Place(number, posted.get("seen", ""))
    move_question(slug, place, steps, author=author(), desk=drafts_at_hand())
    there = max(1, number + steps)
    return redirect(url_for("intake_survey_page.show", slug=slug, moved=there, _anchor=f"question-{there}"), 303)


@pages.get("/<int:number>/remove")
@access(Role.EDITOR)
def ask_to_remove(slug: str, number: int) -> ResponseReturnValue:
    """Ask before a question is taken out."""
    draft = read_draft(slug, current_caller().team_id, desk=drafts_at_hand())
    if not 0 < number <= len(draft.questions):
        return redirect(url_for("intake_survey_page.show", slug=slug), 303)
    part = draft.questions[number - 1]
    return render_template(
        "intake/surveys/remove_question.html", draft=draft, number=number, part=part, seen=fingerprint(part)
    )


@pages.post("/<int:number>/remove")
@access(Role.EDITOR)
def remove(slug: str, number: int) -> AnyResponse:
    """Take a question out of the draft."""
    place = Place(number, strict_form(request).get("seen", ""))
    remove_question(slug, place, author=author(), desk=drafts_at_hand())
    return redirect(url_for("intake_survey_page.show", slug=slug), 303)


def _new_page(slug: str, part: dict[str, object], error: str) -> str:
    draft = read_draft(slug, current_caller().team_id, desk=drafts_at_hand())
    return render_template(
        "intake/surveys/new_question.html",
        draft=draft,
        part=part,
        error=error,
        field=WordingField("text", draft.languages),
        kinds=QUESTION_TYPES.values(),
    )
