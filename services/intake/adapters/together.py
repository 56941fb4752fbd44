"""Many people send at the same moment: what their threads ask of the database meanwhile is asked in one turn."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from shared.contracts.errors import CodedError

A = TypeVar("A")
B = TypeVar("B")


@dataclass(slots=True)
class _Question(Generic[A, B]):
    asked: A
    answer: B | None = None
    error: Exception | None = None
    settled: bool = False

    def settle(self, answer: B | None = None, error: Exception | None = None) -> None:
        self.answer, self.error, self.settled = answer, error, True


class Together(Generic[A, B]):
    """Asks `answer_all` for everything that was asked since its last turn began, an answer for each in that order.

    Whoever asks first takes the turn for all; the others wait for it and find their answers. A turn begins after
    all its questions were asked, so that every answer is as fresh as if it had been asked for alone. An error in our
    own words (the database is away) is told to all; when a turn of several fails otherwise, each is asked for alone.
    """

    def __init__(self, answer_all: Callable[[Sequence[A]], Sequence[B]]) -> None:
        self._answer_all = answer_all
        self._waiting: deque[_Question[A, B]] = deque()
        self._turn = Lock()

    def ask(self, asked: A) -> B:
        """The answer; raises what `answer_all` raised."""
        question: _Question[A, B] = _Question(asked)
        self._waiting.append(question)
        with self._turn:
            if not question.settled:
                self._take_turn(question)
        if question.error is not None:
            raise question.error
        return question.answer  # type: ignore[return-value]  # settled without an error, so this is the answer

    def _take_turn(self, own: _Question[A, B]) -> None:
        questions = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            self._settle(questions)
        finally:
            # After an error that nobody foresaw only the one that took the turn fails; the others take their own.
            left = [question for question in questions if not question.settled and question is not own]
            self._waiting.extendleft(reversed(left))

    def _settle(self, questions: Sequence[_Question[A, B]]) -> None:
        try:
            answers = self._answer_all([question.asked for question in questions])
        except (CodedError, SQLAlchemyError) as error:
            self._settle_failed(questions, error)
            return
        for question, answer in zip(questions, answers, strict=True):
            question.settle(answer)

    def _settle_failed(self, questions: Sequence[_Question[A, B]], error: CodedError | SQLAlchemyError) -> None:
        if len(questions) == 1 or isinstance(error, CodedError):
            for question in questions:
                question.settle(error=error)
        else:
            for question in questions:
                self._settle([question])
