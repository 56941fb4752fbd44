"""The files of a publication that are made when somebody asks: for reading, for showing, for hearing, for work."""

from typing import Final

from flask import Blueprint, Response
from flask.views import MethodView

from services.reports.application.exporting import MadeFile, Told
from services.reports.application.read_publications import Standing
from services.reports.domain.export_errors import FileNotOffered
from services.reports.entrypoints.export_content import content_of
from services.reports.entrypoints.exporting_at_hand import exporting, named
from services.reports.entrypoints.public_answers import NUMBER, answered, standing_of
from shared.identity.access import PUBLIC, access
from shared.web.api import ApiBlueprint
from shared.web.languages import current_language

exports: Final = Blueprint("publication_exports", __name__, url_prefix="/p/<slug>")
api: Final = ApiBlueprint(
    "publication-files-api", __name__, url_prefix="/api/v1/publications", description="Files of publications"
)


@exports.get(f"{NUMBER}/files/<name>")
@access(PUBLIC)
def file(slug: str, number: int, name: str) -> Response:
    """A file of the whole: report.pdf, tips.pdf, slides.pptx, report.docx, figures.xlsx, quotes.qdpx, script.txt."""
    return _answer(slug, number, name)


@exports.get(f"{NUMBER}/charts/<name>")
@access(PUBLIC)
def chart(slug: str, number: int, name: str) -> Response:
    """A chart as a picture: its name, and .svg or .png."""
    return _answer(slug, number, f"charts/{name}")


@api.route("/<slug>/<int(max=999999):number>/files/<name>")
class FileOfPublication(MethodView):
    """A file of the whole."""

    @access(PUBLIC)
    @api.response(200, content_type="application/octet-stream", description="The file: see docs/exporting.md")
    @api.alt_response(404, description="There is no such publication, or no such file")
    def get(self, slug: str, number: int, name: str) -> Response:
        """Read a publication as report.pdf, tips.pdf, slides.pptx, report.docx, figures.xlsx and the like."""
        return _answer(slug, number, name)


@api.route("/<slug>/<int(max=999999):number>/charts/<name>")
class ChartOfPublication(MethodView):
    """A chart as a picture."""

    @access(PUBLIC)
    @api.response(200, content_type="application/octet-stream", description="SVG or PNG, by the name's ending")
    @api.alt_response(404, description="There is no such publication, or no such chart")
    def get(self, slug: str, number: int, name: str) -> Response:
        """Read a chart of a publication as a picture, such as themes.svg."""
        return _answer(slug, number, f"charts/{name}")


def _answer(slug: str, number: int, name: str) -> Response:
    if not exporting().files.offers(name):
        raise FileNotOffered(name=name)
    standing = standing_of(slug, number)
    told, sent = _told(standing), _Sent()

    def make() -> bytes:
        sent.made = exporting().files.kept(name, told, current_language(), content_of)
        return sent.made.content

    answer = answered(standing, name, make)
    return named(answer, told, name, sent.made) if sent.made else answer


class _Sent:
    """The file that was made, None where the reader had it already."""

    made: MadeFile | None = None


def _told(standing: Standing) -> Told:
    found = standing.publication
    return Told(found.key, found.document, found.number, found.published_at)
