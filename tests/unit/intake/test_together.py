"""Questions asked at the same moment are asked in one turn; nobody gets another's answer, nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy.exc import DataError

from services.intake.adapters.together import Together
from services.intake.domain.errors import StorageAway
from tests.support.servers.waiting import wait_until


class Ledger:
    """Answers with the double, slowly at first, and remembers its turns."""

    def __init__(self) -> None:
        self.turns: list[list[int]] = []
        self.go = Event()
        self.errors: dict[int, Exception] = {}

    def answer_all(self, asked):
        self.turns.append(list(asked))
        self.go.wait(5)
        for number in asked:
            if number in self.errors:
                raise self.errors[number]
        return [2 * number for number in asked]


@pytest.fixture
def ledger():
    return Ledger()


def ask_at_once(ledger: Ledger, *numbers: int) -> list[object]:
    """The first takes a turn alone, which lasts until all others have asked."""
    together = Together(ledger.answer_all)
    ledger.go.clear()
    with ThreadPoolExecutor(len(numbers)) as pool:
        asking = [pool.submit(together.ask, numbers[0])]
        wait_until(lambda: ledger.turns, 5, every=0.001)
        asking += [pool.submit(together.ask, number) for number in numbers[1:]]
        wait_until(lambda: len(together._waiting) == len(numbers) - 1, 5, every=0.001)
        ledger.go.set()
    return [future.exception() or future.result() for future in asking]


def test_who_asks_alone_is_answered_alone(ledger) -> None:
    ledger.go.set()
    assert Together(ledger.answer_all).ask(4) == 8
    assert ledger.turns == [[4]]


def test_those_who_wait_share_a_turn_and_get_their_own_answers(ledger) -> None:
    assert ask_at_once(ledger, 1, 2, 3, 4) == [2, 4, 6, 8]
    assert [len(turn) for turn in ledger.turns] == [1, 3]


def test_an_outage_is_told_to_all_who_waited(ledger) -> None:
    ledger.errors = {3: StorageAway(retry_after_s=5)}
    told = ask_at_once(ledger, 1, 2, 3, 4)
    assert told == [2, *[ledger.errors[3]] * 3]
    assert len(ledger.turns) == 2


def test_one_that_the_database_refuses_spoils_nobody_elses(ledger) -> None:
    ledger.errors = {3: DataError("", {}, ValueError())}
    assert ask_at_once(ledger, 1, 2, 3, 4) == [2, 4, ledger.errors[3], 8]


def test_after_an_unforeseen_error_only_the_one_that_took_the_turn_fails_with_it(ledger) -> None:
    ledger.errors = {1: ZeroDivisionError()}
    assert ask_at_once(ledger, 1, 2, 3) == [ledger.errors[1], 4, 6]
    ledger.errors = {4: ZeroDivisionError()}
    ledger.turns.clear()
    told = ask_at_once(ledger, 3, 4, 5, 6)
    assert told[0] == 6
    assert 1 <= told.count(ledger.errors[4]) <= 3
    assert set(told[2:]) <= {10, 12, ledger.errors[4]}
