"""The page of cards that were put aside: the team reads them and admits those that shall count."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.admit_chosen import admit_chosen, aside_of
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

pages = Blueprint("intake_cards_aside", __name__, url_prefix="/team/surveys/<slug>/aside")

_MOST_SHOWN: Final = 100


@pages.get("")
@access(Role.REVIEWER)
def show(slug: str) -> str:
    """The cards, the first first, each with the reason."""
    survey, found = aside_of(slug, current_caller().team_id, desk=drafts_at_hand())
    return render_template(
        "intake/surveys/aside.html",
        survey=survey,
        found=found[:_MOST_SHOWN],
        more=max(0, len(found) - _MOST_SHOWN),
        admitted=request.args.get("admitted", ""),
    )


@pages.post("")
@access(Role.EDITOR)
def admit(slug: str) -> AnyResponse:
    """Have the chosen cards analysed; the others stay where they are."""
    chosen = strict_form(request, max_fields=_MOST_SHOWN + 10).getlist("card")
    number = admit_chosen(slug, frozenset(chosen), author=author(), desk=drafts_at_hand())
    return redirect(url_for("intake_cards_aside.show", slug=slug, admitted=number), 303)
