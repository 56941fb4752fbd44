"""Answers, comments and thanks in memory: the fakes of answering."""

from collections.abc import Collection
from dataclasses import dataclass, field

from services.reports.application.answering_ports import Answering
from services.reports.domain.answering import Answer, AnsweringRules
from services.reports.domain.comments import Comment, Standing
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.praise import Praise
from services.reports.domain.surveys import SurveyKey


@dataclass
class MemoryAnswers:
    """The port AnswersGiven on a list."""

    all: list[Answer] = field(default_factory=list)

    def of(self, key: SurveyKey) -> list[Answer]:
        return [each for each in self.all if each.survey == key]

    def elsewhere(self, key: SurveyKey, codebooks: Collection[str]) -> list[Answer]:
        return [
            each
            for each in self.all
            if each.survey.team_id == key.team_id and each.survey != key and each.codebook in codebooks
        ]

    def keep(self, answer: Answer) -> None:
        self.all.append(answer)


@dataclass
class MemoryRules:
    """The port RulesOfAnswering on a dictionary."""

    all: dict[SurveyKey, AnsweringRules] = field(default_factory=dict)

    def rules(self, key: SurveyKey) -> AnsweringRules:
        return self.all.get(key, AnsweringRules())

    def put(self, key: SurveyKey, rules: AnsweringRules) -> None:
        self.all[key] = rules


@dataclass
class MemoryComments:
    """The port Comments on a dictionary."""

    all: dict[str, Comment] = field(default_factory=dict)

    def add(self, comment: Comment) -> None:
        self.all[comment.id] = comment

    def one(self, key: SurveyKey, comment_id: str) -> Comment | None:
        found = self.all.get(comment_id)
        return found if found is not None and found.survey == key else None

    def of(self, key: SurveyKey, standing: Standing, number: int | None, limit: int) -> list[Comment]:
        found = [each for each in self.all.values() if each.survey == key and each.standing is standing]
        mine = [each for each in found if number in (None, each.number)]
        return sorted(mine, key=lambda each: (each.sent_at, each.id))[:limit]

    def decide(self, comment: Comment) -> None:
        if comment.id in self.all:
            self.all[comment.id] = comment

    def remove(self, key: SurveyKey, comment_id: str) -> None:
        if self.one(key, comment_id):
            del self.all[comment_id]


@dataclass
class MemoryPraises:
    """The port Praises on a dictionary."""

    all: dict[AnswerAt, Praise] = field(default_factory=dict)

    def of(self, key: SurveyKey) -> list[Praise]:
        mine = [each for each in self.all.values() if each.survey == key]
        return sorted(mine, key=lambda each: each.added_at, reverse=True)

    def put(self, praise: Praise) -> None:
        self.all[praise.at] = praise

    def remove(self, key: SurveyKey, at: AnswerAt) -> None:
        if at in self.all and self.all[at].survey == key:
            del self.all[at]

    def forget(self, ids: Collection[str]) -> None:
        self.all = {at: each for at, each in self.all.items() if at.response_id not in ids}


def memory_answering() -> Answering:
    """All ports of answering on fakes."""
    return Answering(MemoryAnswers(), MemoryRules(), MemoryComments(), MemoryPraises())
