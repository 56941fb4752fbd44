"""The team answers what people said, code by code, and sees what it promised at earlier events."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.answer_codes import answer_code, keep_promise, read_answers, read_history
from services.reports.domain.answering import LONGEST_ANSWER, State
from services.reports.domain.publication_errors import ChangedMeanwhile
from services.reports.entrypoints import answering_words
from services.reports.entrypoints.answer_fields import AnswerForm, held_answer, posted_answer
from services.reports.entrypoints.publishing_at_hand import own_survey, person, posted, posted_number, publishing
from shared.identity.access import Role, access, current_caller
from shared.observability.logs import get_logger

pages: Final = Blueprint("answering", __name__, url_prefix="/team/reports/<slug>/answers")
_log = get_logger(__name__)
pages.add_app_template_filter(answering_words.state_words, "answer_state")
pages.add_app_template_filter(answering_words.when_words, "answer_when")
pages.add_app_template_filter(answering_words.answers_told, "answers_told")
pages.add_app_template_filter(answering_words.promises_told, "promises_told")


@pages.get("")
@access(Role.VIEWER)
def every(slug: str) -> str:
    """Each code with its figures and its answer, and the promises of earlier events."""
    read = read_answers(own_survey(slug), desk=publishing())
    return render_template("reports/answering/answers.html", slug=slug, read=read, may_write=_may_write())


@pages.get("/to/<code>")
@access(Role.VIEWER)
def one(slug: str, code: str) -> str:
    """A code, what holds, and all that was said before."""
    return _page(slug, code)


@pages.post("/to/<code>")
@access(Role.EDITOR, tokens=False)
def keep(slug: str, code: str) -> ResponseReturnValue:
    """Keep an answer in place of the one that was seen."""
    form = posted_answer(posted())
    if wrong := form.wrong():
        return _page(slug, code, form, wrong), 400
    try:
        answer = answer_code(own_survey(slug), code, posted_number("version"), form.said(), person(), desk=publishing())
    except ChangedMeanwhile:
        told = _("Somebody else answered meanwhile. Your answer stands below: save again to put it in place.")
        return _page(slug, code, form, [{"field": "", "message": told}]), 409
    _log.info("code answered", survey=slug, code=code, state=answer.said.state.value, by=person().id)
    return redirect(f"{url_for('answering.every', slug=slug)}#code-{code}", 303)


@pages.post("/to/<code>/kept")
@access(Role.EDITOR, tokens=False)
def kept(slug: str, code: str) -> ResponseReturnValue:
    """Note that a promise was kept, and go back to the survey where it was read."""
    keep_promise(own_survey(slug), code, posted_number("version"), person(), desk=publishing())
    _log.info("promise kept", survey=slug, code=code, by=person().id)
    return redirect(url_for("answering.every", slug=request.args.get("from") or slug), 303)


def _page(slug: str, code: str, form: AnswerForm | None = None, errors: list[dict[str, str]] | None = None) -> str:
    history = read_history(own_survey(slug), code, desk=publishing())
    held = history.versions[0] if history.versions else None
    return render_template(
        "reports/answering/answer.html",
        slug=slug,
        history=history,
        held=held,
        form=form or held_answer(held),
        states=list(State),
        limit=LONGEST_ANSWER,
        errors=errors or [],
        may_write=_may_write(),
    )


def _may_write() -> bool:
    return current_caller().role >= Role.EDITOR
