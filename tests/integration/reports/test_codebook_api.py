"""Codebooks for programs: every version can be read, and a new one takes the place of the one that was looked at."""

from typing import Any

import pytest

from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.codebook_web import EDITOR, page
from tests.support.reports.web import VIEWER, Site

API = "/api/v1/codebooks"
ONE = f"{API}/improvement"


def _put(site: Site, path: str, body: Any, **headers: str) -> Any:
    token = (
        page(site, "/team/codebooks/improvement/recoding").partition('name="csrf_token" value="')[2].partition('"')[0]
    )
    sent = {**EDITOR, "X-CSRFToken": token, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return site.client.put(path, json={"why": "Because", "body": body}, headers=sent)


def _body(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.client.get(ONE, headers=EDITOR).get_json()["body"]
    return found


def test_a_program_lists_reads_and_replaces(closed_site: Site) -> None:
    (listed,) = closed_site.client.get(API, headers=VIEWER).get_json()["items"]
    assert (listed["codebook"], listed["version"], listed["codes"]) == ("improvement", 2, 18)
    body = _body(closed_site)
    body["themes"][0]["codes"][0]["title"]["en"] = "Time"
    put = _put(closed_site, ONE, body, If_Match='"2"')
    assert (put.status_code, put.headers["ETag"], put.get_json()["version"]) == (200, '"3"', 3)
    told = put.get_json()
    assert (told["made_by"], told["why"], told["versions"]) == ("ed", "Because", [3, 2])
    second = closed_site.client.get(f"{ONE}/versions/2", headers=VIEWER).get_json()
    assert (second["version"], second["made_by"], second["made_at"]) == (2, "", None)
    with closed_site.reports.open_unit() as unit:
        assert [each.key.team_id for each in unit.shelf.recounts()] == [DEFAULT_TEAM]


def test_who_was_too_late_or_says_nothing_is_refused(closed_site: Site) -> None:
    body = _body(closed_site)
    assert _put(closed_site, ONE, body).status_code == 428
    assert _put(closed_site, ONE, body, If_Match='"two"').status_code == 428
    assert _put(closed_site, ONE, body, If_Match='"1"').get_json()["code"] == "codebook-version-changed"
    assert _put(closed_site, ONE, body, If_Match='"2"').get_json()["code"] == "codebook-nothing-changed"
    assert _put(closed_site, f"{API}/own", body, If_None_Match="*").status_code == 200
    assert _put(closed_site, f"{API}/own", body, If_None_Match="*").status_code == 412


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ({"merged_into": "nowhere"}, "merged_into names 'nowhere', but there is no such code"),
        ({"title": {"cy": "Dim"}}, "title must be a text, or give the English words under 'en'"),
        ({"colour": "red"}, "unknown key 'colour'"),
    ],
)
def test_a_body_that_breaks_a_rule_is_refused_with_the_rule(closed_site: Site, code: dict[str, Any], told: str) -> None:
    body = _body(closed_site)
    body["themes"][0]["codes"][0].update(code)
    refused = _put(closed_site, ONE, body, If_Match='"2"')
    assert refused.status_code == 400
    assert told in refused.get_json()["detail"]


def test_what_is_not_there_and_who_may_not(closed_site: Site) -> None:
    for path in (f"{API}/none", f"{ONE}/versions/9"):
        assert closed_site.client.get(path, headers=VIEWER).status_code == 404
    assert closed_site.client.put(ONE, json={}, headers=VIEWER).status_code == 403
    assert closed_site.client.get(API).status_code == 401
