"""What can go wrong at the pages of receipts, told without a word on which receipts there are."""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, Response
from flask_babel import lazy_gettext as _l

from services.intake.domain.errors import StorageAway
from shared.web.errors import Told, tell
from shared.web.problems import Problem

_AWAY: Final = "receipts-away"
PROBLEMS: Final[Mapping[str, Problem]] = {
    "too-many-wrong-receipts": Problem(
        429,
        _l("Too many wrong codes"),
        _l(
            "Too many codes that belong to no card came from your internet connection. Perhaps somebody else who "
            "uses it typed them. Wait %(retry_after_s)s seconds, then try again."
        ),
    ),
    _AWAY: Problem(
        503,
        _l("Cards can't be looked up right now"),
        _l("Try again in a minute. If you were taking your card back, look at it again then: it may not be done."),
    ),
}


def tell_outages(pages: Blueprint) -> None:
    """Say at the pages of a blueprint that the database is away: it means something else there than at the form."""
    pages.register_error_handler(StorageAway, _away)


def _away(error: StorageAway) -> Response:
    wait = {"Retry-After": str(error.details["retry_after_s"])}
    return tell(Told(PROBLEMS[_AWAY], _AWAY, f"/problems/{_AWAY}", error.details, wait))
