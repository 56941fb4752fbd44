"""The team reviews: how far it is, drawing a random sample, and the way to the answer that comes next."""

from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.read_report import read_report
from services.reports.domain.reviewing import Wanted, place_read
from services.reports.domain.samples import LEAST_REVIEWED, MOST_DRAWN, SampleKey
from services.reports.entrypoints.reading import reading
from services.reports.entrypoints.review_at_hand import own_survey, posted, reviewer, reviewing
from services.reports.entrypoints.review_fields import asked_in
from shared.identity.access import Role, access

pages: Final = Blueprint("reviewing", __name__, url_prefix="/team/reports/<slug>/review")
_USUAL: Final = 50


@pages.get("")
@access(Role.REVIEWER, tokens=False)
def overview(slug: str) -> str:
    """How far each question is, and where to go on."""
    return _overview(slug)


@pages.post("/sample")
@access(Role.REVIEWER, tokens=False)
def draw(slug: str) -> ResponseReturnValue:
    """Draw answers of a question at random."""
    question, more = posted().get("question", ""), posted().get("more", "").strip()
    if not (more.isascii() and more.isdigit() and len(more) < 6 and 1 <= int(more) <= MOST_DRAWN):
        error = _("Enter how many answers to draw, from 1 to %(most)s", most=MOST_DRAWN)
        return _overview(slug, question, more, error), 400
    reviewing().draw(SampleKey(own_survey(slug), question), int(more))
    return redirect(url_for("reviewing.overview", slug=slug, _anchor="samples"), 303)


@pages.get("/next")
@access(Role.REVIEWER, tokens=False)
def following(slug: str) -> ResponseReturnValue:
    """Lead to the answer that comes next in a queue, or say that there is none."""
    asked = asked_in(request.args)
    place = place_read(request.args.get("after", ""))
    found = reviewing().next(Wanted(own_survey(slug), asked.queue, asked.question, place), reviewer())
    if found is None:
        report = read_report(own_survey(slug), shelf=reading().shelf).report
        return render_template("reports/review/end.html", report=report, asked=asked, place=place)
    saved: dict[str, Any] = {"saved": asked.saved} if asked.saved else {}
    return redirect(url_for("review_answers.look", slug=slug, reference=found, **asked.args(), **saved), 303)


def _overview(slug: str, question: str = "", more: str = str(_USUAL), error: str = "") -> str:
    report = read_report(own_survey(slug), shelf=reading().shelf).report
    return render_template(
        "reports/review/overview.html",
        report=report,
        progress=reviewing().progress(report.survey.key, reviewer()),
        least=LEAST_REVIEWED,
        question=question,
        more=more,
        error=error,
    )
