"""A token may be kept to parts of the API: it opens these and nothing else, and never more than its role."""

import re

import pytest

from shared.identity.domain.roles import Role
from shared.identity.domain.scopes import Scope, scopes_of, words_of
from tests.support.identity.stage import Stage, csrf_of

FEED, THINGS = "/api/v1/feed", "/api/v1/things"


def status(stage: Stage, path: str, token: str) -> int:
    return stage.client().get(path, headers={"Authorization": f"Bearer {token}"}).status_code


@pytest.mark.parametrize(
    ("role", "scopes", "feed", "things"),
    [
        (Role.REVIEWER, [], 200, 200),
        (Role.REVIEWER, [Scope.FEED_READ], 200, 403),
        (Role.OWNER, [Scope.REPORTS_READ], 403, 403),
        (Role.OWNER, [Scope.REPORTS_READ, Scope.FEED_READ], 200, 403),
        (Role.VIEWER, [Scope.FEED_READ], 403, 403),
    ],
)
def test_a_token_opens_what_it_is_kept_to(
    stage: Stage, role: Role, scopes: list[Scope], feed: int, things: int
) -> None:
    token = stage.token(role, *scopes)
    assert (status(stage, FEED, token), status(stage, THINGS, token)) == (feed, things)


def test_people_are_not_kept_to_parts(stage: Stage) -> None:
    assert stage.client(stage.owner()).get(FEED).status_code == 200


def test_a_token_is_kept_to_what_was_ticked_and_the_page_shows_it(stage: Stage) -> None:
    client = stage.client(stage.member("ed@example.org", Role.EDITOR))
    form = {"name": "excel", "role": "reviewer", "days": "90", "csrf_token": csrf_of(client, "/team/tokens")}
    made = client.post("/team/tokens", data={**form, "scopes": ["feed:read", "nonsense"]})
    assert made.status_code == 201
    [secret] = re.findall(r"adb_[\w-]{43}", made.text)
    assert "<td>feed:read</td>" in client.get("/team/tokens").text
    assert (status(stage, FEED, secret), status(stage, THINGS, secret)) == (200, 403)
    client.post("/team/tokens", data=form | {"name": "all"})
    assert "<td>all that the role may do</td>" in client.get("/team/tokens").text


def test_what_was_ticked_stays_ticked_when_something_else_is_wrong(stage: Stage) -> None:
    client = stage.client(stage.member("ed@example.org", Role.EDITOR))
    form = {"name": "", "role": "viewer", "days": "90", "csrf_token": csrf_of(client, "/team/tokens")}
    shown = client.post("/team/tokens", data={**form, "scopes": ["feed:read"]})
    assert shown.status_code == 400
    [ticked] = re.findall(r"<input[^>]*checkbox[^>]*\bchecked\b[^>]*>", shown.text)
    assert 'value="feed:read"' in ticked


def test_scopes_are_read_and_written_in_one_order() -> None:
    assert words_of(scopes_of(["words:read", "feed:read"])) == ("feed:read", "words:read")
    with pytest.raises(ValueError, match="nonsense"):
        scopes_of(["nonsense"])
