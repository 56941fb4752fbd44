"""How people find a survey: its address for an event, session or language, as a code, a poster and in few letters."""

from typing import Any, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.print_cards import form_address
from services.intake.application.short_addresses import (
    code_for,
    is_kept,
    lengthen,
    query_for,
    shorten,
    taken_from_address,
)
from services.intake.domain.print_sheets import Poster
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.paper_at_hand import own_survey, paper_at_hand, site_address
from shared.identity.access import PUBLIC, Role, access

pages = Blueprint("intake_share", __name__)

FORM_LANGUAGE: Final = "form_language"
"""The language of the form that is shared; `lang` is that of the page itself."""
_PAPERS: Final = ("a4", "a3")
_PICTURES: Final = {"svg": "image/svg+xml", "png": "image/png"}


@pages.get("/q/<code>")
@access(PUBLIC)
def follow(code: str) -> AnyResponse:
    """Lead from a short address to the form that it stands for."""
    found = lengthen(code, desk=paper_at_hand())
    query: dict[str, Any] = dict(found.query)
    return redirect(url_for("intake.show_form", slug=found.survey, **query))


@pages.get("/team/surveys/<slug>/share")
@access(Role.VIEWER)
def share(slug: str) -> str:
    """The address of the form, its code, and what can be hung up."""
    survey = own_survey(slug)
    query = _query(survey)
    desk = paper_at_hand()
    return render_template(
        "intake/share.html",
        survey=survey,
        query=query,
        asked=_asked(query),
        taken=taken_from_address(survey),
        address=form_address(site_address(), survey, query),
        kiosk=form_address(site_address(), survey, query | {"kiosk": "1"}),
        short=_short(survey, query) if is_kept(survey, query, desk=desk) else "",
    )


@pages.post("/team/surveys/<slug>/share")
@access(Role.EDITOR)
def make_short(slug: str) -> AnyResponse:
    """Make a short address for the form."""
    survey = own_survey(slug)
    query = _query(survey)
    shorten(survey, query, desk=paper_at_hand())
    return redirect(url_for("intake_share.share", slug=slug, **_asked(query)), 303)


@pages.get("/team/surveys/<slug>/share/code.<kind>")
@access(Role.VIEWER)
def code(slug: str, kind: str) -> Response:
    """The code as a picture, svg or png; with `?download=1` to be kept."""
    survey = own_survey(slug)
    known = kind if kind in _PICTURES else "svg"
    picture = paper_at_hand().printer.picture(form_address(site_address(), survey, _query(survey)), known)
    drawn = Response(picture, mimetype=_PICTURES[known])
    if "download" in request.args:
        drawn.headers["Content-Disposition"] = f'attachment; filename="{slug}-qr.{known}"'
    return drawn


@pages.get("/team/surveys/<slug>/share/poster-<paper>.pdf")
@access(Role.VIEWER)
def poster(slug: str, paper: str) -> Response:
    """A poster on A4 or A3."""
    survey = own_survey(slug)
    query = _query(survey)
    kept = is_kept(survey, query, desk=paper_at_hand())
    address = form_address(site_address(), survey, query)
    plain = form_address(site_address(), survey, {}).partition("//")[2]
    wanted = Poster(
        survey=survey,
        paper=paper if paper in _PAPERS else _PAPERS[0],
        address=address,
        short=_short(survey, query) if kept else plain,
    )
    drawn = Response(paper_at_hand().printer.poster(wanted), mimetype="application/pdf")
    drawn.headers["Content-Disposition"] = f'attachment; filename="{slug}-{wanted.paper}.pdf"'
    return drawn


def _query(survey: Survey) -> dict[str, str]:
    return query_for({**request.values, "lang": request.values.get(FORM_LANGUAGE, "")}, survey)


def _asked(query: dict[str, str]) -> dict[str, Any]:
    """The query of a form as the query of our own pages."""
    return {FORM_LANGUAGE if name == "lang" else name: text for name, text in query.items()}


def _short(survey: Survey, query: dict[str, str]) -> str:
    return f"{site_address().partition('//')[2]}/q/{code_for(survey, query)}"
