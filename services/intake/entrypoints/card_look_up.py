"""The page that tells what became of one printed card, and hands out its photo."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from services.intake.application.look_up_card import look_up_card
from services.intake.domain.paper_errors import CardNotFound, PhotoNotFound
from services.intake.entrypoints.paper_at_hand import own_survey, paper_at_hand
from services.intake.entrypoints.typed_card import wrong_with
from shared.identity.access import Role, access

pages = Blueprint("intake_card_look_up", __name__, url_prefix="/team/surveys/<slug>/cards")


@pages.get("/look-up")
@access(Role.REVIEWER)
def look_up(slug: str) -> ResponseReturnValue:
    """What became of the card with `?number=`."""
    survey = own_survey(slug)
    typed = request.args.get("number", "")
    if not typed.strip():
        return render_template("intake/look_up.html", survey=survey, number="", seen=None, wrong="")
    try:
        seen = look_up_card(typed, survey, desk=paper_at_hand())
    except CardNotFound as error:
        [wrong] = wrong_with(error).values()
        return render_template("intake/look_up.html", survey=survey, number=typed, seen=None, wrong=wrong), 404
    return render_template("intake/look_up.html", survey=survey, number=typed, seen=seen, wrong="")


@pages.get("/<number>/photo")
@access(Role.REVIEWER)
def photo(slug: str, number: str) -> Response:
    """The photo of a card, to be kept and looked at, never shown inside a page."""
    seen = look_up_card(number, own_survey(slug), desk=paper_at_hand())
    with paper_at_hand().open_reading() as reading:
        found = reading.cards.photo(seen.card.number)
    if found is None:
        raise PhotoNotFound(number=number)
    file = Response(found, mimetype="image/jpeg")
    file.headers["Content-Disposition"] = f'attachment; filename="card-{seen.card.number}.jpg"'
    return file
