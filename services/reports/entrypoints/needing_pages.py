"""The decisions of people that no longer hold as they were made: their codes went, or the words changed."""

from flask import Blueprint, render_template

from services.reports.application.read_report import read_report
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.needing import needing_a_person
from services.reports.entrypoints.codebooks_at_hand import recodings_at_hand
from services.reports.entrypoints.reading import reading, survey_key, team
from shared.codebooks.codebook import Words
from shared.identity.access import Role, access

pages = Blueprint("needing", __name__, url_prefix="/team/reports/<slug>/review")


@pages.get("/needs-a-person")
@access(Role.REVIEWER)
def listed(slug: str) -> str:
    """Every such decision with its answer, who made it, and why it is here."""
    report = read_report(survey_key(slug), shelf=reading().shelf).report
    desk = recodings_at_hand()
    with desk.read() as recodings:
        decided = recodings.decided(report.survey.key)
    keys = {CodebookKey(team(), each.decision.codebook) for each in decided}
    with desk.codebooks.read() as shelf:
        found = needing_a_person(decided, shelf.carryings(keys))
        titles: dict[str, Words] = {}
        for key in sorted({CodebookKey(team(), each.decided.decision.codebook) for each in found}):
            told = shelf.body(key)
            book = desk.codebooks.bodies.read(told.body) if told else None
            titles |= {code.id: code.title for theme in (book.themes if book else ()) for code in theme.codes}
    return render_template("reports/codebooks/needing.html", report=report, found=found, titles=titles)
