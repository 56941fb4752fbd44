"""The programs' side of a service: OpenAPI 3.1 from the same schemas that check requests, strict input, our errors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import flask_smorest
import marshmallow as ma
from flask import Blueprint, Flask, Response, current_app, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from webargs.flaskparser import FlaskParser
from werkzeug.wrappers import Request

from shared.identity.access import PUBLIC, access
from shared.web.api_document import completed
from shared.web.rate_limit import install_rate_limit
from shared.web.security_headers import CONTENT_SECURITY_POLICY
from shared.web.strict_json import read_json

View = TypeVar("View", bound=Callable[..., Any])
# Swagger UI draws its arrows from data: addresses in its style sheet.
_DOCS_POLICY: Final = CONTENT_SECURITY_POLICY.replace("img-src 'self'", "img-src 'self' data:")
_OK: Final = 200
_BEARER: Final = {"type": "http", "scheme": "bearer", "description": "An API token made on the team's page"}


class WrongField(ma.Schema):
    """One field that was refused."""

    field = ma.fields.String(metadata={"description": "Where in the body, for example answers.q_next"})
    message = ma.fields.String(metadata={"description": "What is wrong with it"})
    code = ma.fields.String(metadata={"description": "The same for programs, where it has a name; stable"})


class ProblemDetails(ma.Schema):
    """An error as RFC 9457 tells it."""

    type = ma.fields.String(metadata={"description": "about:blank, or the address that names the kind of problem"})
    title = ma.fields.String(metadata={"description": "The kind of problem, for people"})
    status = ma.fields.Integer(metadata={"description": "The HTTP status again"})
    detail = ma.fields.String(metadata={"description": "What to do now"})
    code = ma.fields.String(metadata={"description": "The kind of problem, for programs; stable"})
    message = ma.fields.String(metadata={"description": "What the service says of this case, in people's words"})
    correlation_id = ma.fields.String(metadata={"description": "Quote it when you ask for help"})
    errors = ma.fields.List(ma.fields.Nested(WrongField), metadata={"description": "The fields that were refused"})


class StrictParser(FlaskParser):
    """Reads JSON bodies by our own rules and answers 400 to whatever a schema refuses."""

    DEFAULT_VALIDATION_STATUS = 400

    def load_json(self, req: Request, schema: ma.Schema) -> object:  # noqa: ARG002  webargs' signature
        """The body's value; raises the coded errors of `strict_json`."""
        return read_json(req)


def _only_if_new(answer: Response) -> Response:
    """Name the state of what was read, so that reading it again unchanged costs no bytes (304)."""
    if request.method in {"GET", "HEAD"} and answer.status_code == _OK and not answer.is_streamed:
        if answer.direct_passthrough is False and answer.get_etag() == (None, None):
            answer.add_etag(weak=True)
        answer.make_conditional(request)
    return answer


class ApiBlueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest's Blueprint with the strict parser and typed decorators: use it for every API route."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, *named: Any, **options: Any) -> None:
        super().__init__(*named, **options)
        self.after_request(_only_if_new)

    def arguments(self, schema: type[ma.Schema], **options: Any) -> Callable[[View], View]:
        """Read the request by a schema and hand the view what it gives."""
        # Made once: from a class webargs makes an instance for every request.
        declare: Callable[[View], View] = super().arguments(schema(), **options)
        return declare

    def response(
        self, status_code: int, schema: type[ma.Schema] | None = None, **options: Any
    ) -> Callable[[View], View]:
        """Write what the view gives by a schema."""
        declare: Callable[[View], View] = super().response(status_code, schema, **options)
        return declare

    def alt_response(self, status_code: int, **options: Any) -> Callable[[View], View]:
        """Tell in the document what else may be answered."""
        declare: Callable[[View], View] = super().alt_response(status_code, **options)
        return declare

    def doc(self, **told: Any) -> Callable[[View], View]:
        """Add to the document of a route."""
        declare: Callable[[View], View] = super().doc(**told)
        return declare


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest's Api without its error handlers: `shared.web.errors` tells every error, of API and pages alike."""

    ERROR_SCHEMA = ProblemDetails

    def _register_error_handlers(self) -> None:
        """Leave them to `install_errors`."""


@dataclass(frozen=True)
class ApiDocs:
    """What the documentation is called and the path below which it stands: `/docs` and `/openapi.json`."""

    title: str
    prefix: str
    version: str = "1"
    description: str = ""


def build_api(app: Flask, docs: ApiDocs) -> Api:
    """The service's API: register `ApiBlueprint`s with it. Its document stands at `<prefix>/openapi.json`,
    its page for people at `<prefix>/docs`."""
    info = {"description": docs.description} if docs.description else {}
    app.config.update(API_TITLE=docs.title, API_VERSION=docs.version, OPENAPI_VERSION="3.1.0")
    api = Api(app, spec_kwargs={"info": info, "servers": [{"url": "/"}]})
    api.spec.components.security_scheme("token", _BEARER)
    app.register_blueprint(_docs_blueprint(api, docs))
    install_rate_limit(app)
    return api


def _docs_blueprint(api: Api, docs: ApiDocs) -> Blueprint:
    blueprint = Blueprint("api-docs", __name__, url_prefix=docs.prefix)

    @blueprint.get("/openapi.json")
    @access(PUBLIC)
    def document() -> ResponseReturnValue:
        return jsonify(completed(api.spec.to_dict(), current_app))

    @blueprint.get("/docs")
    @access(PUBLIC)
    def page() -> ResponseReturnValue:
        answer = current_app.make_response(
            render_template("adborth/api_docs.html", title=docs.title, document=url_for("api-docs.document"))
        )
        answer.headers["Content-Security-Policy"] = _DOCS_POLICY
        return answer

    return blueprint
