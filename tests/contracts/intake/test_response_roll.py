"""One suite for the list of responses: in memory, on SQLite, on PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from services.intake.adapters.response_roll import SqlResponseRoll
from services.intake.adapters.tables import RESPONSES
from services.intake.application.list_responses import ListedResponse, ResponseRoll, RollWanted
from services.intake.domain.responses import State
from services.intake.main import MIGRATIONS
from shared.database.engine import Database
from shared.database.migrate import Migrations
from tests.support.fakes_answers import FakeResponseRoll

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
Filled = Callable[..., ResponseRoll]


def listed(id_: str, hours: int = 0) -> ListedResponse:
    return ListedResponse(id_, 1, "en", NOON + timedelta(hours=hours), State.PENDING, {"q_next": f"words of {id_}"})


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Filled]:
    if request.param == "memory":
        yield FakeResponseRoll
        return
    url = f"sqlite:///{tmp_path}/intake.db" if request.param == "sqlite" else request.getfixturevalue("postgres")
    database = Database(url, schema="intake")
    Migrations(database, MIGRATIONS).upgrade()

    def fill(**surveys: list[ListedResponse]) -> ResponseRoll:
        with database.write() as connection:
            for survey, responses in surveys.items():
                connection.execute(insert(RESPONSES), [_row(survey, each) for each in responses])
        return SqlResponseRoll(database)

    yield fill
    database.close()


def _row(survey: str, each: ListedResponse) -> dict[str, object]:
    same = {name: getattr(each, name) for name in ("id", "survey_version", "language", "received_at", "answers")}
    whose = {"submission_id": each.id, "team_id": "default", "survey": survey, "state": each.state.value}
    return {**same, **whose, "digest": "d", "attributes": {}, "consents": []}


def wanted(survey: str = "card", team: str = "default", words: bool = False, **page: object) -> RollWanted:
    return RollWanted(team, survey, page.get("after"), page.get("most", 10), words=words)  # type: ignore[arg-type]  # the names say it


def test_the_newest_come_first_and_words_only_when_asked_for(filled: Filled) -> None:
    roll = filled(card=[listed("a"), listed("c"), listed("b", hours=1)], other=[listed("d")])
    found = roll.page(wanted())
    assert [each.id for each in found] == ["b", "c", "a"]
    assert [each.answers for each in found] == [None, None, None]
    assert roll.page(wanted(words=True))[0] == listed("b", hours=1)


def test_a_page_begins_behind_a_place(filled: Filled) -> None:
    roll = filled(card=[listed("a"), listed("c"), listed("b", hours=1)])
    assert [each.id for each in roll.page(wanted(most=2))] == ["b", "c"]
    assert [each.id for each in roll.page(wanted(after=(NOON, "c")))] == ["a"]
    assert roll.page(wanted(after=(NOON, "a"))) == []


def test_other_teams_see_nothing(filled: Filled) -> None:
    assert filled(card=[listed("a")]).page(wanted(team="others")) == []
