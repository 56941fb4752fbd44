"""Pages on which a team sees who could help whom, and asks both whether they want to meet."""

from collections.abc import Callable, Mapping
from typing import Final, cast

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from services.reports.application import introduce
from services.reports.application.introduce import Chosen
from services.reports.application.introduction_ports import IntroducingDesk
from services.reports.domain.introductions import LONGEST_ABOUT
from services.reports.domain.redactions import Person
from services.reports.domain.voices import CodeAt
from services.reports.entrypoints.telling import in_language
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

pages: Final = Blueprint("introducing", __name__, url_prefix="/team/introductions")
EXTENSION: Final = "adborth-introducing"


@pages.get("")
@access(Role.EDITOR)
def every() -> str:
    """Pairs, shared interests and what was asked."""
    found = introduce.read_matches(current_caller().team_id, desk=_desk())
    called = {at.code: in_language(title) for at, title in found.titles.items()}
    title_of = _titled(found.titles)
    return render_template("reports/introductions/matches.html", found=found, title_of=title_of, called=called)


@pages.get("/<need>/<offer>")
@access(Role.EDITOR)
def pair(need: str, offer: str) -> str:
    """One pair, with the texts that the two will read."""
    return _page(_chosen(need, offer), None, [])


@pages.post("/<need>/<offer>")
@access(Role.EDITOR, tokens=False)
def decide(need: str, offer: str) -> ResponseReturnValue:
    """Ask both, or show the pair no more."""
    posted, chosen, caller = strict_form(request), _chosen(need, offer), current_caller()
    by = Person(caller.id, caller.name)
    if posted.get("do") == "dismiss":
        introduce.dismiss(chosen, by, desk=_desk())
        return redirect(url_for("introducing.every"), 303)
    about = posted.get("about_offer", "").strip(), posted.get("about_need", "").strip()
    if errors := _errors(about):
        return _page(chosen, about, errors), 400
    introduce.propose(chosen, about, by, desk=_desk())
    return redirect(url_for("introducing.every"), 303)


def _page(chosen: Chosen, about: tuple[str, str] | None, errors: list[dict[str, str]]) -> str:
    found, titles = introduce.read_pair(chosen, desk=_desk())
    title_of = _titled(titles)
    if about is None:
        subject = title_of(found.codes[0])
        offers = gettext("Somebody who answered offers something about “%(subject)s”.", subject=subject)
        needs = gettext("Somebody who answered is looking for something about “%(subject)s”.", subject=subject)
        about = (offers, needs)
    return render_template(
        "reports/introductions/pair.html",
        pair=found,
        title_of=title_of,
        about=about,
        errors=errors,
        wrong={each["field"]: each["message"] for each in errors},
        most=LONGEST_ABOUT,
    )


def _errors(about: tuple[str, str]) -> list[dict[str, str]]:
    told = gettext("Write between 1 and %(most)s characters.", most=LONGEST_ABOUT)
    fields = zip(("about_offer", "about_need"), about, strict=True)
    return [{"field": name, "message": told} for name, text in fields if not 0 < len(text) <= LONGEST_ABOUT]


def _titled(titles: Mapping[CodeAt, Mapping[str, str]]) -> Callable[[CodeAt], str]:
    return lambda code: in_language(titles[code]) if code in titles else code.code


def _chosen(need: str, offer: str) -> Chosen:
    return Chosen(current_caller().team_id, need, offer)


def _desk() -> IntroducingDesk:
    return cast(IntroducingDesk, current_app.extensions[EXTENSION])
