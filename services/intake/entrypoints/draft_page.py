"""The page on which a team writes what a survey says of itself."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.edit_draft import save_own
from services.intake.domain.draft_errors import DraftChanged
from services.intake.domain.drafts import Draft, Part, fingerprint
from services.intake.entrypoints.draft_conflicts import clashes
from services.intake.entrypoints.draft_fields import Posted, first, merged
from services.intake.entrypoints.draft_forms import drawn_in, languages_drawn, own_fields
from services.intake.entrypoints.problem_list import problems_by_field
from services.intake.entrypoints.survey_requests import judged, own_draft, posted_fields, to_survey
from services.intake.entrypoints.surveys_at_hand import author, drafts_at_hand
from shared.identity.access import Role, access

pages = Blueprint("intake_draft_page", __name__, url_prefix="/team/surveys/<slug>/edit")


@pages.get("")
@access(Role.EDITOR)
def show(slug: str) -> str:
    """The survey's own fields with what is wrong about them."""
    draft = own_draft(slug)
    return _page(draft, draft.own)


@pages.post("")
@access(Role.EDITOR)
def save(slug: str) -> ResponseReturnValue:
    """Keep what was typed, whatever it is; if somebody else was quicker, show both."""
    posted = posted_fields()
    before = own_draft(slug)
    fields = drawn_in(own_fields(languages_drawn(posted, before)), posted)

    def typed(stored: Part) -> dict[str, Any]:
        return _without_strangers(merged(fields, stored, posted), first(posted, "do"))

    try:
        save_own(slug, first(posted, "seen"), typed, author=author(), desk=drafts_at_hand())
    except DraftChanged:
        now = own_draft(slug)
        return _page(now, typed(_with_rows(now.own, posted)), now.own), 409
    if first(posted, "do") == "back":
        return to_survey(slug)
    return redirect(url_for("intake_draft_page.show", slug=slug, saved=1), 303)


def _without_strangers(part: dict[str, Any], button: str) -> dict[str, Any]:
    """The piece without keys that no survey has, where the button `drop-KEY …` says so."""
    named = button.removeprefix("drop-").split() if button.startswith("drop-") else []
    return {name: value for name, value in part.items() if name not in named}


def _with_rows(stored: Part, posted: Posted) -> dict[str, Any]:
    """As many quotas as stood on the page, whatever became of them meanwhile."""
    rows = sum(name.startswith("quota-") and name.endswith("-most") for name in posted)
    return {**stored, "quotas": [{} for _ in range(max(0, rows - 1))]}


def _page(draft: Draft, part: Part, stored: Mapping[str, Any] | None = None) -> str:
    languages = draft.languages
    fields = own_fields(languages)
    problems = judged(draft).problems
    return render_template(
        "intake/surveys/edit.html",
        draft=draft,
        part=part,
        fields=fields,
        languages=languages,
        seen=fingerprint(draft.own),
        wrong=problems_by_field(problems, 0),
        strangers=[problem.field for problem in problems if problem.is_stranger and not problem.question],
        clashes=clashes(fields, part, stored),
        saved="saved" in request.args,
    )
