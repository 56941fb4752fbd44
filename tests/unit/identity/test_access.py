"""Every route says who may call it; what follows from what it says."""

import pytest
from flask import Flask, render_template_string
from flask.views import MethodView
from flask_smorest import Api, Blueprint
from werkzeug.wrappers import Request

from shared.database.engine import Database
from shared.identity.access import (
    PUBLIC,
    Role,
    UndeclaredAccess,
    access,
    current_caller,
    declared_access,
    install_access,
    undeclared_routes,
)
from shared.identity.domain.roles import Caller, Via
from shared.identity.main import Identity
from shared.web.app import WebSettings, create_app
from tests.support.identity.stage import Stage, csrf_of


class FixedIdentity:
    def __init__(self, role: Role | None, via: Via = Via.TOKEN) -> None:
        self.caller = Caller("id", "default", role, "Somebody", via) if role else None

    def identify(self, asked: Request) -> Caller | None:
        return self.caller


def bare_app() -> Flask:
    app = Flask("bare", static_folder=None)
    app.secret_key = "k"
    return app


def test_a_forgotten_declaration_stops_the_start() -> None:
    app = bare_app()
    app.add_url_rule("/forgotten", "forgotten", lambda: "x", methods=["GET", "POST"])
    with pytest.raises(UndeclaredAccess, match="POST /forgotten"):
        install_access(app, FixedIdentity(Role.OWNER))
    assert list(undeclared_routes(app)) == [f"{method} /forgotten (forgotten)" for method in ("GET", "HEAD", "POST")]


def test_flasks_own_static_route_counts_as_forgotten() -> None:
    with pytest.raises(UndeclaredAccess, match="static"):
        install_access(Flask("bare", static_folder="static"), FixedIdentity(None))


def test_a_route_added_after_the_start_is_refused_at_the_first_request() -> None:
    app = bare_app()
    install_access(app, FixedIdentity(Role.OWNER))
    app.add_url_rule("/late", "late", lambda: "x")
    with pytest.raises(UndeclaredAccess):
        app.test_request_context("/late").push() or app.full_dispatch_request()


def test_a_view_changed_after_the_first_request_is_refused_too() -> None:
    app = bare_app()
    app.testing = True
    app.add_url_rule("/page", "page", access(PUBLIC)(lambda: "x"))
    install_access(app, FixedIdentity(Role.OWNER))
    assert app.test_client().get("/page").text == "x"
    app.view_functions["page"] = lambda: "y"
    with pytest.raises(UndeclaredAccess):
        app.test_client().get("/page")


def test_methods_of_a_view_class_are_declared_one_by_one() -> None:
    app = bare_app()
    app.config.update(API_TITLE="t", API_VERSION="1", OPENAPI_VERSION="3.1.0")
    blueprint = Blueprint("things", "things")

    @blueprint.route("/api/things")
    class Things(MethodView):
        @access(PUBLIC)
        @blueprint.response(200)
        def get(self) -> dict[str, str]:
            return {"seen": "yes"}

        @blueprint.response(201)
        @access(Role.EDITOR)
        def post(self) -> dict[str, str]:
            return {"made": "yes"}

    Api(app).register_blueprint(blueprint)
    view = app.view_functions["things.Things"]
    by_method = {method: declared_access(view, method) for method in ("GET", "HEAD", "POST", "DELETE")}
    assert {method: found.who if found else None for method, found in by_method.items()} == {
        "GET": PUBLIC,
        "HEAD": PUBLIC,
        "POST": Role.EDITOR,
        "DELETE": None,
    }
    install_access(app, FixedIdentity(None))
    client = app.test_client()
    assert (client.get("/api/things").status_code, client.post("/api/things").status_code) == (200, 401)
    assert client.options("/api/things").status_code == 200


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("least", Role)
def test_a_role_opens_what_asks_for_it_or_less(role: Role, least: Role) -> None:
    app = bare_app()
    app.add_url_rule("/page", "page", access(least)(lambda: "x"))
    install_access(app, FixedIdentity(role))
    assert app.test_client().get("/page").status_code == (200 if role >= least else 403)


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("least", [*Role, PUBLIC])
def test_a_link_is_shown_to_those_who_would_be_let_in(role: Role | None, least: Role) -> None:
    app = bare_app()
    app.add_url_rule("/page", "page", access(least)(lambda: "x"))
    app.add_url_rule("/links", "links", access(PUBLIC)(lambda: render_template_string("{{ may_open('page') }}")))
    install_access(app, FixedIdentity(role))
    client = app.test_client()
    assert client.get("/links").text == str(client.get("/page").status_code == 200)


