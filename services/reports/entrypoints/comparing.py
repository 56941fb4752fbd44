"""Two groups beside each other, and many events as one, as pages whose whole choice stands in the address."""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, Flask, render_template, request
from flask_babel import lazy_gettext as _l

from services.reports.application.compare_reports import compare, sides_of
from services.reports.application.comparison_ports import Evidence
from services.reports.application.read_report import list_reports, read_report
from services.reports.domain.errors import CodebooksDiffer
from services.reports.entrypoints import comparison_words
from services.reports.entrypoints.comparing_at_hand import EXTENSION, asked_for, evidence, mapping_asked, pooled_asked
from services.reports.entrypoints.comparison_choices import Choices, choices_of, common_questions
from services.reports.entrypoints.reading import reading, survey_key, team
from shared.identity.access import Role, access
from shared.web.problems import Problem, register_problems

comparing: Final = Blueprint("comparing", __name__)
PROBLEMS: Final[Mapping[str, Problem]] = {
    "question-not-found": Problem(
        404,
        _l("The survey has no such question"),
        _l("Go to the report and choose one of the questions it lists, one whose answers are coded."),
    ),
    "codebooks-differ": Problem(
        409,
        _l("These were coded by different codebooks"),
        _l("Say which codes are alike: on the page that compares two reports, or with map=theirs=ours."),
    ),
}


def install_comparing(app: Flask, evidence: Evidence) -> None:
    """Add the pages; what they and the API need is at hand from then on."""
    app.extensions[EXTENSION] = evidence
    app.register_blueprint(comparing)
    register_problems(app, PROBLEMS)
    for words in (comparison_words.apart, comparison_words.points, comparison_words.side, comparison_words.doubt):
        app.add_template_filter(words, f"compared_{words.__name__}")
    app.add_template_filter(comparison_words.headline, "compared_headline")


@comparing.get("/team/reports/<slug>/compare")
@access(Role.VIEWER)
def comparison(slug: str) -> tuple[str, int]:
    """Choose whom to compare with, then see the differences; where codes differ, say which are alike."""
    choices, asked = _choices(slug), asked_for(slug)
    if asked is None:
        return render_template("reports/compare.html", choices=choices, comparison=None, sides=None), 200
    one, other = asked
    try:
        compared = compare(one, other, mapping_asked(), shelf=reading().shelf, evidence=evidence())
    except CodebooksDiffer:
        sides = sides_of(one, other, shelf=reading().shelf, evidence=evidence())
        return render_template("reports/compare.html", choices=choices, comparison=None, sides=sides), 409
    return render_template("reports/compare.html", choices=choices, comparison=compared, sides=None), 200


@comparing.get("/team/reports/<slug>/pooled")
@access(Role.VIEWER)
def together(slug: str) -> str:
    """Several events as one, beside each."""
    shelf = reading().shelf
    chosen = [each for each in request.args.getlist("with") if each != slug]
    reports = [read_report(survey_key(each), shelf=shelf).report for each in (slug, *chosen)]
    return render_template(
        "reports/pooled.html",
        report=reports[0],
        others=[each for each in list_reports(team(), shelf=shelf) if each.survey.key.slug != slug],
        chosen=chosen,
        questions=common_questions(reports),
        pooled=pooled_asked(slug) if chosen else None,
    )


def _choices(slug: str) -> Choices:
    shelf = reading().shelf
    report = read_report(survey_key(slug), shelf=shelf).report
    other = request.args.get("with")
    theirs = read_report(survey_key(other), shelf=shelf).report if other else None
    return choices_of(report, theirs, list_reports(team(), shelf=shelf), request.args, shelf)
