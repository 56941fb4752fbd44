"""Codebooks for programs: what they say, every version, and a new version in place of one that was looked at."""

import re
from typing import Any, Final

from flask import request
from flask.views import MethodView

from services.reports.application.publish_codebook import Reason, publish_book
from services.reports.domain.codebook_errors import CodebookNotFound, VersionNotNamed
from services.reports.entrypoints import codebook_schemas as schemas
from services.reports.entrypoints.codebooks_at_hand import author, key_of, recodings_at_hand
from services.reports.entrypoints.reading import team
from shared.identity.access import Role, Scope, access
from shared.web.api import ApiBlueprint

codebook_api = ApiBlueprint("codebooks-api", __name__, url_prefix="/api/v1/codebooks", description="Codebooks")
_ETAG: Final = {"ETag": {"description": "The version, to be sent as If-Match", "schema": {"type": "string"}}}
_IF_MATCH: Final = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag of the version that is replaced; for a new codebook send If-None-Match: *",
    "schema": {"type": "string"},
}
Told = tuple[dict[str, Any], int, dict[str, str]]


@codebook_api.route("")
class AllCodebooks(MethodView):
    """The codebooks of the caller's team."""

    @access(Role.VIEWER, scope=Scope.CODEBOOKS_READ)
    @codebook_api.response(200, schemas.CodebookList)
    def get(self) -> dict[str, Any]:
        """List the team's codebooks by their newest versions."""
        desk = recodings_at_hand().codebooks
        with desk.read() as shelf:
            books = [desk.bodies.read(told.body) for told in shelf.newest(team())]
        items = [
            {"codebook": book.id, "version": book.version, "title": book.title, "codes": len(book.code_ids)}
            for book in books
        ]
        return {"items": items}


@codebook_api.route("/<codebook>")
class OneCodebook(MethodView):
    """One codebook."""

    @access(Role.VIEWER, scope=Scope.CODEBOOKS_READ)
    @codebook_api.response(200, schemas.CodebookVersion, headers=_ETAG)
    @codebook_api.alt_response(404, description="The team has no such codebook")
    def get(self, codebook: str) -> Told:
        """Read the newest version."""
        return _told(codebook)

    @access(Role.EDITOR, scope=Scope.CODEBOOKS_WRITE)
    @codebook_api.doc(parameters=[_IF_MATCH])
    @codebook_api.arguments(schemas.NewVersion)
    @codebook_api.response(200, schemas.CodebookVersion, headers=_ETAG)
    @codebook_api.alt_response(400, description="The body breaks a rule, which is named")
    @codebook_api.alt_response(409, description="The newest version says the same already")
    @codebook_api.alt_response(412, description="A newer version than the one named was made")
    @codebook_api.alt_response(428, description="No version was named")
    def put(self, new: dict[str, Any], codebook: str) -> Told:
        """Make the next version, in place of the one that If-Match names. What is coded is counted by it soon after."""
        desk = recodings_at_hand().codebooks
        replaces = _replaces()
        book = desk.bodies.read({**new["body"], "id": codebook, "version": replaces + 1}, "body")
        publish_book(key_of(codebook), book, replaces, Reason(author(), new["why"]), desk=desk)
        return _told(codebook)


@codebook_api.route("/<codebook>/versions/<int:version>")
class OneVersion(MethodView):
    """One version of a codebook."""

    @access(Role.VIEWER, scope=Scope.CODEBOOKS_READ)
    @codebook_api.response(200, schemas.CodebookVersion, headers=_ETAG)
    @codebook_api.alt_response(404, description="The team has no such codebook or version")
    def get(self, codebook: str, version: int) -> Told:
        """Read a version, which never changes."""
        return _told(codebook, version)


def _replaces() -> int:
    """The version that the request says it replaces, 0 for a new codebook. Raises VersionNotNamed."""
    if request.headers.get("If-None-Match") == "*":
        return 0
    named = re.fullmatch(r'(?:W/)?"([1-9][0-9]{0,8})"', request.headers.get("If-Match", "").strip())
    if named is None:
        raise VersionNotNamed
    return int(named[1])


def _told(codebook: str, version: int | None = None) -> Told:
    with recodings_at_hand().codebooks.read() as shelf:
        told = shelf.body(key_of(codebook), version)
        versions = {each.version: each for each in shelf.versions(key_of(codebook))}
    if told is None:
        raise CodebookNotFound(asked=codebook)
    made = versions[told.version]
    answer = {
        "codebook": told.id,
        "version": told.version,
        "made_by": made.author.name if made.author else "",
        "made_at": made.at,
        "why": made.why,
        "body": told.body,
        "versions": list(versions),
    }
    return answer, 200, {"ETag": f'"{told.version}"'}
