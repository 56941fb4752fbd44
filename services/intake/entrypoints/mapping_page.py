"""The page on which a team says which question of a tool is which of its own, beside the newest delivery."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.connect_survey import Wish, change_connection
from services.intake.application.see_deliveries import MappingSeen, mapping_seen
from services.intake.domain.mappings import LANGUAGE, ref_of
from services.intake.entrypoints.connections_at_hand import connections_at_hand
from services.intake.entrypoints.delivery_words import reason_words
from services.intake.entrypoints.surveys_at_hand import author
from shared.identity.access import Role, access, current_caller
from shared.web.strict_form import strict_form

pages = Blueprint("intake_mapping", __name__, url_prefix="/team/surveys/<slug>/connections/<id_>/mapping")

_MOST_FIELDS: Final = 2_000


@pages.get("")
@access(Role.REVIEWER)
def show(slug: str, id_: str) -> str:
    """Each question of the tool that was met, with the question of ours that it is, and its newest answer."""
    seen = mapping_seen(id_, slug, current_caller().team_id, desk=connections_at_hand())
    return render_template(
        "intake/connections/mapping.html",
        slug=slug,
        seen=seen,
        tool=connections_at_hand().provider(seen.connection.provider),
        answers=_answers(seen),
        unread="" if seen.newest is None or seen.newest.responses else reason_words(seen.newest.reason),
        language_key=LANGUAGE,
    )


@pages.post("")
@access(Role.EDITOR)
def correct(slug: str, id_: str) -> AnyResponse:
    """Keep what was decided: a question is named by its ref, since others may have been met meanwhile."""
    typed = strict_form(request, max_fields=_MOST_FIELDS)
    pairs = zip(typed.getlist("ref"), typed.getlist("key"), strict=False)
    change_connection(id_, slug, Wish(mapping=dict(pairs)), author=author(), desk=connections_at_hand())
    return redirect(url_for("intake_mapping.show", slug=slug, id_=id_, changed=1), 303)


def _answers(seen: MappingSeen) -> dict[str, str]:
    """The newest answer to each of the tool's questions."""
    responses = seen.newest.responses if seen.newest else ()
    return {ref_of(answer): answer.answer for response in responses for answer in response.answers}
