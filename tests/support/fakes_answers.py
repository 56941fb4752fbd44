"""The book of answers in memory, which the contract suite holds to what SQL does."""

from datetime import datetime

from services.intake.domain.kept_answers import KeptAnswer, RequestKey


class FakeAnswerBook:
    """Implements the port AnswerBook."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], tuple[KeptAnswer, datetime]] = {}

    def claim(self, key: RequestKey, at: datetime, until: datetime) -> KeptAnswer | None:
        there = self.kept.get(_of(key))
        if there is not None and there[1] > at:
            return there[0]
        self.kept[_of(key)] = (KeptAnswer(), until)
        return None

    def keep(self, key: RequestKey, answer: KeptAnswer, until: datetime) -> None:
        self.kept[_of(key)] = (answer, until)

    def release(self, key: RequestKey) -> None:
        self.kept.pop(_of(key), None)

    def forget_before(self, at: datetime) -> int:
        before = len(self.kept)
        self.kept = {key: each for key, each in self.kept.items() if each[1] > at}
        return before - len(self.kept)


def _of(key: RequestKey) -> tuple[str, str]:
    return key.caller, key.key
