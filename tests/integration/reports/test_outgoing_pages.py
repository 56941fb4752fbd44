"""The pages by which a team tells others: for editors, with secrets shown once and links that act only when pressed."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from services.reports.application.keep_endpoints import list_endpoints
from services.reports.application.keep_thresholds import list_thresholds
from services.reports.domain.digests import Digest, Rhythm
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.codebook_web import EDITOR, token
from tests.support.reports.making import NOON, coded, parcel, published
from tests.support.reports.web import VIEWER, Site

HOME = "/team/outgoing"


def _post(site: Site, path: str, fields: dict[str, Any]) -> TestResponse:
    return site.client.post(path, data={"csrf_token": token(site), **fields}, headers=EDITOR)


@pytest.fixture
def told(closed_site: Site) -> Site:
    closed_site.reports.consumer([parcel(each) for each in (published(), coded())])
    return closed_site


@pytest.mark.parametrize("path", [HOME, f"{HOME}/thresholds", f"{HOME}/letters"])
def test_viewers_do_not_tell_others(told: Site, path: str) -> None:
    assert told.client.get(path, headers=VIEWER).status_code == 403
    assert told.client.get(path, headers=EDITOR).status_code == 200


def test_a_secret_is_shown_once(told: Site) -> None:
    made = _post(told, HOME, {"url": "https://hooks.example.org/a", "kinds": ["report.published"]})
    (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]{32}", made.get_data(as_text=True))
    assert made.headers["Cache-Control"] == "no-store"
    (endpoint,) = list_endpoints(DEFAULT_TEAM, desk=told.reports.telling)
    for path in (HOME, f"{HOME}/{endpoint.id}"):
        assert secret not in told.client.get(path, headers=EDITOR).get_data(as_text=True)
    again = _post(told, f"{HOME}/{endpoint.id}/secret", {})
    assert secret not in again.get_data(as_text=True)
    assert "whsec_" in again.get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"url": "http://hooks.example.org", "kinds": ["report.published"]}, "begins with https://"),
        ({"url": "https://hooks.example.org", "kinds": ["adborth.test"]}, "Choose what is to be told"),
        ({}, "Choose what is to be told"),
    ],
)
def test_what_is_wrong_with_an_endpoint_is_said(told: Site, fields: dict[str, Any], said: str) -> None:
    answer = _post(told, HOME, fields)
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)
    assert list_endpoints(DEFAULT_TEAM, desk=told.reports.telling) == []


def test_an_endpoint_is_tried_paused_and_removed(told: Site) -> None:
    _post(told, HOME, {"url": "https://hooks.example.org/a", "kinds": ["report.published"]})
    (endpoint,) = list_endpoints(DEFAULT_TEAM, desk=told.reports.telling)
    place = f"{HOME}/{endpoint.id}"
    assert _post(told, f"{place}/try", {}).status_code == 303
    assert "A trial" in told.client.get(place, headers=EDITOR).get_data(as_text=True)
    assert _post(told, f"{place}/pause", {"paused": "yes"}).status_code == 303
    assert "it is paused" in told.client.get(f"{place}?before=1&lang=en", headers=EDITOR).get_data(as_text=True)
    assert _post(told, f"{place}/again", {"sending": "x"}).status_code == 404
    assert _post(told, f"{place}/again", {"sending": "1"}).status_code == 303
    assert _post(told, f"{place}/remove", {}).status_code == 303
    assert told.client.get(place, headers=EDITOR).status_code == 404


def test_a_threshold_is_added_and_removed(told: Site) -> None:
    place = f"{HOME}/thresholds"
    assert "Time and space" in told.client.get(f"{place}?survey=journey", headers=EDITOR).get_data(as_text=True)
    wish = {"survey": "journey", "code": "resources", "measure": "share", "level": "101"}
    assert "from 1 to 100" in _post(told, place, wish).get_data(as_text=True)
    assert _post(told, place, {**wish, "level": "20", "code": "nothing"}).status_code == 400
    assert _post(told, place, {**wish, "level": "20"}).status_code == 303
    (threshold,) = list_thresholds(DEFAULT_TEAM, desk=told.reports.telling)
    assert "an estimated share of 20%" in told.client.get(place, headers=EDITOR).get_data(as_text=True)
    assert _post(told, f"{place}/{threshold.id}/remove", {}).status_code == 303
    assert _post(told, f"{place}/{threshold.id}/remove", {}).status_code == 404


def test_without_a_mail_server_the_page_says_so_and_the_form_is_refused(told: Site) -> None:
    place = f"{HOME}/letters"
    assert "ADBORTH_SMTP_HOST" in told.client.get(place, headers=EDITOR).get_data(as_text=True)
    assert _post(told, place, {"email": "olwen", "rhythm": "daily", "language": "en"}).status_code == 400
    assert _post(told, place, {"email": "o@example.org", "rhythm": "x", "language": "cy"}).status_code == 404


def test_a_link_in_a_letter_does_nothing_before_its_button_is_pressed(told: Site) -> None:
    desk = told.reports.telling
    with desk.open_unit() as unit:
        unit.watch.put_digest(
            Digest(
                team_id=DEFAULT_TEAM,
                id="d",
                email="o@example.org",
                language="en",
                rhythm=Rhythm.DAILY,
                key="k",
                confirmed=False,
                next_at=NOON,
                seen={},
            )
        )
        unit.commit()
    place = "/p/-/letters/k"
    asked = told.client.get(place)
    assert (asked.status_code, asked.headers["Cache-Control"]) == (200, "no-store")
    assert "not confirmed yet" in told.client.get(f"{HOME}/letters", headers=EDITOR).get_data(as_text=True)
    assert "Letters will come" in told.client.post(place).get_data(as_text=True)
    assert "not confirmed yet" not in told.client.get(f"{HOME}/letters", headers=EDITOR).get_data(as_text=True)
    assert "Stop" in told.client.get(f"{place}?end=yes").get_data(as_text=True)
    assert "No more letters" in told.client.post(f"{place}?end=yes").get_data(as_text=True)
    assert told.client.post(place).status_code == 404
    assert _post(told, f"{HOME}/letters/d/remove", {}).status_code == 404
