"""One answer before a reviewer: its words, its codes, and everything that can be done about them by keys alone."""

from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.reports.application.read_report import read_report
from services.reports.domain.judging import LONGEST_COMMENT, Judgement
from services.reports.domain.review_errors import DecisionOvertaken
from services.reports.domain.review_form import (
    NOTHING_NEW,
    CodeRow,
    CodesRead,
    as_shown,
    codes_read,
    rows_again,
)
from services.reports.domain.reviewing import AnswerShown, Queue
from services.reports.entrypoints.reading import reading
from services.reports.entrypoints.review_at_hand import own_survey, posted, reviewer, reviewing
from services.reports.entrypoints.review_fields import (
    Asked,
    ReviewForm,
    asked_in,
    fresh_form,
    posted_form,
    words_shown,
)
from shared.identity.access import Role, access

pages: Final = Blueprint("review_answers", __name__, url_prefix="/team/reports/<slug>/review/answers/<reference>")


@pages.get("")
@access(Role.REVIEWER, tokens=False)
def look(slug: str, reference: str) -> str:
    """The answer, with the codes that hold; without any where it is coded blind."""
    shown, asked = reviewing().look(own_survey(slug), reference), asked_in(request.args)
    return _page(shown, fresh_form(shown, blind=asked.queue is Queue.SAMPLE), asked)


@pages.post("")
@access(Role.REVIEWER, tokens=False)
def decide(slug: str, reference: str) -> ResponseReturnValue:
    """Do what was pressed: accept, save, no code, add a row, undo."""
    shown, fields = reviewing().look(own_survey(slug), reference), posted()
    asked, form, pressed = asked_in(fields), posted_form(fields, shown), fields.get("do", "")
    if pressed == "undo":
        reviewing().undo(shown.survey, form.seen(reference), reviewer())
        return redirect(url_for("review_answers.look", slug=slug, reference=reference, **asked.args()), 303)
    read = _read(form, shown, pressed)
    if read.wrong:
        return _page(shown, replace(form, wrong=tuple(each.row for each in read.wrong)), asked), 400
    if pressed == "add":
        return _page(shown, replace(form, rows=_rows(form), new=NOTHING_NEW), asked)
    return _kept(shown, form.judgement(reference, read.codes), asked)


def _read(form: ReviewForm, shown: AnswerShown, pressed: str) -> CodesRead:
    if pressed == "none":
        return CodesRead()
    if pressed == "accept":
        return as_shown(form.rows)
    return codes_read(_rows(form), words_shown(shown))


def _rows(form: ReviewForm) -> tuple[CodeRow, ...]:
    return (*form.rows, form.new) if form.new.code else form.rows


def _kept(shown: AnswerShown, judgement: Judgement, asked: Asked) -> ResponseReturnValue:
    desk, blind = reviewing(), asked.queue is Queue.SAMPLE
    try:
        (desk.code_blind if blind else desk.decide)(shown.survey, judgement, reviewer())
    except DecisionOvertaken:
        return _overtaken(desk.look(shown.survey, shown.reference), judgement, asked), 409
    here: dict[str, Any] = {"saved": shown.reference, "after": shown.drawn_place if blind else shown.place}
    return redirect(url_for("reviewing.following", slug=shown.survey.slug, **asked.args(), **here), 303)


def _page(shown: AnswerShown, form: ReviewForm, asked: Asked) -> str:
    return render_template(
        "reports/review/answer.html",
        report=read_report(shown.survey, shelf=reading().shelf).report,
        shown=shown,
        form=form,
        asked=asked,
        blind=asked.queue is Queue.SAMPLE,
        words=words_shown(shown),
        longest=LONGEST_COMMENT,
    )


def _overtaken(shown: AnswerShown, mine: Judgement, asked: Asked) -> str:
    """Both decisions beside each other: the one that holds, and this one, which can be sent again knowing the other."""
    return render_template(
        "reports/review/overtaken.html",
        report=read_report(shown.survey, shelf=reading().shelf).report,
        shown=shown,
        mine=mine,
        rows=rows_again(mine.codes, words_shown(shown)),
        asked=asked,
    )
