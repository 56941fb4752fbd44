"""Drafts, what was done to surveys, the archive and the counts: on the fake, on SQLite and on PostgreSQL the same."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from threading import Event, Thread

import pytest
from sqlalchemy import func, insert, select

from services.intake.adapters.admission_tables import INVITATIONS
from services.intake.adapters.paper_tables import CARD_COPIES, CARD_PHOTOS, PAPER_CARDS
from services.intake.adapters.unfinished_tables import ANSWER_FILES, UNFINISHED
from services.intake.application.edit_draft import save_own
from services.intake.application.publish_survey import publish_survey
from services.intake.application.retire_survey import delete_survey
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.draft_errors import DraftChanged
from services.intake.domain.drafts import Draft, fingerprint
from services.intake.domain.errors import SurveyDeleted
from services.intake.domain.responses import State
from services.intake.domain.survey_changes import Action, Archived, Change
from tests.support.fakes_drafts import MAIR, OLWEN, draft_desk
from tests.support.fakes_intake import NOON, FakeClock, FakeStore
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

DRAFT = Draft(
    slug="card",
    team_id="default",
    document={
        "slug": "card",
        "title": {"en": "ŵ\n", "cy": ""},
        "languages": ["en"],
        "questions": [{"key": "z", "a": 1}],
    },
    based_on=3,
    revision=7,
    saved_at=NOON,
    saved_by="Olwen Rees",
)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def stores(request, tmp_path):
    """The desk of drafts and the desk of cards, on one storage."""
    if request.param == "fake":
        store = FakeStore()
        yield draft_desk(store), store.desk()
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.drafting, intake.desk


@pytest.fixture
def desk(stores):
    return stores[0]


def changing(desk, change):
    with desk.open_unit() as unit:
        result = change(unit)
        unit.commit()
    return result


def test_a_draft_comes_back_as_it_was_written_in_its_order(desk) -> None:
    assert changing(desk, lambda unit: unit.drafts.start(DRAFT))
    with desk.open_reading() as reading:
        found = reading.drafts.find("card")
        assert reading.drafts.find("nowhere") is None
    assert found == DRAFT
    assert list(found.document) == list(DRAFT.document)
    assert list(found.questions[0]) == ["key", "a"]


def test_there_is_one_draft_of_a_slug(desk) -> None:
    other = replace(DRAFT, saved_by="Mair", revision=8)
    assert [changing(desk, lambda unit, draft=draft: unit.drafts.start(draft)) for draft in (DRAFT, other)] == [
        True,
        False,
    ]
    changing(desk, lambda unit: unit.drafts.keep(other))
    changing(desk, lambda unit: unit.drafts.keep(replace(DRAFT, slug="board", team_id="another-team", saved_at=None)))
    with desk.open_reading() as reading:
        assert reading.drafts.all("default") == [other]
        assert [draft.slug for draft in reading.drafts.all("another-team")] == ["board"]
    changing(desk, lambda unit: unit.drafts.remove("card"))
    changing(desk, lambda unit: unit.drafts.remove("card"))
    with desk.open_reading() as reading:
        assert reading.drafts.find("card") is None


def test_what_was_done_is_told_the_newest_first(desk) -> None:
    done = [
        Change(slug=slug, team_id="default", at=NOON, by="olwen", by_name="Olwen", what=what, version=number)
        for number, (slug, what) in enumerate(
            [("card", Action.CREATED), ("board", Action.CREATED), ("card", Action.EDITED), ("card", Action.PUBLISHED)]
        )
    ]
    for change in done:
        changing(desk, lambda unit, change=change: unit.changes.add(change))
    with desk.open_reading() as reading:
        assert reading.changes.newest("card", 2) == [done[3], done[2]]
        assert reading.changes.newest("card", 9) == [done[3], done[2], done[0]]
        assert reading.changes.newest("nowhere", 9) == []


def test_the_archive_keeps_when_and_forgets_what_is_taken_out(desk) -> None:
    archived = Archived(slug="card", team_id="default", archived_at=NOON)
    deleted = replace(archived, deleted_at=NOON + timedelta(days=1))
    for each in (archived, deleted, replace(archived, slug="board")):
        changing(desk, lambda unit, each=each: unit.archive.keep(each))
    with desk.open_reading() as reading:
        assert reading.archive.find("card") == deleted
        assert reading.archive.find("nowhere") is None
        assert [each.slug for each in reading.archive.all("default")] == ["board", "card"]
        assert reading.archive.all("another-team") == []
    changing(desk, lambda unit: unit.archive.remove("card"))
    with desk.open_reading() as reading:
        assert reading.archive.find("card") is None


def cards(stores, number: int) -> list[str]:
    desk = stores[1]
    survey = publish_survey(a_survey(), uow=desk.open_unit(), clock=desk.clock).survey
    made = [survey.accept(a_submission(f"card {each}"), NOON, late=each == 0) for each in range(number)]
    assert all(desk.letterbox.keep(response) for response in made)
    withdraw_response(made[-1].id, uow=desk.open_unit(), clock=desk.clock)
    return [response.id for response in made]


def test_cards_are_counted_by_state(stores) -> None:
    ids = cards(stores, 4)
    with stores[0].open_reading() as reading:
        assert reading.counts.by_state("default") == {"card": {State.LATE: 1, State.PENDING: 2, State.WITHDRAWN: 1}}
        assert reading.counts.by_state("another-team") == {}
        assert reading.counts.with_words("card", 9) == sorted(ids[:-1])
        assert reading.counts.with_words("card", 2) == sorted(ids[:-1])[:2]
        assert (reading.counts.words_left("card"), reading.counts.words_left("nowhere")) == (3, 0)


def test_a_deleted_survey_keeps_no_words_and_its_slug(stores) -> None:
    ids = cards(stores, 4)
    desk = stores[0]
    assert not stores[1].letterbox.is_deleted("card")
    assert delete_survey("card", "card", author=OLWEN, desk=desk).withdrawn == 3
    assert (stores[1].letterbox.is_deleted("card"), stores[1].letterbox.is_deleted("nowhere")) == (True, False)
    with desk.open_reading() as reading:
        assert {standing.state for standing in reading.responses.standings(ids).values()} == {State.WITHDRAWN}
        assert reading.counts.words_left("card") == 0
        assert reading.archive.find("card").deleted_at == desk.clock.now()
        assert [change.what for change in reading.changes.newest("card", 9)] == [Action.DELETED, Action.DELETION_BEGUN]


def test_nothing_that_people_left_beside_their_cards_outlives_a_deleted_survey(database_url) -> None:
    """Words that were saved or typed and did not count yet, files, photos, numbers and invitations."""
    with opened_intake(database_url, FakeClock()) as intake:
        for slug in ("card", "another"):
            publish_survey(a_survey(slug), uow=intake.desk.open_unit(), clock=intake.clock)
        tables = [PAPER_CARDS, CARD_COPIES, CARD_PHOTOS, INVITATIONS, UNFINISHED, ANSWER_FILES]
        with intake.database.write() as connection:
            for table, survey in product(tables, ("card", "another")):
                connection.execute(insert(table), [a_row(table, survey)])
        delete_survey("card", "card", author=OLWEN, desk=intake.drafting)
        with intake.database.read() as connection:
            left = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar() for table in tables
            }
        assert left == {table.name: 1 for table in tables}


def a_row(table, survey: str) -> dict[str, object]:
    """A row of which nobody reads anything but the survey, or the number of a card that is named after it."""
    of_kind = {str: survey[:4], date: None, bool: False, bytes: b"", int: 1, object: NOON}
    known = {"survey": survey, "response_id": None, "attributes": {} if table is PAPER_CARDS else "{}", "answers": {}}
    row = {column.name: known.get(column.name, of_kind.get(column.type.python_type)) for column in table.c}
    return row | ({"response_id": survey} if table is PAPER_CARDS else {})


def test_nothing_is_published_again_where_a_survey_was_deleted(stores) -> None:
    """Cards would come in that nobody of the team could see."""
    cards(stores, 1)
    delete_survey("card", "card", author=OLWEN, desk=stores[0])
    with pytest.raises(SurveyDeleted):
        publish_survey(a_survey(closed_message=a_survey().title), uow=stores[1].open_unit(), clock=stores[0].clock)
    assert stores[1].letterbox.survey("card").closed_at is not None


@pytest.mark.parametrize("stores", ["sqlite", "postgresql"], indirect=True)
def test_of_two_who_save_at_once_the_second_is_told(stores) -> None:
    """On the databases only: nothing waits for the fake."""
    desk = stores[0]
    publish_survey(a_survey(), uow=stores[1].open_unit(), clock=desk.clock)
    with desk.open_reading() as reading:
        seen = fingerprint(desk.draft("card", "default", reading).own)
    entered, told = Event(), []

    def slow(part):
        entered.set()
        Event().wait(0.3)
        return {**part, "intro": {"en": "Olwen's"}}

    def second() -> None:
        entered.wait(10)
        try:
            save_own("card", seen, lambda part: {**part, "intro": {"en": "Mair's"}}, author=MAIR, desk=desk)
        except DraftChanged as error:
            told.append(error)

    waiting = Thread(target=second)
    waiting.start()
    kept = save_own("card", seen, slow, author=OLWEN, desk=desk)
    waiting.join(30)
    assert len(told) == 1
    with desk.open_reading() as reading:
        assert reading.drafts.find("card") == kept
