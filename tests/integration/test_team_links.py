"""Whoever signs in finds a page behind every link that the team's pages show."""

import re
from pathlib import Path

from werkzeug.test import Client

from services.embedded import Embedded, House
from shared.identity.application.set_up import accept_link
from shared.identity.domain.people import Details

PASSWORD = "correct horse battery"
SHOWN = ("/", "/team", "/team/reports", "/team/reports/journey", "/team/people", "/team/tokens", "/s", "/s/journey")


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.migrate()
    house.prepare()
    embedded = Embedded(house)
    while embedded.waiting():
        embedded.carry()
    secret = (house.identity.setup_link() or "").rpartition("/")[2]
    details = Details("Olwen", "olwen@example.org", PASSWORD, PASSWORD)
    browser = Client(embedded.app())
    browser.set_cookie("adborth_session", accept_link(secret, details, house.identity.desk).value)
    found = {path: browser.get(path) for path in SHOWN}
    assert {path: answer.status_code for path, answer in found.items()} == dict.fromkeys(SHOWN, 200)
    links = {link for answer in found.values() for link in re.findall(r'href="(/[^"#]*)', answer.text)}
    assert len(links) > len(SHOWN)
    assert {link for link in links if _status(browser, link) != 200} == set()
    house.close()


def _status(browser: Client, link: str) -> int:
    with browser.get(link) as answer:
        return answer.status_code
