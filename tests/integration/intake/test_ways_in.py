"""A printed card counts once, by phone and on paper; a shared tablet is named in its cards."""

import uuid

import pytest
from sqlalchemy import select

from services.intake.adapters.tables import RESPONSES
from services.intake.application.print_cards import PrintOrder, number_cards
from services.intake.application.settle_copies import differences
from services.intake.application.type_card import Typing, type_card
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.paper_cards import number_from
from tests.integration.intake.kept import answers_in, promises_in


@pytest.fixture
def survey(intake):
    return intake.paper.survey_of("card", "default")


@pytest.fixture
def number(intake, survey) -> str:
    batch = number_cards(
        PrintOrder(sheets=1, attributes={"event": "gŵyl"}, double_entry=False, by="Olwen"), survey, desk=intake.paper
    )
    with intake.paper.open_reading() as reading:
        return reading.cards.batch(batch.id)[1][0]


def by_form(client, number: str, text: str):
    return client.post(f"/s/card?card={number}", data={"id": str(uuid.uuid4()), "q_next": text})


def by_api(client, number: str, text: str):
    body = {"id": str(uuid.uuid4()), "language": "en", "card": number, "answers": {"q_next": text}}
    return client.post("/api/v1/surveys/card/responses", json=body)


def on_paper(intake, survey, number: str, text: str):
    typing = Typing(number=number, language="en", answers={"q_next": text}, by="mair", by_name="Mair")
    return type_card(typing, survey, desk=intake.paper)


def attributes_in(intake) -> list[dict[str, str]]:
    with intake.database.read() as connection:
        return list(connection.execute(select(RESPONSES.c.attributes)).scalars())


@pytest.mark.parametrize("send", [by_form, by_api])
def test_phone_and_paper_of_one_card_count_once(client, intake, survey, number: str, send) -> None:
    assert send(client, number, "More time").status_code == 201
    assert on_paper(intake, survey, number, "More time ").state.value == "confirmed"
    assert send(client, number, "More time").status_code == 200
    assert answers_in(intake) == [{"q_next": "More time"}]
    assert attributes_in(intake) == [{"event": "gŵyl"}]
    assert promises_in(intake) == 1


@pytest.mark.parametrize("send", [by_form, by_api])
def test_what_differs_from_the_typed_card_waits_for_a_decision(client, intake, survey, number: str, send) -> None:
    on_paper(intake, survey, number, "More time")
    assert [send(client, number, text).status_code for text in ("Other words", "Other words", "More time")] == [200] * 3
    assert answers_in(intake) == [{"q_next": "More time"}]
    [found] = differences(survey, desk=intake.paper)
    assert (found.copy.channel.value, found.copy.answers) == ("phone", {"q_next": "Other words"})


@pytest.mark.parametrize("send", [by_form, by_api])
@pytest.mark.parametrize("odd", ["nonsense", number_from(77), "%00"])
def test_an_address_that_names_no_card_makes_no_difference(client, intake, send, odd: str) -> None:
    expected = 400 if odd == "%00" and send is by_form else 201
    assert [send(client, odd, text).status_code for text in ("one", "two")] == [expected] * 2
    assert len(answers_in(intake)) == (2 if expected == 201 else 0)


def test_a_card_that_was_taken_back_stays_gone(client, intake, survey, number: str) -> None:
    by_form(client, number, "More time")
    with intake.database.read() as connection:
        response_id = connection.execute(select(RESPONSES.c.id)).scalar_one()
    withdraw_response(response_id, uow=intake.desk.open_unit(), clock=intake.clock)
    assert by_form(client, number, "More time").status_code == 409
    assert answers_in(intake) == [{}]


def test_a_card_for_a_survey_that_is_not_there_is_refused(client, number: str) -> None:
    assert client.post(f"/s/nowhere?card={number}", data={"q_next": "x"}).status_code == 404
    body = {"id": str(uuid.uuid4()), "card": number, "answers": {"q_next": "x"}}
    assert client.post("/api/v1/surveys/nowhere/responses", json=body).status_code == 404


def test_a_shared_tablet_is_named_and_its_pages_lead_to_an_empty_form(client, intake) -> None:
    shown = client.get("/s/card?kiosk=1&lang=en").text
    assert 'data-drafts="off"' in shown
    thanked = client.post("/s/card?kiosk=1&lang=en", data={"q_next": "From the hall"})
    assert 'href="/s/card?kiosk=1&amp;lang=en">Empty form for the next person' in thanked.text
    body = {"id": str(uuid.uuid4()), "kiosk": True, "answers": {"q_next": "By script"}}
    assert client.post("/api/v1/surveys/card/responses", json=body).status_code == 201
    assert attributes_in(intake) == [{"channel": "kiosk"}] * 2
    assert "kiosk.js" not in client.get("/s/card").text
