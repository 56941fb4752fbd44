"""An owner decides how publishing goes in a survey: the smallest group that is shown, and who approves."""

from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.draft_publication import read_prospect, set_rules
from services.reports.entrypoints.publishing_at_hand import own_survey, posted, posted_number, publishing
from shared.identity.access import Role, access
from shared.observability.logs import get_logger

pages: Final = Blueprint("publishing_rules", __name__, url_prefix="/team/reports/<slug>/publication/rules")
SMALLEST: Final = 3
LARGEST: Final = 100
_log = get_logger(__name__)


@pages.get("")
@access(Role.OWNER, tokens=False)
def show(slug: str) -> str:
    """What holds now, and what it means."""
    return _page(slug)


@pages.post("")
@access(Role.OWNER, tokens=False)
def keep(slug: str) -> ResponseReturnValue:
    """Keep what was decided."""
    typed = posted().get("smallest", "").strip()
    smallest = posted_number("smallest") if typed else None
    if smallest is not None and not SMALLEST <= smallest <= LARGEST:
        told = _("Enter a number from %(low)s to %(high)s, or leave it empty", low=SMALLEST, high=LARGEST)
        return _page(slug, typed, told), 400
    second_person = posted().get("second_person") == "yes"
    set_rules(own_survey(slug), smallest, second_person, desk=publishing())
    _log.info("publishing rules set", survey=slug, smallest=smallest, second_person=second_person)
    return redirect(url_for("publishing.draft", slug=slug), 303)


def _page(slug: str, typed: str | None = None, error: str = "") -> str:
    key, desk = own_survey(slug), publishing()
    proposal = read_prospect(key, desk=desk).proposal
    report = proposal.composed.report
    held = report.survey.smallest_group
    return render_template(
        "reports/publication_rules.html",
        slug=slug,
        report=report,
        rules=proposal.rules,
        typed=typed if typed is not None else (str(held) if held else ""),
        usual=desk.shelf.smallest_group,
        error=error,
    )
