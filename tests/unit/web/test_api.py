"""An API built on ours documents itself truly and refuses what its schemas refuse, naming the field."""

import marshmallow as ma
import pytest
from flask.testing import FlaskClient

from shared.identity.access import PUBLIC, access, undeclared_routes
from shared.web.api import ApiBlueprint, ApiDocs, build_api
from tests.unit.web.conftest import make_site

PATH = "/api/v1/surveys/journey/responses"


class Submission(ma.Schema):
    id = ma.fields.UUID(required=True)
    answers = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)


@pytest.fixture
def program() -> FlaskClient:
    app = make_site()
    api = build_api(app, ApiDocs("adborth intake", "/api/v1/intake", description="Surveys and responses"))
    responses = ApiBlueprint("responses", __name__, url_prefix="/api/v1/surveys")

    @responses.post("/<slug>/responses")
    @access(PUBLIC)
    @responses.arguments(Submission)
    @responses.response(201, Submission)
    def post(submission: dict[str, object], slug: str) -> dict[str, object]:
        return submission

    api.register_blueprint(responses)
    return app.test_client()


def test_what_is_sound_is_taken(program: FlaskClient) -> None:
    sent = {"id": "0191e4a5-0000-7000-8000-000000000000", "answers": {"q_next": "Coetsio ŵ"}}
    answer = program.post(PATH, json=sent)
    assert (answer.status_code, answer.get_json()) == (201, sent)
    assert "ŵ" in answer.text


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"id": "x", "answers": {}}, "id", "Not a valid UUID."),
        ({"answers": {}}, "id", "Missing data for required field."),
        ({"wrong": 1}, "wrong", "Unknown field."),
        ({"answers": {"q_next": 1}}, "answers.q_next.value", "Not a valid string."),
        ([1], "", "Invalid input type."),
    ],
)
def test_what_a_schema_refuses_is_400_and_named(program: FlaskClient, body: object, field: str, message: str) -> None:
    answer = program.post(PATH, json=body)
    told = answer.get_json(force=True)
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert {"field": field, "message": message} in told["errors"]
    assert message in told["detail"]


def test_a_flood_of_wrong_fields_is_told_in_short(program: FlaskClient) -> None:
    told = program.post(PATH, json={"x" * 200 + str(n): 1 for n in range(20)}).get_json(force=True)
    assert len(told["errors"]) == 20
    assert all(len(str(error["field"])) <= 80 for error in told["errors"])


def test_broken_json_and_other_content_are_refused_by_our_rules(program: FlaskClient) -> None:
    broken = program.post(PATH, data=b'{"id": NaN}', content_type="application/json")
    form = program.post(PATH, data={"id": "x"})
    assert (broken.status_code, broken.get_json(force=True)["code"]) == (400, "number-out-of-range")
    assert form.status_code == 415


def test_a_wrong_method_says_which_are_right(program: FlaskClient) -> None:
    answer = program.get(PATH)
    assert (answer.status_code, set(answer.headers["Allow"].split(", "))) == (405, {"POST", "OPTIONS"})


def test_the_document_is_openapi_3_1_with_our_errors(program: FlaskClient) -> None:
    document = program.get("/api/v1/intake/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    assert document["info"] == {"title": "adborth intake", "version": "1", "description": "Surveys and responses"}
    answers = document["paths"]["/api/v1/surveys/{slug}/responses"]["post"]["responses"]
    assert "201" in answers
    refused = document["components"]["responses"][answers["400"]["$ref"].rpartition("/")[2]]
    assert refused["content"]["application/problem+json"]["schema"]["$ref"].endswith("/ProblemDetails")
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_the_docs_page_loads_our_own_files_only(program: FlaskClient) -> None:
    answer = program.get("/api/v1/intake/docs")
    assert 'data-document="/api/v1/intake/openapi.json"' in answer.text
    assert "http" not in answer.text
    assert "<script>" not in answer.text
    assert "img-src 'self' data:;" in answer.headers["Content-Security-Policy"]


def test_the_docs_say_who_may_see_them() -> None:
    app = make_site()
    build_api(app, ApiDocs("adborth intake", "/api/v1/intake"))
    assert not [route for route in undeclared_routes(app) if "api-docs" in route]
