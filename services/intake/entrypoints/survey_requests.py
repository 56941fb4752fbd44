"""What the pages of surveys ask of a request, and where they lead afterwards."""

from typing import Final

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from services.intake.application.draft_problems import Judged, judge
from services.intake.application.edit_draft import read_draft
from services.intake.domain.drafts import Draft
from services.intake.entrypoints.draft_fields import is_number
from services.intake.entrypoints.surveys_at_hand import drafts_at_hand
from shared.identity.access import current_caller
from shared.web.strict_form import strict_form

_MOST_FIELDS: Final = 2_000


def own_draft(slug: str) -> Draft:
    """The draft of this survey of the team that is signed in. Raises SurveyNotFound."""
    return read_draft(slug, current_caller().team_id, desk=drafts_at_hand())


def judged(draft: Draft) -> Judged:
    """What is wrong with a draft, and what can be shown of it."""
    return judge(draft, drafts_at_hand().documents)


def posted_fields() -> dict[str, list[str]]:
    """The posted fields, each with its texts; raises what `strict_form` raises."""
    return strict_form(request, max_fields=_MOST_FIELDS).to_dict(flat=False)


def posted_text(name: str) -> str:
    """The text of one posted field, "" without it; raises what `strict_form` raises."""
    return strict_form(request, max_fields=_MOST_FIELDS).get(name, "")


def posted_number(name: str) -> int:
    """The whole number in a posted field, -1 where there is none."""
    text = posted_text(name)
    return int(text) if is_number(text) else -1


def to_survey(slug: str) -> Response:
    """Lead to the survey's page."""
    return redirect(url_for("intake_survey_page.show", slug=slug), 303)
