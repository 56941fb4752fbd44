"""Analysis without a database and without a model: the fakes that its use cases are tested with."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from services.analysis.application.coder import Coder
from services.analysis.application.coder_lookup import Coders
from services.analysis.application.ports import CodedResponse, Scope
from services.analysis.application.work_ports import Wanted
from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.domain.noticed import Noticed
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import builtin_codebook
from shared.contracts.messages import CodebookPublished, Message
from tests.support.fakes_work import FakeDecisions, FakeDiscoveries, FakeModels, FakeRecodings


def nothing_noticed(_text: str) -> Noticed:
    """Notices nothing."""
    return Noticed()


class FakeCoder:
    """Gives `time_and_space` to the word "time"; raises for the word "poison"."""

    model = "fake-1"

    def __init__(self) -> None:
        self.codebook: Codebook = builtin_codebook("improvement")
        self.batches: list[int] = []

    def code(self, answers: Sequence[Answer]) -> list[AnswerCoding]:
        self.batches.append(len(answers))
        return [self._code(answer) for answer in answers]

    def _code(self, answer: Answer) -> AnswerCoding:
        if "poison" in answer.text:
            raise ValueError("poison")
        start = answer.text.find("time")
        found = (Coding("time_and_space", "conditions", 0.9, (Span(start, start + 4),)),) if start >= 0 else ()
        return AnswerCoding(
            answer=answer,
            model=self.model,
            codings=found,
            probabilities={"time_and_space": 0.9 if found else 0.1},
            facets=("need",),
            facet_probabilities={"need": 0.8},
        )


def fixed_coders(by_codebook: Mapping[str, Coder]) -> Coders:
    """The same coders for every team."""
    return lambda wanted, _unit: {one: by_codebook[one[1]] for one in wanted if one[1] in by_codebook}


class FakeCodedResponses:
    """The port CodedResponses in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, CodedResponse] = {}
        self.tombstones: set[str] = set()

    def lock(self, ids: Collection[str]) -> None:
        """Nobody else is here."""

    def revisions(self, ids: Collection[str]) -> dict[str, int]:
        return {i: self.kept[i].revision for i in ids if i in self.kept}

    def withdrawn(self, ids: Collection[str]) -> set[str]:
        return self.tombstones & set(ids)

    def put(self, responses: Sequence[CodedResponse]) -> None:
        self.kept |= {response.response_id: response for response in responses}

    def withdraw(self, ids: Collection[str]) -> None:
        self.tombstones |= set(ids)
        for response_id in ids:
            self.kept.pop(response_id, None)

    def ids(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for response in self.kept.values():
            found[response.survey].add(response.response_id)
        return dict(found)

    def some(self, scope: Scope, *, after: str = "", most: int) -> list[CodedResponse]:
        return [response for response in self._within(scope) if response.response_id > after][:most]

    def count(self, scope: Scope) -> int:
        return len(self._within(scope))

    def these(self, ids: Collection[str]) -> list[CodedResponse]:
        return [self.kept[i] for i in sorted(set(ids) & self.kept.keys())]

    def _within(self, scope: Scope) -> list[CodedResponse]:
        return [
            response
            for _, response in sorted(self.kept.items())
            if response.team_id == scope.team_id
            and (not scope.surveys or response.survey in scope.surveys)
            and (scope.codebook is None or scope.codebook in {asked.codebook for asked in response.asked})
        ]


class FakeCodebooks:
    """The port Codebooks in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str, int], CodebookPublished] = {}

    def keep(self, published: Sequence[CodebookPublished]) -> None:
        for one in published:
            self.kept.setdefault((one.team_id, one.codebook, one.version), one)

    def newest(self, wanted: Collection[Wanted]) -> dict[Wanted, int]:
        versions = sorted(key for key in self.kept if key[:2] in wanted)
        return {(team, codebook): version for team, codebook, version in versions}

    def body(self, wanted: Wanted, version: int) -> Mapping[str, object] | None:
        told = self.kept.get((*wanted, version))
        return told.body if told else None


class FakeOutbox:
    """Remembers what was promised."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def add(self, *messages: Message) -> None:
        self.messages += messages


class FakeParked:
    """Remembers whose parked messages were forgotten."""

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    def remove_about(self, subjects: Sequence[str]) -> None:
        self.forgotten += subjects


class FakeUnit:
    """One endless transaction."""

    def __init__(self) -> None:
        self.responses = FakeCodedResponses()
        self.codebooks = FakeCodebooks()
        self.outbox = FakeOutbox()
        self.parked = FakeParked()
        self.decisions = FakeDecisions()
        self.models = FakeModels()
        self.recodings = FakeRecodings()
        self.discoveries = FakeDiscoveries()

    def commit(self) -> None:
        """Everything is true at once."""
