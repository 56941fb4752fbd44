"""The work beside analysis' messages without a database and without an engine."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from services.analysis.application.work_ports import Discovery, KeptModel, Wanted
from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.domain.decisions import Decision
from services.analysis.domain.lessons import CodeAnswers, Lesson, TrainedModel
from services.analysis.domain.recodings import Judgement, Recoding
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import codebook_from


class FakeDecisions:
    """The port Decisions in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Decision] = {}

    def put(self, decisions: Sequence[Decision]) -> None:
        for decision in decisions:
            key = (decision.response_id, decision.question)
            if key not in self.kept or self.kept[key].number < decision.number:
                self.kept[key] = decision

    def of_codebook(self, team_id: str, codebook: str) -> list[Decision]:
        mine = (one for _, one in sorted(self.kept.items()) if (one.team_id, one.codebook) == (team_id, codebook))
        return [one for one in mine if not one.undone]

    def forget(self, ids: Collection[str]) -> None:
        self.kept = {key: one for key, one in self.kept.items() if one.response_id not in ids}


class FakeModels:
    """The port Models in two dictionaries."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptModel] = {}
        self.content: dict[str, bytes] = {}
        self.held: set[Wanted] = set()

    def hold(self, wanted: Collection[Wanted]) -> None:
        self.held |= set(wanted)

    def adopted(self, wanted: Collection[Wanted]) -> dict[Wanted, KeptModel]:
        adopted = ((model.team_id, model.codebook, model) for model in self.kept.values() if model.adopted_at)
        return {(team, codebook): model for team, codebook, model in adopted if (team, codebook) in wanted}

    def keep(self, model: KeptModel, artefact: bytes) -> None:
        self.kept[model.id] = replace(model, adopted_at=None)
        self.content[model.id] = artefact

    def begin(self, model: KeptModel, artefact: bytes) -> None:
        if model.id not in self.kept:
            self.kept[model.id] = model
            self.content[model.id] = artefact

    def artefact(self, model_id: str) -> bytes:
        return self.content[model_id]

    def adopt(self, model_id: str, at: datetime) -> None:
        mine = self.kept.pop(model_id)
        for other in self.kept.values():
            if other.adopted_at and (other.team_id, other.codebook) == (mine.team_id, mine.codebook):
                self.content[other.id] = b""
        self.kept[model_id] = replace(mine, adopted_at=at)  # the last in the dictionary is the one adopted last

    def forget(self, model_id: str) -> None:
        if model_id in self.kept and not self.kept[model_id].adopted_at:
            del self.kept[model_id], self.content[model_id]


class FakeRecodings:
    """The port Recodings in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Recoding] = {}

    def get(self, recode_id: str) -> Recoding | None:
        return self.kept.get(recode_id)

    def put(self, recoding: Recoding) -> None:
        self.kept[recoding.id] = recoding

    def waiting(self) -> list[Recoding]:
        working = [recoding for recoding in self.kept.values() if recoding.works]
        return sorted(working, key=lambda recoding: (recoding.asked_at, recoding.id))


class FakeDiscoveries:
    """The port Discoveries in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Discovery] = {}
        self._done: set[str] = set()

    def add(self, discovery: Discovery) -> None:
        self.kept.setdefault(discovery.id, discovery)

    def waiting(self) -> list[Discovery]:
        undone = [one for one in self.kept.values() if one.id not in self._done]
        return sorted(undone, key=lambda one: (one.asked_at, one.id))

    def done(self, discovery_id: str) -> bool:
        first = discovery_id in self.kept and discovery_id not in self._done
        self._done.add(discovery_id)
        return first


class WordCoder:
    """Gives each code to answers that hold its id as a word; `also` are more words for a code."""

    def __init__(self, codebook: Codebook, model: str, also: Mapping[str, str] | None = None) -> None:
        self.codebook = codebook
        self.model = model
        self._words = {code: code for code in codebook.code_ids} | dict(also or {})

    def code(self, answers: Sequence[Answer]) -> list[AnswerCoding]:
        return [self._code(answer) for answer in answers]

    def _code(self, answer: Answer) -> AnswerCoding:
        found: dict[str, Coding] = {}
        for word, code in self._words.items():
            start = answer.text.find(word)
            if start >= 0:
                span = Span(start, start + len(word))
                found.setdefault(code, Coding(code, self.codebook.theme_of_code[code], 0.9, (span,)))
        given = {code: 0.9 if code in found else 0.1 for code in self.codebook.code_ids}
        return AnswerCoding(answer=answer, model=self.model, codings=tuple(found.values()), probabilities=given)


class FakeTrainer:
    """Learns the whole text of each lesson as a word for its codes; a model's content is these pairs."""

    def __init__(self) -> None:
        self.learned: list[tuple[list[Lesson], list[Answer], CodeAnswers | None]] = []
        self.loaded = 0

    def codebook(self, body: Mapping[str, object]) -> Codebook:
        return codebook_from(body, source="test")

    def coder(self, codebook: Codebook, artefact: bytes) -> WordCoder:
        self.loaded += 1
        name, *pairs = artefact.decode().split("\n")
        return WordCoder(codebook, name, dict(reversed(pair.split("=")) for pair in pairs))  # type: ignore[misc]  # two parts each

    def first(self, codebook: Codebook) -> TrainedModel:
        name = f"first-{codebook.version}"
        return TrainedModel(name, name.encode())

    def learn(
        self, codebook: Codebook, lessons: Sequence[Lesson], answers: Sequence[Answer], present: CodeAnswers | None
    ) -> TrainedModel:
        self.learned.append((list(lessons), list(answers), present))
        pairs = sorted(f"{code}={lesson.answer.text}" for lesson in lessons for code in lesson.codes)
        name = f"learned-{codebook.version}-{len(pairs)}"
        return TrainedModel(name, "\n".join([name, *pairs]).encode(), Judgement(len(lessons), 0.5, 0.6))


@contextmanager
def nobody_else(_what: str) -> Iterator[bool]:
    """Everything may be claimed."""
    yield True
