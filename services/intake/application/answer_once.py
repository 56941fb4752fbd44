"""Answering a keyed request once: handled the first time, afterwards told again what was told then."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from services.intake.domain.kept_answers import KeptAnswer, KeyInUse, KeyReused, RequestKey
from shared.contracts.clock import Clock

KEPT: Final = timedelta(hours=24)
HELD: Final = timedelta(minutes=10)
"""As long as a request may take: a process that died meanwhile keeps its key from others no longer."""
_AGAIN_S: Final = 2


class AnswerBook(Protocol):
    """Where answers are kept; each call is on disk when it returns."""

    def claim(self, key: RequestKey, at: datetime, until: datetime) -> KeptAnswer | None:
        """Take the key, held until a moment; None when it is ours now, else what stands under it."""
        ...

    def keep(self, key: RequestKey, answer: KeptAnswer, until: datetime) -> None:
        """Keep the answer under a key that was taken."""
        ...

    def release(self, key: RequestKey) -> None:
        """Give a key back: nothing was made under it."""
        ...

    def forget_before(self, at: datetime) -> int:
        """Throw away what has had its time; how many."""
        ...


@dataclass(frozen=True)
class AnswerDesk:
    """What answering once needs."""

    book: AnswerBook
    clock: Clock


@dataclass(frozen=True)
class Keyed:
    """A request with its key.

    `handle` answers it; `fingerprint` tells what was sent, once it is read to its end: after `handle`, or instead.
    """

    key: RequestKey
    handle: Callable[[], KeptAnswer]
    fingerprint: Callable[[], str]


def answer_once(asked: Keyed, *, desk: AnswerDesk) -> tuple[KeptAnswer, bool]:
    """The answer, and whether it is told again. Raises KeyInUse, KeyReused and what handling raises.

    A request that fails leaves its key free: sent again, it is handled.
    """
    now = desk.clock.now()
    earlier = desk.book.claim(asked.key, now, now + HELD)
    if earlier is None:
        return _first(asked, desk), False
    if not earlier.status:
        raise KeyInUse(retry_after_s=_AGAIN_S)
    if earlier.fingerprint != asked.fingerprint():
        raise KeyReused
    return earlier, True


def forget_answers(*, desk: AnswerDesk) -> int:
    """Throw away answers that were kept long enough; how many."""
    return desk.book.forget_before(desk.clock.now())


def _first(asked: Keyed, desk: AnswerDesk) -> KeptAnswer:
    kept = False
    try:
        answer = replace(asked.handle(), fingerprint=asked.fingerprint())
        desk.book.keep(asked.key, answer, desk.clock.now() + KEPT)
        kept = True
        return answer
    finally:
        if not kept:
            desk.book.release(asked.key)
