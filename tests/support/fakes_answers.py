"""The book of answers and the list of responses in memory; the contract suites hold them to what SQL does."""

from dataclasses import replace
from datetime import datetime

from services.intake.application.list_responses import ListedResponse, RollWanted
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


class FakeResponseRoll:
    """Implements the port ResponseRoll, for one team, with responses by survey."""

    def __init__(self, **surveys: list[ListedResponse]) -> None:
        self.surveys = surveys

    def page(self, wanted: RollWanted) -> list[ListedResponse]:
        found = self.surveys.get(wanted.survey, []) if wanted.team_id == "default" else []
        behind = [each for each in found if wanted.after is None or (each.received_at, each.id) < wanted.after]
        ordered = sorted(behind, key=lambda each: (each.received_at, each.id), reverse=True)[: wanted.most]
        return ordered if wanted.words else [replace(each, answers=None) for each in ordered]
