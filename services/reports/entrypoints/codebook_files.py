"""Codebooks as files: ours, and the exchange format that the programs of qualitative researchers read."""

from typing import Final

from flask import Blueprint, Response

from services.reports.entrypoints.codebooks_at_hand import own_book
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


def _file(content: bytes, kind: str, codebook: str, version: int, ending: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{codebook}-{version}.{ending}"'
    return response
