"""The page to type a receipt into, also shown where one can't be right; nobody may keep, index or pass on any of it."""

from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from services.intake.domain.errors import ReceiptMistyped, ReceiptUnknown
from services.intake.domain.receipts import read_code
from services.intake.entrypoints.receipt_problems import tell_outages
from shared.identity.access import PUBLIC, access
from shared.web.languages import LANGUAGES
from shared.web.strict_form import strict_form

entry = Blueprint("receipt_entry", __name__)
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@entry.get("/r", strict_slashes=False)
@access(PUBLIC)
def ask() -> Response:
    """The empty page."""
    return _asking("")


@entry.post("/r", strict_slashes=False)
@access(PUBLIC)
def enter() -> ResponseReturnValue:
    """Go to the page of the receipt that was typed, or say that it can't be one. Nothing is looked up yet."""
    fields = strict_form(request)
    typed = fields.get("code", "")
    if (language := fields.get("change_language", "")) in LANGUAGES:
        with force_locale(language):
            return _asking(typed)
    try:
        return redirect(url_for("receipts.show", code=read_code(typed)), 303)
    except ReceiptMistyped:
        return _asking(typed, _mistyped(), 400)


def keep_private(pages: Blueprint) -> None:
    """Let no page of a blueprint be kept, indexed or named to other sites, and ask for the receipt where it is wrong.

    The views of the blueprint name the receipt `code`.
    """
    pages.register_error_handler(ReceiptMistyped, _tell_mistyped)
    pages.register_error_handler(ReceiptUnknown, _tell_unknown)
    pages.after_request(_add_headers)
    tell_outages(pages)


def _tell_mistyped(_: ReceiptMistyped) -> Response:
    return _asking(_in_address(), _mistyped(), 404)


def _tell_unknown(_: ReceiptUnknown) -> Response:
    return _asking(_in_address(), gettext("There is no card with this code. Check it against what you noted"), 404)


def _add_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    return response


def _asking(typed: str, error: str = "", status: int = 200) -> Response:
    # Elsewhere than at the form's own address the code stands in the address: a link changes the language and keeps it.
    page = render_template("intake/receipt_enter.html", typed=typed, error=error, by_link=bool(_in_address()))
    return make_response(page, status)


def _in_address() -> str:
    return str((request.view_args or {}).get("code", ""))


def _mistyped() -> str:
    return str(gettext("This code has a typing error. Compare each character with what you noted"))


keep_private(entry)
