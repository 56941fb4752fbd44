"""Codebooks as files: ours, and the exchange format that the programs of qualitative researchers read."""

from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.reports.application.edit_codebooks import change_draft
from services.reports.domain.codebook_edits import keep_known
from services.reports.entrypoints.codebook_forms import Wrong
from services.reports.entrypoints.codebook_uploads import read_upload
from services.reports.entrypoints.codebooks_at_hand import (
    author,
    key_of,
    own_book,
    own_draft,
    recodings_at_hand,
    seen_whole,
)
from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.refi_qda.exporting import to_qdc
from shared.codebooks.writing import codebook_yaml
from shared.identity.access import Role, access

pages: Final = Blueprint("codebook_files", __name__, url_prefix="/team/codebooks/<codebook>")


@pages.get("/versions/<int:version>.yaml")
@access(Role.VIEWER)
def as_yaml(codebook: str, version: int) -> Response:
    """A version as a file of adborth's, with the codes that are gone."""
    return _file(codebook_yaml(own_book(codebook, version)).encode(), "application/yaml", codebook, version, "yaml")


@pages.get("/versions/<int:version>.qdc")
@access(Role.VIEWER)
def as_qdc(codebook: str, version: int) -> Response:
    """A version as a REFI-QDA codebook, with the codes that are given."""
    return _file(to_qdc(own_book(codebook, version)), "application/xml", codebook, version, "qdc")


@pages.post("/edit/file")
@access(Role.EDITOR)
def upload(codebook: str) -> ResponseReturnValue:
    """Take what a file says into the draft; codes that it leaves out are retired."""
    try:
        book = read_upload(request.files.get("file"))
        desk = recodings_at_hand().codebooks
        change_draft(
            key_of(codebook), seen_whole(), lambda before: keep_known(book, before), author=author(), desk=desk
        )
    except InvalidCodebook as error:
        draft, wrong = own_draft(codebook), [Wrong("file", str(error))]
        return render_template("reports/codebooks/edit.html", draft=draft, book=draft.book, wrong=wrong), 400
    return redirect(url_for("codebook_draft.ask_to_publish", codebook=codebook), 303)


def _file(content: bytes, kind: str, codebook: str, version: int, ending: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{codebook}-{version}.{ending}"'
    return response
