"""The files of a survey's responses, for people of the team: as downloads, never shown inside a page."""

from typing import Final

from flask import Blueprint, Response, render_template
from flask_babel import format_datetime

from services.intake.application.take_files import content_type_of, find_file, list_files
from services.intake.domain.answer_files import FileEntry
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.paper_at_hand import own_survey
from services.intake.entrypoints.unfinished_at_hand import unfinished_at_hand
from shared.identity.access import Role, access
from shared.web.languages import current_language

pages: Final = Blueprint("intake_files", __name__, url_prefix="/team/surveys/<slug>/files")
_ALONE: Final = "default-src 'none'; sandbox"


@pages.get("")
@access(Role.REVIEWER)
def listed(slug: str) -> str:
    """Which files came with responses, the last first."""
    survey = own_survey(slug)
    files = list_files(slug, desk=unfinished_at_hand())
    return render_template("intake/files.html", survey=survey, files=[_row(each, survey) for each in files])


@pages.get("/<name>")
@access(Role.REVIEWER)
def download(slug: str, name: str) -> Response:
    """One file, to be kept."""
    own_survey(slug)
    file = find_file(slug, name, desk=unfinished_at_hand())
    response = Response(file.content, content_type=content_type_of(file))
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Content-Security-Policy"] = _ALONE
    return response


def _row(file: FileEntry, survey: Survey) -> dict[str, str]:
    language = survey.language_for(current_language())
    asked = {question.key: question for question in survey.questions}
    question = asked.get(file.question)
    name = f"{file.id}.{file.kind}"
    return {
        "name": name,
        "kind": question.shown(name, current_language()) if question else file.kind,
        "question": question.text.said_in(language) if question else file.question,
        "size": f"{max(1, round(file.size / 1000)):,} kB",
        "given": format_datetime(file.given_at, "d MMM y, HH:mm"),
    }
