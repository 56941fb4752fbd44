"""An editor uploads an export, sees what was recognised, and follows it to its report: with a script and without."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from services.intake.application.publish_survey import publish_survey
from services.intake.main import Intake
from tests.support.intake import opened_intake
from tests.support.pages.intake_cards import cards_of
from tests.support.paper_web import NamedCallers
from tests.support.serving import served
from tests.support.surveys import a_survey

EXPORT = (
    "Timestamp,What's next?,Which shift?\n"
    '02/03/2026 09:35:31,"Mwy o amser, plîs",Nos\n13/03/2026 10:00:00,,Dydd\n14/03/2026 10:00:00,مزيد من الوقت,Dydd\n'
)


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with opened_intake(f"sqlite:///{tmp_path}/intake.db") as made:
        publish_survey(a_survey(), uow=made.desk.open_unit(), clock=made.clock)
        yield made


@pytest.fixture
def worker(intake: Intake) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=intake.chores["imports"], args=(stop,))
    thread.start()
    yield
    stop.set()
    thread.join(10)


@pytest.fixture(params=[True, False], ids=["with-script", "no-script"])
def page(request: pytest.FixtureRequest, intake: Intake, court_browser: Browser) -> Iterator[Page]:
    with served(intake.web_app(NamedCallers())) as address:
        context = court_browser.new_context(
            base_url=address, locale="en-GB", java_script_enabled=request.param, service_workers="block"
        )
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": "test_caller", "value": "olwen/editor", "url": address}])
        yield context.new_page()
        context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def upload(page: Page, content: bytes, name: str) -> None:
    page.goto("/team/surveys/card?lang=en")
    page.get_by_role("link", name="Upload answers", exact=True).click()
    page.get_by_label("File", exact=True).set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    press(page, "Upload")


def until_done(page: Page, *, by_itself: bool) -> None:
    """Wait for the script to tell; without it follow the link that does the same."""
    for _ in range(0 if by_itself else 50):
        if page.get_by_text("Done", exact=True).count():
            return
        page.wait_for_timeout(200)
        page.get_by_role("link", name="See how far it has come").click()
    expect(page.get_by_role("status")).to_have_text("Done")


def test_an_export_comes_in_and_its_refused_row_is_told(page: Page, worker: None, intake: Intake, request) -> None:
    by_itself = "with-script" in request.node.name
    upload(page, EXPORT.encode("utf-16"), "Fy ffurflen.csv")
    expect(page.get_by_text("Google Forms").first).to_be_visible()
    expect(page.get_by_label("Your question: What's next?")).to_have_value("q_next")
    page.get_by_label("Your question: Which shift?").select_option("q_role")
    press(page, "Start")
    until_done(page, by_itself=by_itself)
    expect(page.get_by_text("Line 3: ")).to_have_count(0)
    assert sorted(card.get("q_next", "") for card in cards_of(intake, "card")) == [
        "",
        "Mwy o amser, plîs",
        "مزيد من الوقت",
    ]
    upload(page, EXPORT.encode("utf-16"), "again.csv")
    page.get_by_label("Your question: Which shift?").select_option("")
    press(page, "Start")
    until_done(page, by_itself=by_itself)
    expect(page.get_by_text("Line 3: Answer at least one question")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the refused rows (CSV)").click()
    assert "adborth: reason" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_a_file_that_is_none_is_told_and_thrown_away(page: Page) -> None:
    upload(page, b"PK\x03\x04nothing", "answers.xlsx")
    expect(page.get_by_text("The workbook is damaged")).to_be_visible()
    press(page, "Throw the file away")
    expect(page.get_by_role("heading", name="Upload answers")).to_be_visible()
    press(page, "Upload")
    expect(page.get_by_role("alert")).to_contain_text("Choose a file")
