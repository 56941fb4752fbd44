"""The page behind the link in a letter: one of two people says whether they want to be introduced."""

from typing import Final, cast

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.answer_introduction import answer_introduction, read_introduction
from services.intake.application.introduction_ports import IntroductionDesk
from services.intake.entrypoints.receipt_entry import keep_private
from shared.identity.access import PUBLIC, access
from shared.web.languages import LANGUAGES
from shared.web.strict_form import strict_form

pages = Blueprint("introductions", __name__, url_prefix="/r/-/introductions")
keep_private(pages)
EXTENSION: Final = "adborth-introductions"


@pages.get("/<key>")
@access(PUBLIC)
def ask(key: str) -> str:
    """Ask; nothing is noted, since programs that look through mail open every link."""
    return render_template("intake/introduction.html", asked=read_introduction(key, desk=_desk()))


@pages.post("/<key>")
@access(PUBLIC)
def answer(key: str) -> ResponseReturnValue:
    """Note what they say and show how it stands."""
    posted = strict_form(request)
    if (said := posted.get("agree", "")) in ("yes", "no"):
        answer_introduction(key, agreed=said == "yes", desk=_desk())
    language = request.args.get("lang", "")
    return redirect(url_for("introductions.ask", key=key, lang=language if language in LANGUAGES else None), 303)


def _desk() -> IntroductionDesk:
    return cast(IntroductionDesk, current_app.extensions[EXTENSION])
