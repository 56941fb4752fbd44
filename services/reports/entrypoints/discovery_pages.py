"""What answers speak of beside the codes, as candidates that people make codes of or dismiss."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.discover_themes import (
    ask_discovery,
)
from services.reports.domain.surveys import Survey
from services.reports.entrypoints.codebook_forms import Wrong
from services.reports.entrypoints.codebooks_at_hand import author, recodings_at_hand
from services.reports.entrypoints.discoveries_at_hand import found, own_survey, shown
from services.reports.entrypoints.reading import survey_key
from shared.identity.access import Role, access

pages = Blueprint("discovery", __name__, url_prefix="/team/reports/<slug>/discovery")


@pages.get("")
@access(Role.EDITOR)
def listed(slug: str) -> str:
    """All discoveries of a survey, and the form that asks for one."""
    return _list_page(slug)


@pages.post("")
@access(Role.EDITOR)
def ask(slug: str) -> ResponseReturnValue:
    """Ask for candidates."""
    survey = own_survey(slug)
    question, codebook = request.form.get("question") or None, request.form.get("codebook", "")
    known = question is None or question in {each.key for each in survey.questions}
    if not known or codebook not in _codebooks(survey):
        return _list_page(slug, [Wrong("codebook", _("Choose a codebook and a question from the lists"))]), 400
    desk = recodings_at_hand()
    discovery = ask_discovery(survey_key(slug), question, codebook, author=author(), desk=desk)
    return redirect(url_for("discovery.show", slug=slug, discovery_id=discovery.discovery_id), 303)


@pages.get("/<discovery_id>")
@access(Role.EDITOR)
def show(slug: str, discovery_id: str) -> str:
    """The candidates with their quotes."""
    discovery, words = found(slug, discovery_id)
    return render_template(
        "reports/codebooks/discovery.html",
        survey=own_survey(slug),
        discovery=discovery,
        shown=[shown(theme.quotes, words) for theme in discovery.themes],
    )


def _list_page(slug: str, wrong: Sequence[Wrong] = ()) -> str:
    survey = own_survey(slug)
    with recodings_at_hand().read() as recodings:
        found = recodings.discoveries(survey.key)
    return render_template(
        "reports/codebooks/discoveries.html",
        survey=survey,
        discoveries=found,
        codebooks=_codebooks(survey),
        wrong=wrong,
    )


def _codebooks(survey: Survey) -> list[str]:
    return sorted({question.codebook for question in survey.questions if question.codebook})
