"""Printed cards are kept alike on the fake, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

import pytest

from services.intake.adapters.paper_cards import forget_cards_of
from services.intake.application.card_ports import ShortAddress
from services.intake.application.publish_survey import publish_survey
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.answer_files import AnswerFile
from services.intake.domain.paper_cards import Batch, Channel, Copy, CopyState, PaperCard, Words
from tests.support.fakes_intake import NOON, FakeClock, FakeStore
from tests.support.fakes_paper import paper_desk
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

SURVEY = replace(a_survey(), version=1)
BATCH = Batch(
    id="batch-1",
    team_id="default",
    survey="card",
    attributes={"event": "gŵyl"},
    double_entry=True,
    printed_at=NOON,
    printed_by="Olwen",
)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "fake":
        yield paper_desk(FakeStore())
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.paper


def card(number: str, **changed) -> PaperCard:
    given = {
        "team_id": "default",
        "survey": "card",
        "batch": "batch-1",
        "attributes": {"event": "gŵyl"},
        "double_entry": True,
        "response_id": f"response-{number}",
    }
    return PaperCard(number=number, **(given | changed))


def copy(id_: str, number: str, state: CopyState, **changed) -> Copy:
    given = {
        "team_id": "default",
        "survey": "card",
        "channel": Channel.PAPER,
        "by": "mair",
        "by_name": "Mair",
        "at": NOON,
        "version": 3,
        "language": "cy",
        "answers": {"q_next": "ŵ\n"},
    }
    return Copy(id=id_, number=number, state=state, **(given | changed))


def changing(desk, change) -> None:
    with desk.open_unit() as unit:
        change(unit)
        unit.commit()


def printed(desk, *numbers: str) -> None:
    changing(desk, lambda unit: unit.cards.add_batch(BATCH, [card(number) for number in numbers]))


def test_a_batch_and_its_cards_are_found(desk) -> None:
    printed(desk, "B", "A")
    with desk.open_reading() as reading:
        assert reading.cards.batch("batch-1") == (BATCH, ["A", "B"])
        assert reading.cards.batch("nowhere") is None
        assert reading.cards.find("A") == card("A")
        assert reading.cards.find("Z") is None
    with desk.open_unit() as unit:
        assert unit.cards.take("A") == card("A")
        assert unit.cards.take("Z") is None


def test_a_card_is_added_once_and_may_count_as_another_response(desk) -> None:
    loose = card("L", batch=None, double_entry=False)
    changing(desk, lambda unit: unit.cards.add(loose))
    changing(desk, lambda unit: unit.cards.add(replace(loose, attributes={})))
    with desk.open_reading() as reading:
        assert reading.cards.find("L") == loose
    changing(desk, lambda unit: unit.cards.count_as("L", "response-2"))
    with desk.open_reading() as reading:
        assert reading.cards.find("L") == replace(loose, response_id="response-2")


def test_copies_are_kept_in_their_order(desk) -> None:
    later = copy("a", "A", CopyState.DIFFERS, at=NOON + timedelta(seconds=1), channel=Channel.PHONE, by="", by_name="")
    first = copy("b", "A", CopyState.HELD)
    changing(desk, lambda unit: [unit.cards.keep(each) for each in (later, first, copy("c", "B", CopyState.DIFFERS))])
    with desk.open_reading() as reading:
        assert reading.cards.copies("A") == [first, later]
        assert reading.cards.copy("b") == first
        assert reading.cards.copy("nowhere") is None
        assert [found.id for found in reading.cards.differing("card")] == ["c", "a"]
        assert reading.cards.differing("another") == []
    settled = later.settled(CopyState.APART, "response-9")
    changing(desk, lambda unit: unit.cards.keep(settled))
    with desk.open_reading() as reading:
        assert reading.cards.copy("a") == settled
        assert (settled.answers, settled.response_id) == ({}, "response-9")


def test_a_batch_tells_how_far_it_is(desk) -> None:
    printed(desk, "A", "B", "C", "D")
    older = replace(BATCH, id="batch-0", printed_at=NOON - timedelta(days=1))
    changing(desk, lambda unit: unit.cards.add_batch(older, [card("E", batch="batch-0")]))
    copies = [
        copy("1", "A", CopyState.COUNTED),
        copy("2", "A", CopyState.CONFIRMED),
        copy("3", "A", CopyState.CONFIRMED),
        copy("4", "B", CopyState.HELD),
        copy("5", "B", CopyState.DIFFERS),
        copy("6", "C", CopyState.HELD),
    ]
    changing(desk, lambda unit: [unit.cards.keep(each) for each in copies])
    with desk.open_reading() as reading:
        newest, oldest = reading.cards.batches("card")
    assert (newest.batch, oldest.batch) == (BATCH, older)
    assert (newest.cards, newest.typed, newest.confirmed, newest.held, newest.differing) == (4, 3, 1, 2, 1)
    assert (oldest.cards, oldest.typed) == (1, 0)


def test_words_of_a_response_are_seen_and_go_with_what_waits_and_the_photo(desk) -> None:
    response = SURVEY.accept(a_submission("Mwy o amser", language="cy"), at=NOON)
    printed(desk, "A", "B")

    def keep(unit) -> None:
        unit.responses.add([response])
        unit.cards.count_as("A", response.id)
        unit.cards.keep(copy("1", "A", CopyState.DIFFERS))
        unit.cards.keep(copy("2", "B", CopyState.DIFFERS))
        unit.cards.keep(copy("3", "B", CopyState.APART, answers={}, response_id=response.id))
        for number in ("A", "B"):
            unit.cards.keep_photo(number, b"first")
            unit.cards.keep_photo(number, b"\xff\x00")

    changing(desk, keep)
    with desk.open_reading() as reading:
        assert reading.cards.words(response.id) == Words("cy", {"q_next": "Mwy o amser"}, response.survey_version)
        assert reading.cards.words("nowhere") is None
        assert reading.cards.photo("A") == b"\xff\x00"
        assert reading.cards.photo("Z") is None
    changing(desk, lambda unit: unit.responses.empty(response.id))
    with desk.open_reading() as reading:
        assert reading.cards.copy("1") == copy("1", "A", CopyState.SET_ASIDE, answers={})
        assert reading.cards.copy("2") == copy("2", "B", CopyState.DIFFERS)
        assert reading.cards.copy("3").state is CopyState.APART
        assert reading.cards.photo("A") is reading.cards.photo("B") is None


def test_a_short_address_keeps_its_first_meaning(desk) -> None:
    first = ShortAddress("default", "card", {"event": "gŵyl", "lang": "cy"})
    changing(desk, lambda unit: unit.addresses.keep("ABCDEF", first))
    changing(desk, lambda unit: unit.addresses.keep("ABCDEF", ShortAddress("default", "another", {})))
    with desk.open_reading() as reading:
        assert reading.addresses.find("ABCDEF") == first
        assert reading.addresses.find("ABCDEG") is None


def test_what_is_not_committed_leaves_no_trace(desk) -> None:
    printed(desk, "A")
    with desk.open_unit() as unit:
        unit.cards.keep(copy("1", "A", CopyState.HELD))
        unit.cards.keep_photo("A", b"photo")
        unit.addresses.keep("ABCDEF", ShortAddress("default", "card", {}))
    with desk.open_reading() as reading:
        assert reading.cards.copies("A") == []
        assert reading.cards.photo("A") is None
        assert reading.addresses.find("ABCDEF") is None


def test_nothing_of_a_deleted_survey_is_left_and_all_of_another(database_url) -> None:
    with opened_intake(database_url, FakeClock()) as intake:
        other = replace(BATCH, id="batch-2", survey="another")
        printed(intake.paper, "A")
        changing(intake.paper, lambda unit: unit.cards.add_batch(other, [card("B", survey="another", batch="batch-2")]))

        def fill(unit) -> None:
            for number, survey in (("A", "card"), ("B", "another")):
                unit.cards.keep(copy(number, number, CopyState.HELD, survey=survey))
                unit.cards.keep_photo(number, b"photo")
                unit.addresses.keep(f"CODE{number}", ShortAddress("default", survey, {}))

        changing(intake.paper, fill)
        with intake.database.write() as connection:
            forget_cards_of(connection, "card")
        with intake.paper.open_reading() as reading:
            assert reading.cards.batches("card") == reading.cards.copies("A") == []
            assert reading.cards.find("A") is reading.cards.photo("A") is reading.addresses.find("CODEA") is None
            assert len(reading.cards.copies("B")) == len(reading.cards.batches("another")) == 1
            assert reading.cards.photo("B") == b"photo"
            assert reading.addresses.find("CODEB")


def test_a_card_that_is_taken_is_waited_for(postgres, tmp_path) -> None:
    for url in (postgres, f"sqlite:///{tmp_path}/taken.db"):
        with opened_intake(url, FakeClock()) as intake:
            _wait_for_a_card(intake.paper)


def _wait_for_a_card(desk) -> None:
    printed(desk, "A")
    seen: list[int] = []
    taken = Event()

    def second() -> None:
        taken.wait(10)
        with desk.open_unit() as unit:
            unit.cards.take("A")
            seen.append(len(unit.cards.copies("A")))

    thread = Thread(target=second)
    thread.start()
    with desk.open_unit() as unit:
        unit.cards.take("A")
        taken.set()
        thread.join(0.3)
        assert thread.is_alive(), "the card was taken twice"
        unit.cards.keep(copy("1", "A", CopyState.HELD))
        unit.commit()
    thread.join(10)
    assert seen == [1]


def test_words_that_are_typed_while_their_card_is_withdrawn_go_with_it(database_url) -> None:
    with opened_intake(database_url, FakeClock()) as intake:
        desk = intake.paper
        survey = publish_survey(a_survey(), uow=desk.open_unit(), clock=intake.clock).survey
        stored = survey.accept(a_submission(), at=NOON)
        assert intake.desk.letterbox.keep(stored)
        of_card = [card("A", response_id=stored.id)]
        changing(desk, lambda unit: unit.cards.add_batch(BATCH, of_card))
        withdrawal = Thread(
            target=withdraw_response, args=(stored.id,), kwargs={"uow": desk.open_unit(), "clock": intake.clock}
        )
        with desk.open_unit() as unit:
            unit.cards.take("A")
            withdrawal.start()
            withdrawal.join(0.3)
            unit.cards.keep(copy("1", "A", CopyState.DIFFERS))
            unit.commit()
        withdrawal.join(10)
        with desk.open_reading() as reading:
            assert [(each.state, each.answers) for each in reading.cards.copies("A")] == [(CopyState.SET_ASIDE, {})]
            assert reading.cards.differing("card") == []


def test_a_file_that_a_waiting_copy_names_goes_with_the_words_that_count(desk) -> None:
    response = SURVEY.accept(a_submission(), at=NOON)
    printed(desk, "A", "B")
    files = {number: waiting_file(number) for number in ("A", "B")}

    def keep(unit) -> None:
        unit.responses.add([response])
        unit.cards.count_as("A", response.id)
        for number, file in files.items():
            unit.files.add(file)
            unit.cards.keep(copy(number, number, CopyState.DIFFERS, answers={"q_photo": file.name}))

    changing(desk, keep)
    changing(desk, lambda unit: unit.responses.empty(response.id))
    with desk.open_unit() as unit:
        ids = {file.id for file in files.values()}
        assert unit.files.take(ids, "card", "response-2") == {files["B"].id}


def waiting_file(number: str) -> AnswerFile:
    return AnswerFile(
        id=number.lower() * 32,
        team_id="default",
        survey="card",
        question="q_photo",
        kind="jpg",
        content=b"photo",
        given_at=NOON,
        keep_until=NOON + timedelta(days=1),
    )
