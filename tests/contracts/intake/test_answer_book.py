"""One suite for the book of answers: in memory, on SQLite, on PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.intake.adapters.kept_answers import SqlAnswerBook
from services.intake.application.answer_once import AnswerBook
from services.intake.domain.kept_answers import KeptAnswer, RequestKey
from services.intake.main import MIGRATIONS
from shared.database.engine import Database
from shared.database.migrate import Migrations
from tests.support.fakes_answers import FakeAnswerBook

NOW = datetime(2026, 11, 26, 20, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)
KEY = RequestKey("default", "token-1", "k-1")
ANSWER = KeptAnswer("f" * 64, 201, '{"id": "1"}', "/api/v1/imports/1")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnswerBook]:
    if request.param == "memory":
        yield FakeAnswerBook()
        return
    url = f"sqlite:///{tmp_path}/intake.db" if request.param == "sqlite" else request.getfixturevalue("postgres")
    database = Database(url, schema="intake")
    Migrations(database, MIGRATIONS).upgrade()
    yield SqlAnswerBook(database)
    database.close()


def test_a_key_is_taken_once_and_tells_what_was_answered(book: AnswerBook) -> None:
    assert book.claim(KEY, NOW, LATER) is None
    assert book.claim(KEY, NOW, LATER) == KeptAnswer()
    book.keep(KEY, ANSWER, LATER)
    assert book.claim(KEY, NOW, LATER) == ANSWER


def test_callers_do_not_share_keys(book: AnswerBook) -> None:
    assert book.claim(KEY, NOW, LATER) is None
    assert book.claim(RequestKey("default", "token-2", "k-1"), NOW, LATER) is None


def test_a_key_that_was_given_back_or_is_too_old_is_free(book: AnswerBook) -> None:
    book.claim(KEY, NOW, LATER)
    book.release(KEY)
    assert book.claim(KEY, NOW, LATER) is None
    assert book.claim(KEY, LATER, LATER + timedelta(hours=1)) is None


def test_what_is_over_is_forgotten(book: AnswerBook) -> None:
    book.claim(KEY, NOW, LATER)
    book.claim(RequestKey("default", "token-1", "k-2"), NOW, LATER + timedelta(hours=1))
    assert (book.forget_before(LATER), book.forget_before(LATER)) == (1, 0)


def test_of_many_at_once_one_takes_the_key(book: AnswerBook) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: book.claim(KEY, NOW, LATER), range(8)))
    assert found.count(None) == 1
