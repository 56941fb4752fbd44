"""A person of the team enters what somebody else said; without consent nothing is stored."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.limits import Allowance
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.paper_web import NamedCallers, Person
from tests.support.surveys import a_question, a_survey

PAGE = "/team/surveys/card/enter"
BESIDE = {"entry-source": "phone", "entry-day": ["20", "11", "2026"], "entry-agreed": "spoken", "entry-language": "cy"}


@pytest.fixture
def mair(intake) -> Person:
    return Person.at(intake.web_app(NamedCallers()), "mair/reviewer")


def entry(mair: Person, **changed) -> dict[str, object]:
    found = re.search(r'name="entry-id" value="([^"]+)"', mair.get(PAGE).text)
    assert found is not None
    return {**BESIDE, "entry-id": found[1], "q_next": "Mwy o amser\r\nŵ", **changed}


def stored(intake) -> dict[str, str]:
    with intake.database.read() as connection:
        return connection.exec_driver_sql("SELECT attributes FROM responses").scalar_one()


def test_what_was_said_is_stored_with_its_source_and_who_entered_it_apart(mair: Person, intake) -> None:
    close_survey("card", uow=intake.desk.open_unit(), clock=intake.clock)
    sent = entry(mair)
    first, again = mair.post(PAGE, sent), mair.post(PAGE, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    receipts = [re.findall(r'<strong translate="no">([^<]+)', page.text) for page in (first, again)]
    assert receipts[0] == receipts[1] != []
    assert (answers_in(intake), promises_in(intake)) == ([{"q_next": "Mwy o amser\nŵ"}], 1)
    assert '"channel": "for_someone"' in stored(intake)
    assert "mair" not in stored(intake).lower()
    assert re.search(r"<td>Mair</td>\s*<td>In a phone call</td>", mair.get(PAGE).text)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"entry-agreed": ""}, "Say how the person agreed"),
        ({"entry-source": "rumour"}, "Say where it was said"),
        ({"entry-day": ["23", "11", "2026"]}, "not later than today"),
        ({"entry-day": ["31", "2", "2026"]}, "not later than today"),
        ({"entry-day": ["1", "2"]}, "not later than today"),
        ({"q_next": " "}, "Answer at least one question"),
        ({"q_role": "x" * 201}, "Shorten this answer"),
        ({"q_none": "x"}, "no such question"),
    ],
)
def test_what_is_wrong_is_named_and_everything_typed_stays(mair: Person, intake, changed, told: str) -> None:
    page = mair.post(PAGE, entry(mair, **changed))
    assert (page.status_code, told in page.text) == (400, True)
    assert "Mwy o amser\nŵ</textarea>" in page.text or "q_next" in changed
    assert answers_in(intake) == []


def test_only_reviewers_of_the_team_enter(mair: Person, intake) -> None:
    assert Person(mair.client, "eve/viewer").get(PAGE).status_code == 403
    assert Person(mair.client, "eve/owner/others").get(PAGE).status_code == 404
    assert "Beth nesaf?" in mair.get(f"{PAGE}?language=cy").text


def test_today_is_that_of_the_clocks_in_london(mair: Person, clock) -> None:
    clock.at = datetime(2026, 6, 10, 23, 30, tzinfo=UTC)
    assert mair.post(PAGE, entry(mair, **{"entry-day": ["11", "6", "2026"]})).status_code == 201
    assert mair.post(PAGE, entry(mair, **{"entry-day": ["12", "6", "2026"]})).status_code == 400


def test_who_enters_more_files_than_may_come_at_once_is_told_to_wait(intake) -> None:
    object.__setattr__(intake.unfinished, "by_address", Allowance(1, timedelta(hours=1)))
    asking = a_survey(questions=(a_question(), a_question("q_photo", kind="photo", codebook=None)))
    publish_survey(asking, uow=intake.desk.open_unit(), clock=intake.clock)
    mair = Person.at(intake.web_app(NamedCallers()), "mair/reviewer")
    sent = [mair.post(PAGE, entry(mair, **{"q_photo-file": (BytesIO(b"no picture"), "a.jpg")})) for _ in range(2)]
    assert [each.status_code for each in sent] == [400, 429]
    assert int(sent[1].headers["Retry-After"]) > 0
