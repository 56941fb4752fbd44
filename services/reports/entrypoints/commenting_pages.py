"""Anybody comments on a publication: without a cookie, without a script, and with a link to take it back."""

from typing import Final

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext as _

from services.reports.application.comment_publications import (
    Arrival,
    check_open,
    read_answering_rules,
    read_own_comment,
    send_comment,
    withdraw_comment,
)
from services.reports.domain.answering_errors import TooManyComments
from services.reports.domain.comments import LONGEST_EMAIL, LONGEST_NAME, LONGEST_WORDS, Words, place_of
from services.reports.entrypoints.answering_at_hand import answering_desk
from services.reports.entrypoints.public_answers import NUMBER, standing_of
from services.reports.entrypoints.publishing_at_hand import public_survey
from shared.identity.access import PUBLIC, access
from shared.observability.logs import get_logger
from shared.web.languages import current_language
from shared.web.strict_form import strict_form

pages: Final = Blueprint("commenting", __name__, url_prefix="/p/<slug>")
TRAP: Final = "website"
STAMP: Final = "drawn"
CHANGE_LANGUAGE: Final = "change_language"
_OWN: Final = "/comments/<comment_id>/<code>"
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
_NOTHING: Final = Words("")
_log = get_logger(__name__)


@pages.get(f"{NUMBER}/comment")
@access(PUBLIC)
def ask(slug: str, number: int) -> Response:
    """The empty form."""
    return _form(slug, number, _NOTHING, [])


@pages.post(f"{NUMBER}/comment")
@access(PUBLIC)
def send(slug: str, number: int) -> Response:
    """Keep the comment for the team, and show once how to take it back."""
    posted, key, desk = strict_form(request), public_survey(slug), answering_desk()
    text = posted.get("words", "").replace("\r\n", "\n").strip()
    words = Words(text, posted.get("name", "").strip(), posted.get("email", "").strip())
    if CHANGE_LANGUAGE in posted:
        return _form(slug, number, words, [])
    if wrong := _wrong(words):
        return _form(slug, number, words, wrong, 400)
    arrival = Arrival(place_of(request.remote_addr or ""), posted.get(TRAP, ""), posted.get(STAMP, ""))
    try:
        comment = send_comment(key, number, words, current_language(), arrival, desk=desk)
    except TooManyComments as error:
        told = _("Wait %(seconds)s seconds, then send it again.", seconds=error.details["retry_after_s"])
        answer = _form(slug, number, words, [{"field": "", "message": told}], 429)
        answer.headers["Retry-After"] = str(error.details["retry_after_s"])
        return answer
    _log.info("comment sent", survey=slug, number=number)
    page = render_template(
        "reports/answering/comment_sent.html",
        slug=slug,
        number=number,
        comment=comment,
        code=desk.seals.code(comment.id),
    )
    return _private(page, 201)


@pages.get("/comments/policy")
@access(PUBLIC)
def policy(slug: str) -> Response:
    """What may be written, who looks at it, and what becomes of it."""
    standing = standing_of(slug, 1)
    rules = read_answering_rules(public_survey(slug), desk=answering_desk())
    page = render_template(
        "reports/answering/policy.html", slug=slug, text=rules.policy, number=standing.newest, standing=standing
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


@pages.get(_OWN)
@access(PUBLIC)
def own(slug: str, comment_id: str, code: str) -> Response:
    """A comment as whoever sent it sees it; asked before it is deleted, since programs open links of mail."""
    comment = read_own_comment(public_survey(slug), comment_id, code, desk=answering_desk())
    return _private(render_template("reports/answering/own_comment.html", slug=slug, comment=comment, code=code))


@pages.post(_OWN)
@access(PUBLIC)
def withdraw(slug: str, comment_id: str, code: str) -> Response:
    """Delete it with the name and the e-mail address."""
    key, desk = public_survey(slug), answering_desk()
    number = read_own_comment(key, comment_id, code, desk=desk).number
    withdraw_comment(key, comment_id, code, desk=desk)
    _log.info("comment withdrawn", survey=slug)
    return _private(render_template("reports/answering/own_comment.html", slug=slug, comment=None, number=number))


def _wrong(words: Words) -> list[dict[str, str]]:
    limits = {"words": LONGEST_WORDS, "name": LONGEST_NAME, "email": LONGEST_EMAIL}
    typed = {"words": words.text, "name": words.name, "email": words.email}
    wrong = [
        {"field": name, "message": _("Use %(limit)s characters or fewer", limit=limits[name])}
        for name, text in typed.items()
        if len(text) > limits[name]
    ]
    if not words.text:
        wrong.append({"field": "words", "message": _("Write your comment")})
    name, at, place = words.email.partition("@")
    if words.email and not (name and at and "." in place and " " not in words.email):
        wrong.append({"field": "email", "message": _("Enter an e-mail address like name@example.org, or none")})
    return wrong


def _form(slug: str, number: int, words: Words, errors: list[dict[str, str]], status: int = 200) -> Response:
    desk = answering_desk()
    check_open(public_survey(slug), number, desk=desk)
    page = render_template(
        "reports/answering/comment.html",
        slug=slug,
        number=number,
        title=standing_of(slug, number).publication.document["title"],
        words=words,
        errors=errors,
        limit=LONGEST_WORDS,
        trap=TRAP,
        stamp_name=STAMP,
        stamp=desk.seals.stamp(desk.publishing.clock.now()),
    )
    return _private(page, status)


def _private(page: str, status: int = 200) -> Response:
    answer = make_response(page, status)
    answer.headers.update(_HEADERS)
    return answer
