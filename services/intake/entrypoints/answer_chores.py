"""Answers that were kept for programs are thrown away when they had their time."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from services.intake.application.answer_once import AnswerDesk, forget_answers
from services.intake.domain.errors import StorageAway
from shared.outbox.chores import every
from shared.outbox.worker import Loop

_TIDY_EVERY_S: Final = 3_600


def answer_chores(desk: AnswerDesk) -> Mapping[str, Loop]:
    """Old answers are thrown away from time to time."""

    def tidy() -> None:
        with suppress(StorageAway):
            forget_answers(desk=desk)

    return {"kept answers": every(_TIDY_EVERY_S, tidy)}
