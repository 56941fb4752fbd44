"""The pages of identity as a browser without JavaScript sees them."""

import re

import pytest
from flask.testing import FlaskClient

from shared.identity.access import PUBLIC, declared_access
from shared.identity.application.set_up import invite, make_owner_link
from shared.identity.domain.roles import Role
from shared.identity.entrypoints.pages import safe_path
from tests.support.identity.stage import OWNER, PASSWORD, Stage, csrf_of, goes_to, sign_in_by_page


def session_of(client: FlaskClient) -> str | None:
    cookie = client.get_cookie("adborth_session")
    return cookie.value if cookie else None


def test_the_first_owner_sets_up_by_the_link(stage: Stage) -> None:
    client, path = stage.client(), f"/set-up/{make_owner_link(stage.desk).value}"
    page = client.get(path).text
    assert page.count('autocomplete="new-password"') == 2
    form = {"name": "Olwen", "email": OWNER, "password": PASSWORD, "csrf_token": csrf_of(client, path)}
    wrong = client.post(path, data={**form, "repeated": "other"})
    assert wrong.status_code == 400
    assert 'href="#repeated"' in wrong.text
    assert 'value="Olwen"' in wrong.text
    assert PASSWORD not in wrong.text
    assert client.post(path, data={**form, "repeated": PASSWORD, "csrf_token": ""}).status_code == 400
    assert goes_to(client.post(path, data={**form, "repeated": PASSWORD})) == "/team"
    assert "Hello, Olwen" in client.get("/team").text
    assert client.get(path).status_code == 410


def test_an_expired_link_says_what_to_do(stage: Stage) -> None:
    client, path = stage.client(), f"/set-up/{make_owner_link(stage.desk).value}"
    secret = csrf_of(client, path)
    stage.clock.move(hours=24)
    answer = client.post(path, data={"csrf_token": secret})
    assert answer.status_code == 410
    assert "Ask for a new one" in answer.text


def test_signing_in_goes_where_the_browser_wanted_to(stage: Stage) -> None:
    stage.owner()
    client = stage.client()
    assert goes_to(sign_in_by_page(client, next="/team/reports/x?lang=cy")) == "/team/reports/x?lang=cy"
    assert client.get("/team").status_code == 200


def test_the_session_cookie_holds_nothing_and_is_out_of_reach(stage: Stage) -> None:
    stage.owner()
    client = stage.client()
    by_https = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/sign-in"}}
    page = client.get("/sign-in", base_url="https://localhost").text
    found = re.search(r'csrf_token" value="([^"]+)"', page)
    assert found
    form = {"email": OWNER, "password": PASSWORD, "csrf_token": found[1]}
    answer = client.post("/sign-in", data=form, **by_https)
    [cookie] = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("adborth_session=")]
    assert re.fullmatch(r"adborth_session=[\w-]{43}; Secure; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_a_wrong_password_says_so_without_saying_which_half(stage: Stage) -> None:
    stage.owner()
    client = stage.client()
    known, unknown = (sign_in_by_page(client, email, "wrong") for email in (OWNER, "nobody@example.org"))
    assert (known.status_code, unknown.status_code) == (400, 400)
    without_words = [re.sub(r'value="[^"]*"', "", answer.text) for answer in (known, unknown)]
    assert without_words[0] == without_words[1]
    assert session_of(client) is None


def test_guessing_is_stopped_with_429(stage: Stage) -> None:
    stage.owner()
    client = stage.client()
    assert {sign_in_by_page(client, OWNER, "wrong").status_code for _ in range(10)} == {400}
    answer = sign_in_by_page(client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "Wait 15 minutes" in answer.text


def test_a_missing_or_foreign_form_secret_is_400(stage: Stage) -> None:
    stage.owner()
    form = {"email": OWNER, "password": PASSWORD}
    client, other = stage.client(), stage.client()
    client.get("/sign-in")
    answer = client.post("/sign-in", data=form)
    assert (answer.status_code, "This form is out of date" in answer.text) == (400, True)
    assert client.post("/sign-in", data={**form, "csrf_token": csrf_of(other)}).status_code == 400
    signed_in = stage.client(stage.member("ann@example.org", Role.OWNER))
    for path in ("/sign-out", "/team/tokens", "/team/people", "/team/people/id-1/remove"):
        assert signed_in.post(path).status_code == 400, path


def test_a_session_planted_before_signing_in_is_not_taken_up(stage: Stage) -> None:
    stage.owner()
    planted = stage.member("attacker@example.org", Role.VIEWER)
    client = stage.client("planted-and-unknown")
    sign_in_by_page(client)
    assert session_of(client) != "planted-and-unknown"
    assert stage.client("planted-and-unknown").get("/api/v1/things").status_code == 401
    client = stage.client(planted)
    before = csrf_of(client)
    sign_in_by_page(client)
    assert session_of(client) != planted
    assert stage.client(planted).get("/api/v1/things").status_code == 401, "the planted session ends"
    assert client.post("/sign-out", data={"csrf_token": before}).status_code == 400, "so does its form secret"


def test_a_signed_out_session_used_again_is_refused(stage: Stage) -> None:
    session = stage.owner()
    client = stage.client(session)
    assert goes_to(client.post("/sign-out", data={"csrf_token": csrf_of(client, "/team")})) == "/sign-in?left=yes"
    assert session_of(client) is None
    thief = stage.client(session)
    assert thief.get("/api/v1/things").status_code == 401
    assert goes_to(thief.get("/team")) == "/sign-in?next=%2Fteam"
    assert "You are signed out" in client.get("/sign-in?left=yes").text


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
        "javascript:alert(1)", "///evil.example", " //evil.example", "team", "", None,
        "/team\r\nX: y", "/\n/evil.example", "//[",
    ],
)  # fmt: skip
def test_after_signing_in_nobody_is_sent_elsewhere(wanted: str | None) -> None:
    assert safe_path(wanted) == "/team"


