"""A token that asks too much is told to wait, in words, in seconds and in headers; others go on."""

import pytest
from flask.testing import FlaskClient

from shared.identity.access import PUBLIC, Role, access, install_access
from shared.identity.domain.roles import Caller, Via
from shared.web.app import WebSettings, create_app
from shared.web.rate_limit import Windows, install_rate_limit


class Names:
    """Believes the name that a request gives itself."""

    def identify(self, asked) -> Caller | None:
        name = asked.headers.get("Authorization")
        via = Via.SESSION if name == "person" else Via.TOKEN
        return Caller(name, "default", Role.OWNER, name, via) if name else None


class Time:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def client(time: Time) -> FlaskClient:
    app = create_app("services", WebSettings(secret_key="k"))
    app.config["API_PER_MINUTE"] = 2
    install_rate_limit(app, Windows(time))

    @app.get("/api/v1/things")
    @access(PUBLIC)
    def things() -> str:
        return "things"

    @app.get("/page")
    @access(PUBLIC)
    def page() -> str:
        return "page"

    install_access(app, Names())
    return app.test_client()


def ask(client: FlaskClient, who: str, path: str = "/api/v1/things"):
    return client.get(path, headers={"Authorization": who})


def test_who_asks_too_much_waits_and_others_do_not(client: FlaskClient, time: Time) -> None:
    first = ask(client, "one")
    assert first.headers["RateLimit-Policy"] == '"token";q=2;w=60'
    assert first.headers["RateLimit"] == '"token";r=1;t=20'
    assert ask(client, "one").headers["RateLimit"] == '"token";r=0;t=20'
    refused = ask(client, "one")
    assert (refused.status_code, refused.json["code"]) == (429, "too-many-requests")
    assert (refused.headers["Retry-After"], refused.headers["RateLimit"]) == ("20", '"token";r=0;t=20')
    assert ask(client, "other").status_code == 200
    time.now += 20
    assert ask(client, "one").headers["RateLimit"] == '"token";r=1;t=60'


@pytest.mark.parametrize(("who", "path"), [("person", "/api/v1/things"), ("", "/api/v1/things"), ("one", "/page")])
def test_people_strangers_and_pages_are_not_counted(client: FlaskClient, who: str, path: str) -> None:
    for _ in range(4):
        answer = ask(client, who, path)
        assert answer.status_code == 200
        assert "RateLimit" not in answer.headers


def test_without_a_limit_nothing_is_counted(client: FlaskClient) -> None:
    client.application.config["API_PER_MINUTE"] = 0
    assert {ask(client, "one").status_code for _ in range(4)} == {200}
