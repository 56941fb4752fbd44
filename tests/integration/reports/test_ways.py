"""The ways between reports' pages: each page is reached by links, and no link leads its reader to a closed door."""

import re
from html import unescape

import pytest

from shared.identity.access import Role
from tests.support.reports.making import coded, parcel, published
from tests.support.reports.web import Site

BEGIN = "/team/reports"
_ELSEWHERE = ("/s/", "/team/surveys", "/team/people", "/team/tokens", "/sign-", "/static", "/account")


@pytest.fixture
def walked(closed_site: Site):
    """A way to walk through the site as somebody of a role: the status of every link that is shown."""
    closed_site.reports.consumer([parcel(published()), *(parcel(coded(f"r{i}")) for i in range(6))])

    def walk(role: Role) -> dict[str, int]:
        who = {"X-Test-Caller": "vi", "X-Test-Role": role.word}
        found: dict[str, int] = {}
        ahead = [BEGIN]
        while ahead:
            path = ahead.pop()
            if path in found:
                continue
            answer = closed_site.client.get(path, headers=who)
            found[path] = answer.status_code
            if answer.mimetype == "text/html" and answer.status_code == 200:
                links = re.findall(r'href="(/[^"#?]*)', answer.get_data(as_text=True))
                ahead += [unescape(link) for link in links if not unescape(link).startswith(_ELSEWHERE)]
            answer.close()
        return found

    return walk


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.word)
def test_no_page_shows_a_link_that_its_reader_may_not_follow(walked, role: Role) -> None:
    assert {path for path, status in walked(role).items() if status == 403} == set()


def test_an_owner_reaches_every_page_of_the_team_by_links(walked, closed_site: Site) -> None:
    wanted = {
        rule.rule
        for rule in closed_site.client.application.url_map.iter_rules()
        if "GET" in rule.methods and rule.rule.startswith("/team/") and set(rule.arguments) <= {"slug"}
    }
    reached = {path.replace("/journey", "/<slug>") for path in walked(Role.OWNER)}
    assert sorted(wanted - reached) == []
