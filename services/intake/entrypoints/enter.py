"""The page on which a person of the team enters what somebody else said, and where it is seen who entered what."""

from typing import Final

from flask import Blueprint, Response, make_response, render_template, request

from services.intake.application.accept_response import Accepted
from services.intake.application.enter_for_someone import latest_entries
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.entry_fields import choices, source_names
from services.intake.entrypoints.entry_posted import Page, store_posted
from services.intake.entrypoints.paper_at_hand import own_survey
from services.intake.entrypoints.posted_card import PostedCard, fresh_id
from services.intake.entrypoints.posted_files import admit_files
from services.intake.entrypoints.unfinished_at_hand import unfinished_at_hand
from shared.identity.access import Role, access
from shared.web.languages import current_language

pages: Final = Blueprint("intake_enter", __name__, url_prefix="/team/surveys/<slug>/enter")


@pages.before_app_request
def admit() -> None:
    """Let files come with an entry; before anybody looks at the form, since its length is judged then."""
    if request.endpoint == f"{pages.name}.save":
        admit_files()


@pages.get("")
@access(Role.REVIEWER)
def show(slug: str) -> Response:
    """An empty entry."""
    survey = own_survey(slug)
    return _page(survey, _empty(survey, request.args.get("language") or current_language()))


@pages.post("")
@access(Role.REVIEWER)
def save(slug: str) -> Response:
    """Store an entry and show an empty one, or show it again with what is wrong."""
    survey = own_survey(slug)
    found = store_posted(survey)
    if isinstance(found, Page):
        return _page(survey, found, status=400)
    language = request.form.get("entry-language", "") or current_language()
    return _page(survey, _empty(survey, language), found, status=201 if found.is_new else 200)


def _empty(survey: Survey, language: str) -> Page:
    return Page(PostedCard(fresh_id(), {}, ""), survey.language_for(language))


def _page(survey: Survey, page: Page, stored: Accepted | None = None, status: int = 200) -> Response:
    drawn = render_template(
        "intake/enter.html",
        survey=survey,
        page=page,
        stored=stored,
        choices=choices(),
        sources=source_names(),
        entries=latest_entries(survey.slug, desk=unfinished_at_hand()),
    )
    return make_response(drawn, status)
