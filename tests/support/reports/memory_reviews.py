"""What people decided, in memory: the fakes of reviewing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from services.reports.domain.blind import BlindCoding
from services.reports.domain.chances import Code
from services.reports.domain.counts import Footprint
from services.reports.domain.decisions import AnswerAt, Decision, reference_of
from services.reports.domain.samples import DrawnAnswer, Found, Sample, SampleKey
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


@dataclass
class MemoryBlindCodings:
    """The port BlindCodings on a dictionary."""

    all: dict[tuple[AnswerAt, str], BlindCoding] = field(default_factory=dict)

    def of(self, at: AnswerAt) -> Sequence[BlindCoding]:
        return [coding for (where, _), coding in self.all.items() if where == at]

    def put(self, coding: BlindCoding) -> None:
        self.all[coding.at, coding.reviewer.id] = coding

    def forget(self, ids: Sequence[str]) -> None:
        for key in [key for key in self.all if key[0].response_id in ids]:
            del self.all[key]


@dataclass
class MemorySamples:
    """The port Samples on dictionaries, beside the other fakes of the same unit."""

    stored: Mapping[str, ResponseCoded]
    prints: Mapping[str, Footprint]
    decisions: MemoryDecisions
    blind: MemoryBlindCodings
    samples: dict[SampleKey, Sample] = field(default_factory=dict)
    drawn: dict[SampleKey, list[DrawnAnswer]] = field(default_factory=dict)

    def of(self, keys: Collection[SampleKey]) -> Mapping[SampleKey, Sample]:
        return {key: self.samples[key] for key in keys if key in self.samples}

    def undrawn(self, key: SampleKey) -> Iterable[str]:
        taken = {each.at.response_id for each in self.drawn.get(key, ())}
        return [
            id_
            for id_, footprint in self.prints.items()
            if footprint.survey == key.survey and key.question in footprint.chances and id_ not in taken
        ]

    def found(self, key: SampleKey) -> Sequence[Found]:
        there = [each.at for each in sorted(self.drawn.get(key, ()))]
        return [self._found(at) for at in there if at.question in self.prints[at.response_id].answered]

    def chance(self, at: AnswerAt) -> float | None:
        return next((each.chance for drawn in self.drawn.values() for each in drawn if each.at == at), None)

    def about(self, ids: Collection[str]) -> set[SampleKey]:
        return {key for key, drawn in self.drawn.items() if any(each.at.response_id in ids for each in drawn)}

    def add(self, sample: Sample, drawn: Sequence[DrawnAnswer]) -> None:
        self.samples[sample.key] = sample
        self.drawn.setdefault(sample.key, []).extend(drawn)

    def forget(self, ids: Sequence[str]) -> None:
        for key, drawn in self.drawn.items():
            self.drawn[key] = [each for each in drawn if each.at.response_id not in ids]

    def _found(self, at: AnswerAt) -> Found:
        footprint, last = self.prints[at.response_id], self.decisions.steps.get(at, [None])[-1]
        chances = footprint.chances.get(at.question, {})
        codes = frozenset(Code(each.theme, each.code) for each in footprint.coded if each.question == at.question)
        decided = last is not None and not last.undone
        blind = decided and any(each.coded_at <= last.reviewed_at for each in self.blind.of(at))
        holds = blind and self.decisions.applies[at]
        now = next(each for each in self.stored[at.response_id].answers if each.question == at.question)
        return Found(
            foreseen=footprint.foreseen.get(at.question, chances),
            codes=codes if holds else None,
            same_model=last is not None and last.model == now.model,
            left_out=decided and not self.decisions.applies[at],
        )
