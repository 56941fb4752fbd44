"""The work on codebooks in memory: the fake that its use cases are tested with."""

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from services.reports.adapters.codebook_bodies import CheckedBodies
from services.reports.application.codebook_ports import CodebookDesk
from services.reports.application.recoding_ports import RecodingDesk
from services.reports.domain.carrying import CarryingOf
from services.reports.domain.codebook_history import CodebookKey, Draft, Version
from services.reports.domain.codebooks import Codebook
from services.reports.domain.masking import Mask
from services.reports.domain.needing import Decided
from services.reports.domain.recodings import AnswerPlace, AnswerWords, Discovery, Recoding
from services.reports.domain.recounts import Recount
from services.reports.domain.surveys import SurveyKey
from tests.support.reports.making import NOON
from tests.support.reports.memory import MemoryUnit


@dataclass
class MemoryShelf:
    """The port CodebookShelf on dictionaries, beside the versions that the unit's codebooks hold."""

    unit: MemoryUnit
    notes: dict[tuple[CodebookKey, int], Version] = field(default_factory=dict)
    all_drafts: dict[CodebookKey, Draft] = field(default_factory=dict)
    waiting: dict[CodebookKey, Recount] = field(default_factory=dict)

    def newest(self, team_id: str) -> Sequence[Codebook]:
        names = sorted({name for team, name, _version in self.unit.codebooks.all if team == team_id})
        found = (self.body(CodebookKey(team_id, name)) for name in names)
        return [each for each in found if each is not None]

    def body(self, key: CodebookKey, version: int | None = None) -> Codebook | None:
        mine = {
            number: book
            for (team, name, number), book in self.unit.codebooks.all.items()
            if (team, name) == key and version in {None, number}
        }
        return mine[max(mine)] if mine else None

    def versions(self, key: CodebookKey) -> Sequence[Version]:
        numbers = sorted(
            (number for team, name, number in self.unit.codebooks.all if (team, name) == key), reverse=True
        )
        return [self.notes.get((key, number), Version(key, number)) for number in numbers]

    def note(self, version: Version) -> None:
        self.notes[version.key, version.version] = version

    def draft(self, key: CodebookKey) -> Draft | None:
        return self.all_drafts.get(key)

    def drafts(self, team_id: str) -> Sequence[Draft]:
        return [draft for key, draft in sorted(self.all_drafts.items()) if key.team_id == team_id]

    def put_draft(self, draft: Draft, replaces: int | None) -> bool:
        held = self.all_drafts.get(draft.key)
        if (held.edition if held else None) != replaces:
            return False
        self.all_drafts[draft.key] = draft
        return True

    def drop_draft(self, key: CodebookKey) -> None:
        self.all_drafts.pop(key, None)

    def carryings(self, keys: Collection[CodebookKey]) -> CarryingOf:
        return self.unit.codebooks.carryings(keys)

    def surveys_of(self, team_id: str) -> Sequence[SurveyKey]:
        return sorted(key for key in self.unit.counts.stamps if key.team_id == team_id)

    def recounts(self) -> Sequence[Recount]:
        return sorted(self.waiting.values(), key=lambda each: (each.asked_at, each.key))

    def put_recount(self, recount: Recount) -> None:
        self.waiting[recount.key] = recount

    def drop_recount(self, recount: Recount) -> None:
        held = self.waiting.get(recount.key)
        if held and (held.version, held.after) == (recount.version, recount.after):
            self.waiting.pop(recount.key)

    def bearing(self, key: CodebookKey, after: str, limit: int) -> Sequence[tuple[str, SurveyKey]]:
        found = [
            (id_, SurveyKey(each.team_id, each.survey))
            for id_, each in sorted(self.unit.responses.stored.items())
            if id_ > after
            and each.team_id == key.team_id
            and any(answer.codebook == key.codebook for answer in each.answers)
        ]
        return found[:limit]


@dataclass
class MemoryRecodings:
    """The port Recodings on dictionaries."""

    unit: MemoryUnit
    all: dict[tuple[str, str], Recoding] = field(default_factory=dict)
    found: dict[tuple[str, str], Discovery] = field(default_factory=dict)

    def recoding(self, team_id: str, recode_id: str) -> Recoding | None:
        return self.all.get((team_id, recode_id))

    def recodings(self, key: CodebookKey) -> Sequence[Recoding]:
        mine = (each for each in self.all.values() if each.key == key)
        return sorted(mine, key=lambda each: (_minus(each.asked_at), each.recode_id))

    def adopting(self, team_id: str) -> Sequence[Recoding]:
        mine = (each for each in self.all.values() if each.key.team_id == team_id and each.state == "adopting")
        return sorted(mine, key=lambda each: each.recode_id)

    def put_recoding(self, recoding: Recoding) -> None:
        self.all[recoding.key.team_id, recoding.recode_id] = recoding

    def discovery(self, team_id: str, discovery_id: str) -> Discovery | None:
        return self.found.get((team_id, discovery_id))

    def discoveries(self, survey: SurveyKey) -> Sequence[Discovery]:
        mine = (each for each in self.found.values() if each.survey == survey)
        return sorted(mine, key=lambda each: (_minus(each.asked_at), each.discovery_id))

    def put_discovery(self, discovery: Discovery) -> None:
        self.found[discovery.survey.team_id, discovery.discovery_id] = discovery

    def decided(self, survey: SurveyKey) -> Sequence[Decided]:
        raise NotImplementedError("pages ask for it, no use case does")

    def words(self, team_id: str, places: Collection[AnswerPlace]) -> Mapping[AnswerPlace, AnswerWords]:
        stored = self.unit.responses.stored
        return {
            AnswerPlace(id_, answer.question): AnswerWords(
                answer.text,
                stored[id_].language,
                "quote" in stored[id_].consents,
                tuple(Mask(mark.start, mark.end, mark.kind) for mark in answer.personal),
            )
            for id_ in {place.response_id for place in places} & stored.keys()
            for answer in stored[id_].answers
            if AnswerPlace(id_, answer.question) in places
        }


def _minus(at: datetime | None) -> float:
    return -at.timestamp() if at else 0.0


class MemoryWork(MemoryUnit):
    """One transaction after another, all on the same memory: what is not committed is there all the same."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.shelf = MemoryShelf(self)
        self.recodings = MemoryRecodings(self)
        self.committed = 0

    def commit(self) -> None:
        self.committed += 1


class StillNoon:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOON


def memory_desk(unit: MemoryWork) -> RecodingDesk:
    """A desk whose transactions are all this one."""

    @contextmanager
    def opened() -> Iterator[MemoryWork]:
        yield unit

    @contextmanager
    def shelf() -> Iterator[MemoryShelf]:
        yield unit.shelf

    @contextmanager
    def recodings() -> Iterator[MemoryRecodings]:
        yield unit.recodings

    numbers = itertools.count(1)
    codebooks = CodebookDesk(opened, shelf, CheckedBodies(), StillNoon())
    return RecodingDesk(codebooks, opened, recodings, lambda: f"id-{next(numbers)}")
