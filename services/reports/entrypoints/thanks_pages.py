"""What went well and who is celebrated: chosen by the team, read by everybody."""

from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.give_thanks import list_thanks, put_on_thanks, read_thanks, take_off_thanks
from services.reports.application.read_report import read_report
from services.reports.domain.praise import LONGEST_NAME
from services.reports.entrypoints.answering_at_hand import answering_desk
from services.reports.entrypoints.publishing_at_hand import own_survey, person, posted, public_survey
from shared.identity.access import PUBLIC, Role, access
from shared.observability.logs import get_logger

pages: Final = Blueprint("thanks", __name__)
_TEAM: Final = "/team/reports/<slug>/thanks"
_log = get_logger(__name__)


@pages.get("/p/<slug>/thanks")
@access(PUBLIC)
def public(slug: str) -> Response:
    """What stands there now: asked about at each use, since words can be taken back."""
    key, desk = public_survey(slug), answering_desk()
    answers = read_thanks(key, desk=desk)
    report = read_report(key, shelf=desk.publishing.shelf).report
    answer = make_response(render_template("reports/answering/thanks.html", slug=slug, report=report, answers=answers))
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


@pages.get(_TEAM)
@access(Role.REVIEWER, tokens=False)
def choose(slug: str) -> str:
    """The approved answers that can stand there."""
    return _page(slug)


@pages.post(f"{_TEAM}/<reference>")
@access(Role.REVIEWER, tokens=False)
def keep(slug: str, reference: str) -> ResponseReturnValue:
    """Show an answer there, or no more."""
    fields, key, desk = posted(), own_survey(slug), answering_desk()
    named = fields.get("named", "").strip()
    if fields.get("show") == "no":
        take_off_thanks(key, reference, desk=desk)
    elif error := _wrong(named, fields.get("agreed") == "yes"):
        return _page(slug, reference, error, named), 400
    else:
        put_on_thanks(key, reference, named, person(), desk=desk)
    _log.info("thanks changed", survey=slug, by=person().id)
    return redirect(url_for("thanks.choose", slug=slug), 303)


def _wrong(named: str, agreed: bool) -> str:
    if len(named) > LONGEST_NAME:
        return str(_("Use %(limit)s characters or fewer", limit=LONGEST_NAME))
    if named and not agreed:
        return str(_("Ask whoever you name first, and say here that they agreed"))
    return ""


def _page(slug: str, wrong: str = "", error: str = "", named: str = "") -> str:
    read = list_thanks(own_survey(slug), desk=answering_desk())
    return render_template(
        "reports/answering/choose_thanks.html", slug=slug, read=read, wrong=wrong, error=error, named=named
    )
