"""A card is saved on one device and finished on another, and a photo comes out without its place: in a real browser."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from services.intake.application.publish_survey import publish_survey
from services.intake.main import Intake
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.intake import opened_intake
from tests.support.paper_web import NamedCallers
from tests.support.serving import served
from tests.support.surveys import a_question, a_survey

PLACE = "53 GREGYNOG"
Open = Callable[..., Page]


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with opened_intake(f"sqlite:///{tmp_path}/intake.db") as made:
        wall = a_survey(
            "wall",
            save_and_return=True,
            questions=(a_question(), a_question("q_photo", kind="photo", codebook=None)),
        )
        for survey in (a_survey(save_and_return=True), wall):
            publish_survey(survey, uow=made.desk.open_unit(), clock=made.clock)
        yield made


@pytest.fixture
def address(intake: Intake) -> Iterator[str]:
    with served(intake.web_app(NamedCallers())) as place:
        yield place


@pytest.fixture
def device(court_browser: Browser) -> Iterator[Open]:
    """Opens a device of its own: another context, with nothing of the others'."""
    contexts = []

    def opened(*, scripts: bool) -> Page:
        context = court_browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=scripts)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]  # what the console says, for the test to look at
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()


def partials(intake: Intake) -> int:
    with intake.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM unfinished_answers").scalar_one())


def save_on(page: Page, address: str) -> str:
    page.goto(f"{address}/s/card?lang=cy")
    page.fill("#q_next", "Mwy o amser")
    page.click("[name=save]")
    expect(page.locator("h1")).to_have_text("Wedi'i gadw, heb ei anfon eto")
    return page.locator(".nhsuk-panel .nhsuk-heading-m").inner_text()


@pytest.mark.parametrize("scripts", [False, True])
def test_a_card_is_saved_here_and_finished_there(address: str, intake: Intake, device: Open, scripts: bool) -> None:
    here, there = device(scripts=scripts), device(scripts=scripts)
    code = save_on(here, address)
    assert (partials(intake), answers_in(intake)) == (1, [])
    there.goto(f"{address}/s/card/resume?lang=cy")
    there.fill("#code", code.lower().replace("-", " "))
    there.keyboard.press("Enter")
    expect(there.locator("#q_next")).to_have_value("Mwy o amser")
    there.fill("#q_role", "nyrs")
    there.click("[name=save]")
    expect(there.locator(".nhsuk-panel .nhsuk-heading-m")).to_have_text(code)
    here.click("a.nhsuk-button")
    expect(here.locator("#q_role")).to_have_value("nyrs")
    here.locator("#card button.nhsuk-button").first.click()
    expect(here.locator(".nhsuk-panel h1")).to_contain_text("Diolch")
    assert answers_in(intake) == [{"q_next": "Mwy o amser", "q_role": "nyrs"}]
    assert (promises_in(intake), partials(intake)) == (1, 0)
    there.goto(f"{address}/s/card/resume/{code}?lang=cy")
    expect(there.locator(".nhsuk-error-summary")).to_contain_text("Nid oes dim wedi'i gadw o dan y cod hwn")
    here.goto(f"{address}/s/card?lang=cy")
    expect(here.locator("#q_next")).to_have_value("")
    assert here.complaints == []  # type: ignore[attr-defined]  # see `device`


def test_two_devices_that_send_other_words_keep_one_card_and_say_so(address: str, intake: Intake, device: Open) -> None:
    here, there = device(scripts=True), device(scripts=True)
    code = save_on(here, address)
    here.click("a.nhsuk-button")
    there.goto(f"{address}/s/card/resume/{code}?lang=cy")
    there.fill("#q_next", "Geiriau eraill")
    here.locator("#card button.nhsuk-button").first.click()
    expect(here.locator(".nhsuk-panel h1")).to_contain_text("Diolch")
    there.locator("#card button.nhsuk-button").first.click()
    expect(there.locator(".nhsuk-error-summary")).to_contain_text("Anfonwyd yr atebion hyn o'r blaen")
    expect(there.locator("#q_next")).to_have_value("Geiriau eraill")
    assert answers_in(intake) == [{"q_next": "Mwy o amser"}]


def test_the_language_keeps_what_was_typed_on_saved_answers(address: str, intake: Intake, device: Open) -> None:
    here = device(scripts=True)
    save_on(here, address)
    here.click("a.nhsuk-button")
    here.fill("#q_next", "Llai o gyfarfodydd")
    here.click(".ad-language")
    expect(here.locator("html")).to_have_attribute("lang", "en")
    expect(here.locator("#q_next")).to_have_value("Llai o gyfarfodydd")
    here.locator("#card button.nhsuk-button").first.click()
    expect(here.locator(".nhsuk-panel h1")).to_contain_text("Thank you")
    expect(here.locator("[data-another]")).to_have_count(0)
    assert (answers_in(intake), partials(intake)) == ([{"q_next": "Llai o gyfarfodydd"}], 0)


def test_the_language_keeps_a_photo_that_was_chosen(address: str, intake: Intake, device: Open) -> None:
    page = device(scripts=True)
    page.goto(f"{address}/s/wall?lang=en")
    page.set_input_files("#q_photo", {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.click(".ad-language")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("#q_photo-kept")).to_be_checked()
    page.locator("#card button.nhsuk-button").first.click()
    expect(page.locator(".nhsuk-panel h1")).to_contain_text("Diolch")
    assert [list(answer) for answer in answers_in(intake)] == [["q_photo"]]


def photo() -> bytes:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLACE
    exif.get_ifd(0x8825)[2] = (53.0, 13.0, 7.0)
    Image.new("RGB", (64, 48), (9, 99, 9)).save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


@pytest.mark.parametrize("scripts", [False, True])
def test_a_photo_goes_in_with_its_place_and_comes_out_without(
    address: str, intake: Intake, device: Open, scripts: bool
) -> None:
    page = device(scripts=scripts)
    page.goto(f"{address}/s/wall?lang=en")
    assert PLACE.encode() in photo()
    page.set_input_files("#q_photo", {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.locator("#card button.nhsuk-button").first.click()
    expect(page.locator(".nhsuk-panel h1")).to_contain_text("Thank you")
    [answer] = answers_in(intake)
    page.context.add_cookies([{"name": "test_caller", "value": "mair/reviewer", "url": address}])
    page.goto(f"{address}/team/surveys/wall/files?lang=en")
    with page.expect_download() as got:
        page.click("td a")
    assert got.value.suggested_filename == answer["q_photo"]
    kept = Path(got.value.path()).read_bytes()
    opened = Image.open(io.BytesIO(kept))
    assert (opened.size, dict(opened.getexif()), PLACE.encode() in kept) == ((64, 48), {}, False)
