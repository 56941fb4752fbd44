"""Files for the team: the report as it is now, marked as a draft, and the responses to work on elsewhere."""

from typing import Final

from flask import Blueprint, Response, make_response, render_template

from services.reports.application.export_responses import take_responses
from services.reports.application.exporting import told_now
from services.reports.application.read_report import read_report
from services.reports.domain.export_errors import TooManyResponses
from services.reports.domain.surveys import SurveyKey
from services.reports.entrypoints.data_sets import data_set
from services.reports.entrypoints.export_content import content_of
from services.reports.entrypoints.exporting_at_hand import exporting, named
from services.reports.entrypoints.publishing_at_hand import own_survey
from shared.identity.access import Role, access, current_caller
from shared.observability.logs import get_logger
from shared.web.languages import current_language

exports: Final = Blueprint("team_exports", __name__, url_prefix="/team/reports/<slug>/exports")
MOST_RESPONSES: Final = 20_000
"""More than these are taken out by the command, which keeps no page waiting."""
_log = get_logger(__name__)


@exports.get("")
@access(Role.VIEWER)
def files(slug: str) -> str:
    """Which files there are."""
    desk, key = exporting(), own_survey(slug)
    report = read_report(key, shelf=desk.publishing.shelf).report
    return render_template(
        "reports/exports.html",
        slug=slug,
        report=report,
        endings=desk.data.endings,
        newest=desk.publishing.archive.publication(key),
        may_take=current_caller().role >= Role.EDITOR,
        too_many=report.totals.responses > MOST_RESPONSES,
    )


@exports.get("/draft/<name>")
@access(Role.VIEWER)
def draft(slug: str, name: str) -> Response:
    """A file of the report as it is now: it says that it is no publication."""
    told = told_now(own_survey(slug), desk=exporting().publishing)
    made = exporting().files.kept(name, told, current_language(), content_of)
    return _private(named(make_response(made.content), told, name, made))


@exports.get("/responses.<ending>")
@access(Role.EDITOR)
def responses(slug: str, ending: str) -> Response:
    """All responses, words masked and small groups left out."""
    key, desk = own_survey(slug), exporting()
    _not_too_many(key)
    told = told_now(key, desk=desk.publishing)
    shelf = desk.publishing.shelf
    taken = take_responses(key, source=desk.responses, shelf=shelf)
    made = desk.data.make_data(ending, data_set(told, taken, shelf, current_language()))
    _log.info("responses exported", survey=slug, by=current_caller().id, format=made.ending)
    return _private(named(make_response(made.content), told, f"responses.{made.ending}", made))


def _not_too_many(key: SurveyKey) -> None:
    if exporting().responses.count(key) > MOST_RESPONSES:
        raise TooManyResponses(most=MOST_RESPONSES)


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
