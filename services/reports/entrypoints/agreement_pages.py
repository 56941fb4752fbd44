"""How far people and the model agree, and where they do not, side by side."""

from typing import Final

from flask import Blueprint, render_template, request

from services.reports.application.read_report import read_report
from services.reports.entrypoints.reading import reading, survey_key
from services.reports.entrypoints.review_at_hand import own_survey, reviewing
from services.reports.findings.agreement import LEAST_DOUBLY_CODED, agreement_of, differing
from services.reports.findings.report import Report
from shared.identity.access import Role, access

pages: Final = Blueprint("agreement", __name__, url_prefix="/team/reports/<slug>/review")
_MOST_SHOWN: Final = 50


@pages.get("/agreement")
@access(Role.VIEWER, tokens=False)
def figures(slug: str) -> str:
    """Cohen's κ and Krippendorff's α of every code, with intervals."""
    key = survey_key(slug)
    report = read_report(key, shelf=reading().shelf).report
    asked = request.args.get("question") or None
    codings = [each for each in reviewing().reader.blind_codings(key) if asked in {None, each.at.question}]
    return render_template(
        "reports/review/agreement.html",
        report=report,
        found=agreement_of(codings),
        titles=titles_of(report),
        asked=asked,
        questions=sorted({each.at.question for each in reviewing().reader.blind_codings(key)}),
        least=LEAST_DOUBLY_CODED,
    )


@pages.get("/disagreements")
@access(Role.REVIEWER, tokens=False)
def differences(slug: str) -> str:
    """The answers that coders differ about, with each coder's codes."""
    key, desk = own_survey(slug), reviewing()
    report = read_report(key, shelf=reading().shelf).report
    codings = desk.reader.blind_codings(key)
    found = differing(codings)
    shown = found[:_MOST_SHOWN]
    return render_template(
        "reports/review/disagreements.html",
        report=report,
        found=shown,
        left=len(found) - len(shown),
        texts=desk.reader.texts([each.at for each in shown]),
        names={each.reviewer.id: each.reviewer.name for each in codings},
        titles=titles_of(report),
    )


def titles_of(report: Report) -> dict[str, dict[str, str]]:
    """The titles of all codes that the report lists."""
    return {
        line.code: dict(line.title)
        for themes in (report.themes, *(part.themes for part in report.questions))
        for theme in themes
        for line in theme.codes
    }
