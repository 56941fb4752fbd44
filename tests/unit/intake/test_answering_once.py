"""A request that is repeated under its key is told the first answer and handled once."""

from collections.abc import Iterator

import pytest

from services.intake.application.answer_once import HELD, KEPT, AnswerDesk, Keyed, answer_once, forget_answers
from services.intake.domain.kept_answers import KeptAnswer, KeyInUse, KeyReused, RequestKey
from tests.support.fakes_answers import FakeAnswerBook
from tests.support.fakes_intake import FakeClock

KEY = RequestKey("default", "token-1", "k-1")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def desk(clock: FakeClock) -> AnswerDesk:
    return AnswerDesk(FakeAnswerBook(), clock)


@pytest.fixture
def numbers() -> Iterator[int]:
    return iter(range(1, 100))


def asked(numbers: Iterator[int], sent: str = "a") -> Keyed:
    return Keyed(KEY, lambda: KeptAnswer(status=201, body=str(next(numbers))), lambda: sent)


def test_the_first_answer_is_told_again(desk: AnswerDesk, numbers: Iterator[int]) -> None:
    told = [answer_once(asked(numbers), desk=desk) for _ in range(3)]
    assert [(answer.body, again) for answer, again in told] == [("1", False), ("1", True), ("1", True)]


def test_another_request_under_the_key_is_refused(desk: AnswerDesk, numbers: Iterator[int]) -> None:
    answer_once(asked(numbers), desk=desk)
    with pytest.raises(KeyReused):
        answer_once(asked(numbers, "b"), desk=desk)


def test_a_day_later_the_key_is_new(desk: AnswerDesk, clock: FakeClock, numbers: Iterator[int]) -> None:
    answer_once(asked(numbers), desk=desk)
    clock.move(seconds=KEPT.total_seconds())
    assert forget_answers(desk=desk) == 1
    assert answer_once(asked(numbers, "b"), desk=desk)[0].body == "2"


def test_while_the_first_is_handled_others_wait(desk: AnswerDesk, clock: FakeClock, numbers: Iterator[int]) -> None:
    def handle() -> KeptAnswer:
        with pytest.raises(KeyInUse) as refused:
            answer_once(asked(numbers), desk=desk)
        assert refused.value.details["retry_after_s"] == 2
        return KeptAnswer(status=201)

    answer_once(Keyed(KEY, handle, lambda: "a"), desk=desk)
    desk.book.release(KEY)
    desk.book.claim(KEY, clock.now(), clock.now() + HELD)
    clock.move(seconds=HELD.total_seconds())
    assert answer_once(asked(numbers), desk=desk)[0].body == "1", "a process that died holds no key for ever"


def test_what_fails_leaves_the_key_free(desk: AnswerDesk, numbers: Iterator[int]) -> None:
    def fail() -> KeptAnswer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer_once(Keyed(KEY, fail, lambda: "a"), desk=desk)
    assert answer_once(asked(numbers), desk=desk)[0].body == "1"
