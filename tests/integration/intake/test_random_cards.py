"""Random cards to random surveys over HTTP: stored exactly, or refused with the question named; never anything else."""

import json
import uuid

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from services.intake.adapters.tables import RESPONSES
from services.intake.application.publish_survey import publish_survey
from tests.support.random_surveys import DrawnCard, cards

PATH = "/api/v1/surveys/drawn/responses"
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NO_TEXT = st.sampled_from([None, 7, 0.5, True, {"a": "b"}, [["a"]], ["a", 1]])


def is_plain(card: DrawnCard) -> bool:
    """Whether HTTP brings the answers in at all: JSON with NUL or half a character is refused as a whole."""
    return not any("\0" in text or "\ud83d" in text for text in card.answers.values())


def stored(intake) -> list[dict[str, str]]:
    """What stands in the database, hidden answers among it, and the table is empty for the next card."""
    columns = select(RESPONSES.c.answers, RESPONSES.c.attributes)
    with intake.database.engine.begin() as connection:
        found = connection.execute(columns).all()
        connection.execute(delete(RESPONSES))
    return [row.attributes | row.answers for row in found]


def publish(intake, clock, card: DrawnCard) -> None:
    publish_survey(card.survey, uow=intake.desk.open_unit(), clock=clock)


def check(intake, card: DrawnCard, status: int, named: set[str]) -> None:
    kept = stored(intake)
    if status == 201:
        assert not card.wrong
        [row] = kept
        written = {key: text for key, text in card.answers.items() if text.strip()}
        assert {key: row[key] for key in written} == written
    else:
        assert (status, kept) == (400, [])
        assert (
            "answers" in named if card.says_nothing else named - set(_fields(card.unsure)) == set(_fields(card.wrong))
        )


def _fields(keys: frozenset[str]) -> list[str]:
    return [f"answers.{key}" for key in keys]


@FEW
@given(card=cards().filter(is_plain))
def test_the_api_stores_exactly_or_names_what_is_wrong(intake, client, clock, card: DrawnCard) -> None:
    publish(intake, clock, card)
    answer = client.post(PATH, json={"id": str(uuid.uuid4()), "answers": dict(card.answers)})
    check(intake, card, answer.status_code, {error["field"] for error in answer.json.get("errors", [])})


@FEW
@given(card=cards().filter(is_plain), value=NO_TEXT)
def test_an_answer_that_is_no_text_is_named(intake, client, clock, card: DrawnCard, value: object) -> None:
    publish(intake, clock, card)
    key = card.survey.questions[-1].key
    answer = client.post(PATH, json={"id": str(uuid.uuid4()), "answers": {**card.answers, key: value}})
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json["errors"]] == [f"answers.{key}"]
    assert stored(intake) == []


@FEW
@given(card=cards().filter(is_plain))
def test_the_form_stores_what_the_api_stores(intake, client, clock, card: DrawnCard) -> None:
    publish(intake, clock, card)
    # A browser sends every line end as CR LF, and the form takes that for a line end.
    sent = {key: text.replace("\r\n", "\n").replace("\r", "\n") for key, text in card.answers.items()}
    fields = {key: text.replace("\n", "\r\n") for key, text in sent.items()}
    page = client.post("/s/drawn", data={"id": str(uuid.uuid4()), **fields})
    kept = stored(intake)
    if page.status_code == 201:
        assert not card.wrong
        written = {key: text for key, text in sent.items() if text.strip()}
        assert {key: kept[0][key] for key in written} == written
    else:
        assert (page.status_code, kept) == (400, [])
        assert json.dumps("Error: ")[1:-1] in page.text
