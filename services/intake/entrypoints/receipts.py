"""The pages of those who hold a receipt: what was sent, what became of it, and taking it back.

The code in the address is the proof, so that these pages ask for no cookie and no token: another site can't make a
browser post to an address that it doesn't know.
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.use_receipt import read_receipt, withdraw_by_receipt
from services.intake.domain.pace import place_of
from services.intake.domain.receipts import read_code
from services.intake.entrypoints.code_pictures import qr_svg
from services.intake.entrypoints.code_titles import codes_shown
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.receipt_entry import keep_private
from shared.identity.access import PUBLIC, access
from shared.web.languages import current_language

pages = Blueprint("receipts", __name__)
keep_private(pages)


@pages.get("/r/<code>")
@access(PUBLIC)
def show(code: str) -> str:
    """What was sent, how it was read and what became of it; of a withdrawn card only that it is withdrawn."""
    card = read_receipt(code, _client(), desk=desk_at_hand())
    codes = {
        answer.question.key: codes_shown(answer.coded, current_language())
        for answer in card.sent
        if answer.coded and answer.coded.codebook
    }
    return render_template("intake/receipt.html", card=card, code=read_code(code), codes=codes)


@pages.get("/r/<code>/withdraw")
@access(PUBLIC)
def ask_to_withdraw(code: str) -> ResponseReturnValue:
    """What taking the card back means, and the button for it."""
    card = read_receipt(code, _client(), desk=desk_at_hand())
    if card.is_withdrawn:
        return redirect(url_for("receipts.show", code=read_code(code)), 303)
    return render_template("intake/receipt_withdraw.html", card=card, code=read_code(code))


@pages.post("/r/<code>/withdraw")
@access(PUBLIC)
def withdraw(code: str) -> ResponseReturnValue:
    """Take the card back; doing it again changes nothing."""
    withdraw_by_receipt(code, _client(), desk=desk_at_hand())
    return redirect(url_for("receipts.show", code=read_code(code)), 303)


@pages.get("/r/<code>/qr.svg")
@access(PUBLIC)
def picture(code: str) -> Response:
    """The address of a receipt's page as a QR code; drawn for every sound code, so that it tells nothing."""
    address = url_for("receipts.show", code=read_code(code), _external=True)
    return Response(qr_svg(address), mimetype="image/svg+xml")


def _client() -> str:
    address = request.remote_addr or ""
    # Wrong receipts are no ordinary traffic of an operator's own programs: the machine itself is a place here.
    return place_of(address) or address
