"""Who gets letters on what is new: the team's list, and the links in the letters."""

import re
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from services.reports.application import send_digests as letters
from services.reports.domain.digests import DigestWish, Rhythm
from services.reports.entrypoints.digest_letters import confirmation
from services.reports.entrypoints.outgoing_words import rhythms_offered
from services.reports.entrypoints.telling_at_hand import telling_desk
from shared.identity.access import PUBLIC, Role, access, current_caller
from shared.post.letters import LetterRefused, PostAway
from shared.web.languages import LANGUAGES
from shared.web.strict_form import strict_form

digests: Final = Blueprint("digests", __name__)
_ADDRESS: Final = re.compile(r"[^@\s,;:<>\"]{1,64}@[^@\s,;:<>\"]{1,250}\.[^@\s,;:<>\".]{2,}")
_HEADERS: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@digests.get("/team/outgoing/letters")
@access(Role.EDITOR)
def every() -> str:
    """Who gets letters, and the form for another."""
    return _page()


@digests.post("/team/outgoing/letters")
@access(Role.EDITOR, tokens=False)
def add() -> ResponseReturnValue:
    """Send the letter of confirmation."""
    posted = strict_form(request)
    email = posted.get("email", "").strip()
    rhythm = Rhythm(posted["rhythm"]) if posted.get("rhythm") in set(Rhythm) else Rhythm.WEEKLY
    language = posted.get("language", "")
    if not _ADDRESS.fullmatch(email) or language not in LANGUAGES:
        return _page(error=gettext("Give an e-mail address, such as olwen@example.org."), email=email), 400
    desk = telling_desk()
    wish = DigestWish(current_caller().team_id, email, language, rhythm)
    try:
        letters.ask_for_digest(wish, desk=desk, confirm=lambda digest: confirmation(digest, desk.address))
    except LetterRefused:
        return _page(error=gettext("The mail server does not take letters to this address."), email=email), 400
    except PostAway:
        return _page(error=gettext("The mail server can't be reached. Try again later."), email=email), 503
    return _page(told=gettext("A letter is on its way. Digests begin once its link was used."))


@digests.post("/team/outgoing/letters/<digest_id>/remove")
@access(Role.EDITOR, tokens=False)
def remove(digest_id: str) -> ResponseReturnValue:
    """Send somebody no more of them."""
    letters.remove_digest(current_caller().team_id, digest_id, desk=telling_desk())
    return redirect(url_for("digests.every"), 303)


@digests.get("/p/-/letters/<key>")
@access(PUBLIC)
def ask(key: str) -> Response:
    """What a link in a letter leads to: nothing happens before the button is pressed, since programs open links."""
    if request.args.get("end"):
        asked = gettext("Get no more letters"), gettext("You will get no more letters on what is new."), gettext("Stop")
    else:
        told = gettext("You will get letters on what is new in reports. Each has a link by which you end them.")
        asked = gettext("Get letters"), told, gettext("Yes, send them")
    return _letter_link(*asked, action=url_for("digests.answer", key=key, end=request.args.get("end")))


@digests.post("/p/-/letters/<key>")
@access(PUBLIC)
def answer(key: str) -> Response:
    """Begin or end."""
    if request.args.get("end"):
        letters.end_digest(key, desk=telling_desk())
        return _letter_link(gettext("No more letters"), gettext("You will get no more of them."))
    letters.confirm_digest(key, desk=telling_desk())
    return _letter_link(gettext("Letters will come"), gettext("The first comes once there is something new."))


def _letter_link(title: str, text: str, button: str = "", action: str = "") -> Response:
    page = render_template("reports/outgoing/letter_link.html", title=title, text=text, button=button, action=action)
    return Response(page, headers=_HEADERS)


def _page(error: str = "", email: str = "", told: str = "") -> str:
    desk = telling_desk()
    return render_template(
        "reports/outgoing/digests.html",
        digests=letters.list_digests(current_caller().team_id, desk=desk),
        rhythms=rhythms_offered(),
        languages=[{"value": code, "text": name} for code, name in LANGUAGES.items()],
        can_send=desk.open_post is not None,
        errors=[{"field": "email", "message": error}] if error else [],
        email=email,
        told=told,
    )
