"""The pages of one uploaded file: what it was recognised as, how far it has come, and the rows it refused."""

from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from services.intake.application.upload_file import preview, read_as, resume, start, stop, throw_away
from services.intake.domain.imports import Import, ImportNotFound, ImportState
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.import_report import refused_pieces
from services.intake.entrypoints.import_words import (
    KINDS,
    LANGUAGE_KEY,
    NUMBERED_PER_FORM,
    REASONS,
    STATES,
    told_faults,
)
from services.intake.entrypoints.imports_at_hand import imports_at_hand
from services.intake.entrypoints.paper_at_hand import own_survey
from services.intake.entrypoints.survey_requests import posted_text
from services.intake.entrypoints.surveys_at_hand import author
from shared.identity.access import Role, access, current_caller
from shared.web.languages import current_language

pages = Blueprint("intake_import_job", __name__, url_prefix="/team/surveys/<slug>/import/<id_>")

_SHOWN_REFUSALS: Final = 50
_LONGEST_FORM_ID: Final = 200


@pages.get("")
@access(Role.EDITOR)
def show(slug: str, id_: str) -> str:
    """What the file was recognised as; once it was started, how far it has come."""
    survey, job = own_survey(slug), _own_job(slug, id_)
    return _check_page(survey, job) if job.state is ImportState.CHOSEN else _progress_page(survey, job)


@pages.post("/kind")
@access(Role.EDITOR)
def change_kind(slug: str, id_: str) -> ResponseReturnValue:
    """Read the file as another kind."""
    _own_job(slug, id_)
    wanted = posted_text("preset")
    read_as(id_, wanted if wanted in KINDS else "auto", author=author(), desk=imports_at_hand())
    return _to(slug, id_)


@pages.post("/start")
@access(Role.EDITOR)
def begin(slug: str, id_: str) -> ResponseReturnValue:
    """Let it run with what was decided about the columns."""
    survey, job = own_survey(slug), _own_job(slug, id_)
    found = preview(job, desk=imports_at_hand())
    decisions = {asked.ref: posted_text(f"link-{number}") for number, asked in enumerate(found.asked)}
    is_own = found.source is not None and found.source.own
    if found.export is None or not (is_own or any(decisions.values())):
        return _check_page(survey, job, unlinked=True), 400
    form_id = posted_text("form_id").strip()[:_LONGEST_FORM_ID]
    start(id_, {} if is_own else decisions, author=author(), desk=imports_at_hand(), form_id=form_id)
    return _to(slug, id_)


@pages.post("/stop")
@access(Role.EDITOR)
def halt(slug: str, id_: str) -> ResponseReturnValue:
    """Stop it; what was stored stays."""
    _own_job(slug, id_)
    stop(id_, author=author(), desk=imports_at_hand())
    return _to(slug, id_)


@pages.post("/resume")
@access(Role.EDITOR)
def go_on(slug: str, id_: str) -> ResponseReturnValue:
    """Go on where it was stopped."""
    _own_job(slug, id_)
    resume(id_, author=author(), desk=imports_at_hand())
    return _to(slug, id_)


@pages.post("/delete")
@access(Role.EDITOR)
def delete(slug: str, id_: str) -> ResponseReturnValue:
    """Throw the file and its report away."""
    _own_job(slug, id_)
    throw_away(id_, author=author(), desk=imports_at_hand())
    return redirect(url_for("intake_import.show", slug=slug), 303)


@pages.get("/refused.csv")
@access(Role.EDITOR)
def refused(slug: str, id_: str) -> Response:
    """The rows that were not stored, with the reasons, to be mended and uploaded again."""
    survey, job = own_survey(slug), _own_job(slug, id_)
    pieces = refused_pieces(job, survey, current_language(), imports_at_hand())
    table = Response(stream_with_context(pieces), content_type="text/csv; charset=utf-8")
    table.headers["Content-Disposition"] = f'attachment; filename="{slug}-refused.csv"'
    return table


def _own_job(slug: str, id_: str) -> Import:
    job = imports_at_hand().found(id_, current_caller().team_id)
    if job.survey != slug:
        raise ImportNotFound(**{"import": id_})
    return job


def _to(slug: str, id_: str) -> ResponseReturnValue:
    return redirect(url_for("intake_import_job.show", slug=slug, id_=id_), 303)


def _check_page(survey: Survey, job: Import, *, unlinked: bool = False) -> str:
    found = preview(job, desk=imports_at_hand())
    mapping = found.mapping
    return render_template(
        "intake/import_check.html",
        survey=survey,
        job=job,
        found=found,
        kinds=[{"value": name, "text": text} for name, text in KINDS.items()],
        kind=KINDS.get(found.export.preset.name, "") if found.export else "",
        asks_for_form=bool(found.export and found.export.preset.name in NUMBERED_PER_FORM),
        language_key=LANGUAGE_KEY,
        linked={asked.ref: _posted_or(number, mapping.key_of(asked.ref)) for number, asked in enumerate(found.asked)},
        reason=REASONS["no-known-column"] if unlinked else REASONS.get(found.reason, found.reason),
        unlinked=unlinked,
    )


def _posted_or(number: int, guessed: str) -> str:
    return posted_text(f"link-{number}") if request.method == "POST" else guessed


def _progress_page(survey: Survey, job: Import) -> str:
    with imports_at_hand().open_reading() as reading:
        rows = reading.imports.refusals(job.id, most=_SHOWN_REFUSALS)
    return render_template(
        "intake/import_progress.html",
        survey=survey,
        job=job,
        state=STATES[job.state.value],
        reason=REASONS.get(job.reason, job.reason),
        refusals=[(row.line, told_faults(row.faults, survey, current_language())) for row in rows],
        more=max(0, job.refused - len(rows)),
        going_on=job.state in {ImportState.WAITING, ImportState.RUNNING},
    )
