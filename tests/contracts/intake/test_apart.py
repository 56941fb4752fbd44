"""Unfinished answers, files and entries, on the fake, on SQLite and on PostgreSQL: the same suite."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.domain.answer_files import AnswerFile, FileEntry
from services.intake.domain.entries import Entry, Source
from services.intake.domain.unfinished import Unfinished
from tests.support.fakes_intake import NOON, FakeClock
from tests.support.fakes_unfinished import FakeApart
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

SURVEY = replace(a_survey(), version=2)
LATER = NOON + timedelta(days=1)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "fake":
        yield FakeApart().apart()
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.unfinished


def saved(key: str = "k1", **changed) -> Unfinished:
    given = {
        "key": key,
        "team_id": "default",
        "survey": "card",
        "version": 2,
        "language": "cy",
        "answers": {"q_next": " Mwy o amser\nŵ "},
        "saved_at": NOON,
        "expires_at": LATER,
    }
    return Unfinished(**(given | changed))


def a_file(**changed) -> AnswerFile:
    given = {
        "id": uuid.uuid4().hex,
        "team_id": "default",
        "survey": "card",
        "question": "q_photo",
        "kind": "jpg",
        "content": bytes(range(256)),
        "given_at": NOON,
        "keep_until": LATER,
    }
    return AnswerFile(**(given | changed))


def keep(desk, *things) -> None:
    with desk.open_unit() as unit:
        for thing in things:
            kind = {Unfinished: unit.unfinished.keep, AnswerFile: unit.files.add, Entry: unit.entries.add}
            kind[type(thing)](thing)
        unit.commit()


def test_saved_answers_are_found_by_their_key_until_they_expire(desk) -> None:
    keep(desk, saved(), saved("k2", survey="other"), saved("k3", expires_at=NOON))
    keep(desk, again := saved(answers={"q_role": "x"}, saved_at=NOON + timedelta(seconds=1)))
    with desk.open_reading() as reading:
        assert reading.unfinished.find("k1", NOON) == again
        assert reading.unfinished.find("k1", LATER) is None
        assert reading.unfinished.find("k9", NOON) is None
        assert reading.unfinished.of_survey("card", NOON) == [again]
        assert reading.unfinished.of_survey("card", LATER) == []


def test_saved_answers_are_removed_and_expire(desk) -> None:
    keep(desk, saved(), saved("k2"), saved("k3", expires_at=NOON))
    with desk.open_unit() as unit:
        unit.unfinished.hold("k1")
        unit.unfinished.remove(["k1", "k9"])
        unit.unfinished.remove([])
        assert unit.unfinished.forget_expired(NOON) == 1
        unit.commit()
    with desk.open_reading() as reading:
        assert [each.key for each in reading.unfinished.of_survey("card", NOON)] == ["k2"]


def test_what_is_not_committed_is_not_kept(desk) -> None:
    with desk.open_unit() as unit:
        unit.unfinished.keep(saved())
        unit.files.add(a_file())
    with desk.open_reading() as reading:
        assert reading.unfinished.find("k1", NOON) is None


def test_sent_cards_are_seen_with_their_version_and_without_the_withdrawn(desk) -> None:
    responses = [SURVEY.accept(a_submission(text), at=NOON) for text in ("one", "two")]
    other = replace(SURVEY, slug="other").accept(a_submission("three", survey="other"), at=NOON)
    with desk.open_unit() as unit:
        unit.responses.add([*responses, other])
        unit.responses.empty(responses[1].id)
        unit.commit()
    with desk.open_reading() as reading:
        assert list(reading.unfinished.sent("card")) == [(2, {"q_next": "one"})]


def test_a_file_is_one_responses_for_good(desk) -> None:
    file, other, strange = a_file(), a_file(given_at=LATER), a_file(survey="other")
    keep(desk, file, other, strange, replace(file, content=b"changed"))
    with desk.open_unit() as unit:
        assert unit.files.find("card", file.id) is None
        assert unit.files.take([file.id, other.id, strange.id, "nothing"], "card", "r1") == {file.id, other.id}
        assert unit.files.take([file.id], "card", "r1") == {file.id}
        assert unit.files.take([file.id], "card", "r2") == set()
        unit.commit()
    with desk.open_reading() as reading:
        assert reading.files.find("card", file.id) == file
        assert reading.files.find("other", file.id) is None
        entries = reading.files.of_survey("card")
    assert [each.id for each in entries] == [other.id, file.id]
    assert entries[1] == FileEntry(
        id=file.id, question="q_photo", kind="jpg", size=256, given_at=NOON, response_id="r1"
    )


def test_files_that_no_response_took_expire_or_are_removed(desk) -> None:
    taken, kept, lost, removed = (a_file(keep_until=NOON) for _ in range(4))
    keep(desk, taken, kept, lost, removed)
    with desk.open_unit() as unit:
        unit.files.take([taken.id], "card", "r1")
        unit.files.keep_until([kept.id, taken.id], LATER)
        unit.files.keep_until([kept.id], NOON - timedelta(days=1))
        unit.files.keep_until([], LATER)
        unit.files.remove_untaken([removed.id, taken.id])
        assert unit.files.forget_expired(NOON) == 1
        assert unit.files.take([lost.id, removed.id, kept.id], "card", "r2") == {kept.id}
        unit.commit()
    with desk.open_reading() as reading:
        assert reading.files.find("card", taken.id) is not None


def test_the_bytes_of_files_that_no_response_took_are_summed_by_survey(desk) -> None:
    taken, one, other, strange = a_file(), a_file(), a_file(content=b"12345"), a_file(survey="other")
    with desk.open_reading() as reading:
        assert reading.files.bytes_untaken("card") == 0
    keep(desk, taken, one, other, strange)
    with desk.open_unit() as unit:
        unit.files.take([taken.id], "card", "r1")
        assert unit.files.bytes_untaken("card") == len(one.content) + len(other.content)


def test_files_go_with_a_withdrawn_response(desk) -> None:
    response = SURVEY.accept(a_submission(), at=NOON)
    mine, other = a_file(), a_file()
    keep(desk, mine, other)
    with desk.open_unit() as unit:
        unit.responses.add([response])
        unit.files.take([mine.id], "card", response.id)
        unit.files.take([other.id], "card", "r2")
        unit.responses.empty(response.id)
        unit.commit()
    with desk.open_reading() as reading:
        assert reading.files.find("card", mine.id) is None
        assert reading.files.find("card", other.id) == other


def test_entries_are_kept_once_and_the_newest_come_first(desk) -> None:
    first = Entry(
        response_id="r1", team_id="default", survey="card", by="p", by_name="Siân", at=NOON, source=Source.EMAIL
    )
    second = replace(first, response_id="r2", at=LATER)
    keep(desk, first, second, replace(first, by_name="another"), replace(first, response_id="r3", survey="other"))
    with desk.open_reading() as reading:
        assert reading.entries.latest("card", 5) == [second, first]
        assert reading.entries.latest("card", 1) == [second]
