"""What people decided, in memory: the fakes of reviewing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from services.reports.domain.decisions import AnswerAt, Decision, reference_of
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded


@dataclass
class MemoryDecisions:
    """The port Decisions on a list of steps for each answer."""

    steps: dict[AnswerAt, list[Decision]] = field(default_factory=dict)
    applies: dict[AnswerAt, bool] = field(default_factory=dict)
    stored: Mapping[str, ResponseCoded] = field(default_factory=dict)

    def located(self, team_id: str, reference: str) -> tuple[SurveyKey, AnswerAt] | None:
        for response in self.stored.values():
            for answer in response.answers:
                at = AnswerAt(response.response_id, answer.question)
                if reference_of(at) == reference and response.team_id == team_id:
                    return SurveyKey(response.team_id, response.survey), at
        return None

    def current(self, ids: Collection[str]) -> Mapping[AnswerAt, Decision]:
        return {at: steps[-1] for at, steps in self.steps.items() if at.response_id in ids}

    def history(self, at: AnswerAt) -> Sequence[Decision]:
        return list(self.steps.get(at, ()))

    def add(self, decision: Decision) -> None:
        self.steps.setdefault(decision.at, []).append(decision)
        self.applies[decision.at] = True

    def mark(self, applies: Mapping[AnswerAt, bool]) -> None:
        self.applies.update(applies)

    def forget(self, ids: Sequence[str]) -> None:
        for at in [at for at in self.steps if at.response_id in ids]:
            del self.steps[at], self.applies[at]
