"""The page on which a team uploads a file of answers to a survey, and the list of what it uploaded."""

from typing import Final

from flask import Blueprint, Response, after_this_request, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from services.intake.application.upload_file import Upload, upload_file
from services.intake.domain.imports import MEGABYTE, MOST_MEGABYTES
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.import_words import KINDS, STATES
from services.intake.entrypoints.imports_at_hand import imports_at_hand, pieces_of, shown_name
from services.intake.entrypoints.paper_at_hand import own_survey
from services.intake.entrypoints.surveys_at_hand import author
from shared.identity.access import Role, access, current_caller

pages = Blueprint("intake_import", __name__, url_prefix="/team/surveys/<slug>/import")

_TEXTS: Final = 256 * 1024
_UPLOADS: Final = frozenset({"intake_import.upload", "imports.Uploads"})


@pages.before_app_request
def admit_files() -> None:
    """Let a file come; before anybody looks at the form, since its length is judged then."""
    if request.method == "POST" and request.endpoint in _UPLOADS:
        request.max_content_length = MOST_MEGABYTES * MEGABYTE + _TEXTS
        after_this_request(_close_files)


def _close_files(response: Response) -> Response:
    # Large files are spooled to the disk as soon as anybody looks at the form's fields.
    request.close()
    return response


@pages.get("")
@access(Role.EDITOR)
def show(slug: str) -> str:
    """A form for a file, and what was uploaded before."""
    return _page(own_survey(slug))


@pages.post("")
@access(Role.EDITOR)
def upload(slug: str) -> ResponseReturnValue:
    """Keep a file, and lead to the page on which it is checked."""
    survey = own_survey(slug)
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        return _page(survey, str(_l("Choose a file"))), 400
    wanted = request.form.get("preset", "auto")
    new = Upload(
        survey=slug,
        name=shown_name(uploaded.filename),
        pieces=pieces_of(uploaded.stream),
        preset=wanted if wanted in KINDS else "auto",
    )
    job = upload_file(new, author=author(), desk=imports_at_hand())
    return redirect(url_for("intake_import_job.show", slug=slug, id_=job.id), 303)


def _page(survey: Survey, error: str = "") -> str:
    with imports_at_hand().open_reading() as reading:
        jobs = reading.imports.of_survey(survey.slug, current_caller().team_id)
    kinds = [{"value": name, "text": text} for name, text in KINDS.items()]
    return render_template(
        "intake/import.html", survey=survey, jobs=jobs, kinds=kinds, states=STATES, error=error, most=MOST_MEGABYTES
    )