def test_pages_are_for_their_roles(stage: Stage) -> None:
    stage.owner()
    sessions = {role: stage.member(f"{role.word}@example.org", role) for role in Role}
    allowed = {
        path: [role for role in Role if stage.client(sessions[role]).get(path).status_code == 200]
        for path in ("/team", "/team/tokens", "/team/people")
    }
    assert allowed == {
        "/team": list(Role),
        "/team/tokens": [Role.EDITOR, Role.OWNER],
        "/team/people": [Role.OWNER],
    }
    viewer = stage.client(sessions[Role.VIEWER])
    assert "/team/people" not in viewer.get("/team").text
    assert viewer.post("/team/people", data={"csrf_token": csrf_of(viewer)}).status_code == 403


def test_an_owner_invites_by_a_link_shown_once_and_removes(stage: Stage) -> None:
    client = stage.client(stage.owner())
    form = {"email": "ann@example.org", "role": "editor", "csrf_token": csrf_of(client, "/team/people")}
    assert client.post("/team/people", data={**form, "role": "king"}).status_code == 400
    assert 'href="#email"' in client.post("/team/people", data={**form, "email": "ann"}).text
    shown = client.post("/team/people", data=form)
    assert shown.status_code == 201
    found = re.search(r"http://localhost(/set-up/[\w-]+)", shown.text)
    assert found
    assert "/set-up/" not in client.get("/team/people").text
    assert "ann@example.org, Editor" in client.get("/team/people").text
    guest = stage.client()
    joining = {"name": "Ann", "password": PASSWORD, "repeated": PASSWORD, "csrf_token": csrf_of(guest, found[1])}
    assert goes_to(guest.post(found[1], data=joining)) == "/team"
    [ann] = [one.person.id for one in stage.store.rows.members.values() if one.person.name == "Ann"]
    remove = f"/team/people/{ann}/remove"
    assert "Remove Ann from the team?" in client.get(remove).text
    assert goes_to(client.post(remove, data={"csrf_token": form["csrf_token"]})) == "/team/people"
    assert goes_to(guest.get("/team")) == "/sign-in?next=%2Fteam"
    assert client.get(remove).status_code == 404


def test_the_last_owner_stays(stage: Stage) -> None:
    client = stage.client(stage.owner())
    [owner] = stage.store.rows.members
    answer = client.post(f"/team/people/{owner}/remove", data={"csrf_token": csrf_of(client)})
    assert answer.status_code == 409
    assert "Invite another owner first" in answer.text


def test_a_token_is_shown_once_used_and_revoked(stage: Stage) -> None:
    client = stage.client(stage.member("ed@example.org", Role.EDITOR))
    form = {"name": "dashboard", "role": "viewer", "days": "90", "csrf_token": csrf_of(client, "/team/tokens")}
    shown = client.post("/team/tokens", data=form)
    assert shown.status_code == 201
    found = re.search(r"adb_[\w-]{43}", shown.text)
    assert found
    assert found[0] not in client.get("/team/tokens").text
    program, proof = stage.client(), {"Authorization": f"Bearer {found[0]}"}
    assert program.get("/api/v1/things", headers=proof).status_code == 200
    [token] = stage.store.rows.tokens
    revoke = f"/team/tokens/{token}/revoke"
    assert "Revoke the token dashboard?" in client.get(revoke).text
    assert goes_to(client.post(revoke, data={"csrf_token": form["csrf_token"]})) == "/team/tokens"
    assert program.get("/api/v1/things", headers=proof).status_code == 401
    assert client.get(revoke).status_code == 404


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"role": "owner"}, 403, "role"),
        ({"role": ""}, 400, "role"),
        ({"days": "1000"}, 400, "days"),
        ({"name": ""}, 400, "name"),
    ],
)
def test_a_wrong_wish_for_a_token_is_explained(stage: Stage, changed: dict[str, str], status: int, field: str) -> None:
    client = stage.client(stage.member("ed@example.org", Role.EDITOR))
    form = {"name": "x", "role": "viewer", "days": "90", "csrf_token": csrf_of(client, "/team/tokens")}
    answer = client.post("/team/tokens", data={**form, **changed})
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (status, True)
    assert not stage.store.rows.tokens


def test_every_page_is_there_in_welsh(stage: Stage) -> None:
    client = stage.client(stage.owner())
    link = invite("ann@example.org", Role.VIEWER, None, stage.desk).value
    for path, words in {
        "/sign-in": "Mewngofnodi",
        f"/set-up/{link}": "Ymuno â&#39;r tîm",
        "/team": "Helo, Olwen",
        "/team/people": "Gwahodd rhywun",
        "/team/tokens": "30 diwrnod",
    }.items():
        answer = client.get(f"{path}?lang=cy")
        assert answer.headers["Content-Language"] == "cy"
        assert words in answer.text.replace("'", "&#39;"), path


def test_pages_that_change_something_without_a_role_still_ask_for_the_form_secret(stage: Stage) -> None:
    app = stage.app()
    for rule in app.url_map.iter_rules():
        declared = declared_access(app.view_functions[rule.endpoint], "POST")
        if "POST" in (rule.methods or ()) and declared and declared.who is PUBLIC and rule.rule != "/s/<slug>":
            assert declared.csrf, rule.rule
