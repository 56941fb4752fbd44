"""The team's page of printed cards: print some, print them again, see how far the typing is."""

from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from services.intake.application.print_cards import PrintOrder, draw_cards, number_cards
from services.intake.domain.paper_cards import ATTRIBUTES
from services.intake.domain.paper_errors import TooLongForPaper
from services.intake.domain.print_sheets import CardSize, card_size
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.paper_at_hand import own_survey, paper_at_hand, site_address
from shared.identity.access import Role, access, current_caller

pages = Blueprint("intake_cards", __name__, url_prefix="/team/surveys/<slug>/cards")

MOST_SHEETS: Final = 50
_WRONG_NUMBER: Final = _l("Enter a number of sheets from 1 to %(most)s", most=MOST_SHEETS)


@pages.get("")
@access(Role.REVIEWER)
def cards(slug: str) -> str:
    """What was printed, how far it is typed, and the form to print more."""
    return _page(own_survey(slug))


@pages.post("")
@access(Role.EDITOR)
def print_cards(slug: str) -> ResponseReturnValue:
    """Number new cards; the file is a link on the page that follows."""
    survey = own_survey(slug)
    sheets = request.form.get("sheets", "").strip()
    count = int(sheets) if sheets.isascii() and sheets.isdecimal() and len(sheets) <= 3 else 0
    if not 1 <= count <= MOST_SHEETS:
        return _page(survey, error=str(_WRONG_NUMBER)), 400
    order = PrintOrder(
        sheets=count,
        attributes={name: request.form.get(name, "") for name in ATTRIBUTES},
        double_entry="double_entry" in request.form,
        by=current_caller().name,
    )
    batch = number_cards(order, survey, desk=paper_at_hand())
    return redirect(url_for("intake_cards.cards", slug=slug, new=batch.id), 303)


@pages.get("/<batch>.pdf")
@access(Role.REVIEWER)
def sheets(slug: str, batch: str) -> Response:
    """The file of a batch; printed again it has the same numbers."""
    drawn = draw_cards(batch, own_survey(slug), site_address(), desk=paper_at_hand())
    file = Response(drawn, mimetype="application/pdf")
    file.headers["Content-Disposition"] = f'attachment; filename="{slug}-cards-{batch[:8]}.pdf"'
    return file


def _page(survey: Survey, *, error: str = "") -> str:
    with paper_at_hand().open_reading() as reading:
        batches = reading.cards.batches(survey.slug)
        differing = len(reading.cards.differing(survey.slug))
    return render_template(
        "intake/cards.html",
        survey=survey,
        size=_size(survey),
        batches=batches,
        differing=differing,
        taken=ATTRIBUTES,
        typed=request.form,
        error=error,
        new=request.args.get("new", ""),
    )


def _size(survey: Survey) -> CardSize | None:
    """The size of a card, None when the survey fits on none."""
    try:
        return card_size(survey)
    except TooLongForPaper:
        return None