def test_a_public_view_that_asks_who_calls_gets_no_guess() -> None:
    app = bare_app()
    app.add_url_rule("/page", "page", access(PUBLIC)(lambda: current_caller().name))
    install_access(app, FixedIdentity(None))
    assert app.test_client().get("/page").status_code == 401


def test_a_service_without_identitys_pages_is_guarded_too(stage: Stage) -> None:
    app = create_app("shared.identity", WebSettings(secret_key="k" * 32))
    app.add_url_rule("/team/things", "things", access(Role.VIEWER)(lambda: current_caller().name))
    Identity(stage.desk, Database("sqlite://")).install(app, with_pages=False)
    client = app.test_client()
    assert client.get("/team/things").headers["Location"] == "/sign-in?next=%2Fteam%2Fthings"
    assert client.get("/sign-in").status_code == 404
    client.set_cookie("adborth_session", stage.owner())
    assert client.get("/team/things").text == "Olwen"


def test_pages_send_the_signed_out_to_sign_in_and_back(stage: Stage) -> None:
    client = stage.client()
    answer = client.get("/team/reports/secret?split=role&lang=cy")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?lang=cy&next=%2Fteam%2Freports%2Fsecret%3Fsplit%3Drole%26lang%3Dcy"
    assert client.post("/sign-out").headers["Location"] == "/sign-in"
    assert client.post("/team/tokens?lang=en").headers["Location"] == "/sign-in?lang=en"


def test_programs_without_a_token_get_401_as_problem_json(stage: Stage) -> None:
    answer = stage.client().get("/api/v1/things")
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_demo_survey_is_open_and_no_other(stage: Stage) -> None:
    client = stage.client()
    assert client.get("/team/reports/journey").status_code == 200
    assert client.get("/team/reports/other").status_code == 302


def test_the_public_form_needs_no_secret_and_sets_no_cookie(stage: Stage) -> None:
    answer = stage.client().post("/s/journey", data={"q": "text"})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_a_token_opens_its_role_and_no_more_and_needs_no_form_secret(stage: Stage) -> None:
    client = stage.client()
    viewer = {"Authorization": f"Bearer {stage.token(Role.VIEWER)}"}
    editor = {"Authorization": f"Bearer {stage.token(Role.EDITOR)}"}
    assert client.get("/api/v1/things", headers=viewer).json == {"caller": "reader"}
    assert client.post("/api/v1/things", headers=viewer).status_code == 403
    assert client.post("/api/v1/things", headers=editor).status_code == 200


def test_a_token_may_come_as_a_password_to_read_and_never_to_change(stage: Stage) -> None:
    client, token = stage.client(), stage.token(Role.EDITOR)
    assert client.get("/api/v1/things", auth=("excel", token)).json == {"caller": "reader"}
    assert client.get("/api/v1/things", auth=("excel", "")).status_code == 401
    assert client.post("/api/v1/things", auth=("excel", token)).status_code == 401, "another site could make it ask"


def test_a_token_hands_out_no_further_rights(stage: Stage) -> None:
    client, owner = stage.client(), {"Authorization": f"Bearer {stage.token(Role.OWNER)}"}
    for path in ("/team/tokens", "/team/people"):
        assert client.get(path, headers=owner).status_code == 403
        assert client.post(path, headers=owner).status_code == 403


@pytest.mark.parametrize("given", ["Bearer adb_wrong", "Bearer", "Basic YTpi", "nonsense", "Bearer \N{SNOWMAN}"])
def test_a_bad_token_is_refused_even_beside_a_good_session(stage: Stage, given: str) -> None:
    client = stage.client(stage.owner())
    assert client.get("/api/v1/things").status_code == 200
    headers = {"Authorization": given.encode().decode("latin-1")}
    assert client.get("/api/v1/things", headers=headers).status_code == 401
    assert client.get("/team", headers=headers).status_code == 401


def test_a_session_needs_the_form_secret_on_the_api_too(stage: Stage) -> None:
    client = stage.client(stage.owner())
    refused = client.post("/api/v1/things")
    assert refused.json
    assert (refused.status_code, refused.json["code"]) == (400, "foreign-form")
    assert client.post("/api/v1/things", headers={"X-CSRFToken": csrf_of(client)}).status_code == 200
