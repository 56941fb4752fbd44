"""A team merges two codes, sees what coding anew would change, and adopts it, in a real browser, analysis at work."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from services.embedded import House
from services.intake.application.publish_survey import publish_survey
from services.reports.adapters import tables
from services.reports.adapters.review_tables import decisions
from services.reports.application.decide import decide
from services.reports.domain.decisions import Reviewer, fingerprint
from services.reports.domain.judging import Judgement
from shared.contracts.clock import SystemClock
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.event_stage import at_work, house_in, publish_own_codebook, running, send_cards, team
from tests.support.servers.waiting import wait_until
from tests.support.serving import served
from tests.support.surveys import a_question, a_survey

_BOOK = "/team/codebooks/own"
_PATIENCE_S = 240
_CARDS = (
    "There is no protected time to improve anything, and no money for equipment either",
    "We need protected time away from the rota",
    "No budget for kit and too few staff",
    "Release from clinics so that we have time to think",
)
_REVIEWED = "No budget for kit and too few staff"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with house_in(tmp_path) as made:
        publish_own_codebook(made)
        survey = a_survey("ideas", questions=(a_question("q_next", codebook="own"),))
        publish_survey(survey, uow=made.intake.desk.open_unit(), clock=made.intake.clock)
        yield made


@pytest.fixture
def page(house: House, court_browser: Browser) -> Iterator[Page]:
    """The owner's browser, all services at work."""
    with running(house) as embedded, served(embedded.app()) as address:
        yield at_work(court_browser, address, team(house)[Role.OWNER])


def test_two_codes_are_merged_compared_and_adopted_and_a_decision_stays(house: House, page: Page) -> None:
    send_cards(house, "ideas", [_CARDS[number % 4] for number in range(12)], question="q_next")
    wait_until(lambda: len(answers(house)) == 12, 120, what="all cards are in the report")
    review(house)
    page.goto("/team/reports/ideas?lang=en")
    expect(page.get_by_role("link", name="Resources").first).to_be_visible()
    merge(page)
    wait_until(lambda: not waiting(house), 60, what="figures are counted by the new version")
    page.goto("/team/reports/ideas?lang=en")
    expect(page.get_by_role("link", name="Time and space").first).to_be_visible()
    expect(page.get_by_role("link", name="Resources")).to_have_count(0)
    assert held(house) == {"time_and_space": "person:mair"}
    compare_and_adopt(page)
    page.goto(f"{_BOOK}/history?lang=en")
    expect(page.get_by_text("They are one idea to us")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("What it changed"))).to_have_count(1)
    wait_until(lambda: len(models(house)) == 1, 120, what="every answer is coded by the model that was adopted")
    assert held(house) == {"time_and_space": "person:mair"}


def review(house: House) -> None:
    """Mair says that the first of these cards speaks of resources, and of nothing else."""
    reference = next(row.reference for row in answers(house) if row.text == _REVIEWED)
    judged = fingerprint(_REVIEWED)
    judgement = Judgement(reference=reference, words=judged, number=0, codebook_version=1, codes={"resources": ()})
    with house.reports.open_unit() as unit:
        decide(DEFAULT_TEAM, judgement, Reviewer("mair", "Mair"), unit=unit, at=SystemClock().now())
        unit.commit()


def merge(page: Page) -> None:
    page.goto("/team/reports?lang=en")
    page.get_by_role("link", name="Codebooks").click()
    page.get_by_role("link", name="Our own").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_role("link", name="Merge codes").click()
    page.get_by_label("The code that stays").select_option(label="Conditions: Time and space")
    page.get_by_label("Conditions: Resources").check()
    page.get_by_role("button", name="Merge").click()
    page.get_by_role("link", name="Look through and publish").click()
    expect(page.get_by_text("Resources was merged into Time and space.")).to_be_visible()
    page.get_by_label("Why?").fill("They are one idea to us")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 2 is made.")).to_be_visible()


def compare_and_adopt(page: Page) -> None:
    page.goto(f"{_BOOK}/recoding?lang=en")
    page.get_by_role("button", name="Compare").click()
    reload_until(page, "Compared: waits for somebody to decide")
    expect(page.get_by_role("heading", name="How well each agrees with people")).to_be_visible()
    page.get_by_role("button", name="Adopt").click()
    reload_until(page, re.compile(r"Adopted\."))


def reload_until(page: Page, text: str | re.Pattern[str]) -> None:
    def there() -> bool:
        page.reload()
        return bool(page.get_by_text(text).count())

    wait_until(there, _PATIENCE_S, every=1, what=str(text))


def answers(house: House) -> list[Any]:
    """The answers with words, as reports has them."""
    columns = tables.answers.c.reference, tables.answers.c.text, tables.answers.c.model, tables.answers.c.response_id
    with house.reports.database.read() as connection:
        return [row for row in connection.execute(select(*columns).order_by(columns[0])) if row.text.strip()]


def held(house: House) -> dict[str, str]:
    """Which codes hold of the reviewed answer, and by whom."""
    (decided,) = _decided(house)
    codings = tables.codings.c
    found = select(codings.code, codings.coder).where(codings.response_id == decided)
    with house.reports.database.read() as connection:
        return {row.code: row.coder for row in connection.execute(found)}


def models(house: House) -> set[str]:
    """By which models the answers are coded now."""
    return {row.model for row in answers(house)}


def waiting(house: House) -> bool:
    """Whether figures are still to be counted anew."""
    with house.reports.recoding.codebooks.read() as shelf:
        return bool(shelf.recounts())


def _decided(house: House) -> list[str]:
    with house.reports.database.read() as connection:
        return list(connection.execute(select(decisions.c.response_id)).scalars())
