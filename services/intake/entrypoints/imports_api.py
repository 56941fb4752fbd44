"""The API by which programs upload a file of answers and follow its import."""

from collections.abc import Iterator
from typing import Any, Final

from flask import Response, request, url_for
from flask.views import MethodView

from services.intake.application.upload_file import Upload, preview, resume, start, stop, upload_file
from services.intake.domain.imports import ImportState
from services.intake.domain.kept_answers import KeptAnswer
from services.intake.entrypoints.answering_once import KeyHeader, Pieces, answered_once, kept
from services.intake.entrypoints.import_api_schemas import (
    ImportList,
    ImportShown,
    ImportStep,
    ImportsWanted,
    RefusedRows,
    RowsWanted,
    UploadedFile,
    import_shown,
    refused_shown,
)
from services.intake.entrypoints.imports_at_hand import FileMissing, imports_at_hand, pieces_of, shown_name
from services.intake.entrypoints.surveys_at_hand import author
from shared.identity.access import Role, Scope, access, current_caller
from shared.web.api import ApiBlueprint
from shared.web.paging import page_of_all

imports_api = ApiBlueprint(
    "imports", __name__, url_prefix="/api/v1/imports", description="Files of answers, and how far they have come"
)

_BODY: Final = {
    "required": True,
    "description": "The file itself, whatever its type is called; or a form with the field `file`",
    "content": {
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        "text/csv": {"schema": {"type": "string"}},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
    },
}


@imports_api.route("")
class Uploads(MethodView):
    """The uploaded files."""

    @access(Role.EDITOR, scope=Scope.IMPORTS_WRITE)
    @imports_api.arguments(ImportsWanted, location="query")
    @imports_api.response(200, ImportList)
    def get(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """List a survey's imports, the newest first."""
        with imports_at_hand().open_reading() as reading:
            jobs = reading.imports.of_survey(wanted["survey"], current_caller().team_id)
        found, behind = page_of_all(jobs, wanted, lambda job: (job.created_at, job.id))
        return {"items": [import_shown(job) for job in found], "next": behind}

    @access(Role.EDITOR, scope=Scope.IMPORTS_WRITE)
    @imports_api.arguments(UploadedFile, location="query")
    @imports_api.arguments(KeyHeader, location="headers")
    @imports_api.response(201, ImportShown, description="Kept; it is taken in by itself, but for state `chosen`")
    @imports_api.alt_response(404, description="There is no such survey")
    @imports_api.alt_response(409, description="The first request with this Idempotency-Key is still being handled")
    @imports_api.alt_response(422, description="Another request was sent with this Idempotency-Key before")
    @imports_api.alt_response(413, description="The file is larger than 64 megabytes")
    @imports_api.alt_response(503, description="Not kept: send it again")
    @imports_api.doc(requestBody=_BODY)
    def post(self, wanted: dict[str, Any], _key: dict[str, str]) -> Response:
        """Upload a file of answers to a survey.

        What can be recognised is taken in by itself. The state `chosen` means that `reason` has to be mended: upload
        the file again with another `preset`, or with `map`. The same answers uploaded twice are stored once.
        """
        uploaded = request.files.get("file")
        if uploaded is None and request.mimetype == "multipart/form-data":
            raise FileMissing(errors=[{"field": "file", "message": "Missing data for required field."}])
        name = shown_name(uploaded.filename or "" if uploaded else wanted["name"])
        pieces = Pieces(pieces_of(uploaded.stream if uploaded else request.stream))
        return answered_once(pieces, lambda: _upload(wanted, name, iter(pieces)))


@imports_api.route("/<uuid:import_id>")
class OneUpload(MethodView):
    """One uploaded file."""

    @access(Role.EDITOR, scope=Scope.IMPORTS_WRITE)
    @imports_api.response(200, ImportShown)
    @imports_api.alt_response(404, description="There is no such upload")
    def get(self, import_id: object) -> dict[str, Any]:
        """Tell how far an import has come."""
        return import_shown(imports_at_hand().found(str(import_id), current_caller().team_id))

    @access(Role.EDITOR, scope=Scope.IMPORTS_WRITE)
    @imports_api.arguments(ImportStep)
    @imports_api.response(200, ImportShown)
    @imports_api.alt_response(404, description="There is no such upload")
    @imports_api.alt_response(409, description="It is not in a state from which it could go there")
    def patch(self, wanted: dict[str, str], import_id: object) -> dict[str, Any]:
        """Stop an import, or let it go on."""
        step = stop if wanted["state"] == ImportState.STOPPED.value else resume
        return import_shown(step(str(import_id), author=author(), desk=imports_at_hand()))


@imports_api.route("/<uuid:import_id>/refused")
class Refused(MethodView):
    """The rows of a file that were not stored."""

    @access(Role.EDITOR, scope=Scope.IMPORTS_WRITE)
    @imports_api.arguments(RowsWanted, location="query")
    @imports_api.response(200, RefusedRows)
    @imports_api.alt_response(404, description="There is no such upload")
    def get(self, wanted: dict[str, Any], import_id: object) -> dict[str, Any]:
        """List refused rows with what is wrong, by line."""
        after, limit = int(wanted["cursor"] or 0), wanted["limit"]
        job = imports_at_hand().found(str(import_id), current_caller().team_id)
        with imports_at_hand().open_reading() as reading:
            rows = reading.imports.refusals(job.id, after, limit + 1)
        shown = rows[:limit]
        behind = str(shown[-1].line) if len(rows) > limit else None
        return {"items": [refused_shown(row) for row in shown], "next": behind}


def _upload(wanted: dict[str, Any], name: str, pieces: Iterator[bytes]) -> KeptAnswer:
    desk = imports_at_hand()
    new = Upload(survey=wanted["survey"], name=name, pieces=pieces, preset=wanted["preset"], form_id=wanted["form"])
    job = upload_file(new, author=author(), desk=desk)
    decisions = {ref: key for ref, _, key in (each.rpartition("=") for each in wanted["map"])}
    found = preview(job, desk=desk)
    if found.source is not None or (found.export and any(decisions.values())):
        job = start(job.id, decisions, author=author(), desk=desk)
    told = import_shown(job) | ({"reason": found.reason} if job.state is ImportState.CHOSEN else {})
    return kept(ImportShown().dump(told), 201, url_for("imports.OneUpload", import_id=job.id))
