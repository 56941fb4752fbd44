"""Reports' read model in memory: the fake that every use case is tested with and every adapter is compared to."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.reports.application.answering_ports import Answering
from services.reports.domain.attributes import EVERYONE, Values
from services.reports.domain.carrying import CarryingOf, carrying_of, is_gone
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Codebook, Edition, ThemesOf
from services.reports.domain.counts import Footprint, Tally
from services.reports.domain.holding import Standing
from services.reports.domain.settling import Changes, Known
from services.reports.domain.surveys import Survey, SurveyKey
from shared.contracts.messages import Message, ResponseCoded
from tests.support.reports.memory_answering import memory_answering
from tests.support.reports.memory_publishing import MemoryPublications, MemoryRedactions, MemorySources
from tests.support.reports.memory_reviews import MemoryBlindCodings, MemoryDecisions, MemorySamples


@dataclass
class MemoryResponses:
    """The port Responses on dictionaries."""

    stored: dict[str, ResponseCoded] = field(default_factory=dict)
    prints: dict[str, Footprint] = field(default_factory=dict)
    held: dict[str, ResponseCoded] = field(default_factory=dict)
    tombstones: set[str] = field(default_factory=set)
    aside: dict[str, SurveyKey] = field(default_factory=dict)

    def known(self, ids: Collection[str]) -> Known:
        return Known(
            revisions={id_: self.stored[id_].revision for id_ in ids if id_ in self.stored},
            withdrawn=frozenset(self.tombstones & set(ids)),
            parked={id_: self.aside[id_] for id_ in ids if id_ in self.aside},
        )

    def footprints(self, ids: Collection[str]) -> list[Footprint]:
        return [self.prints[id_] for id_ in ids]

    def surveys(self, ids: Collection[str]) -> set[SurveyKey]:
        return {SurveyKey(each.team_id, each.survey) for each in self.said(ids)}

    def said(self, ids: Collection[str]) -> list[ResponseCoded]:
        return [self.stored[id_] for id_ in sorted(ids) if id_ in self.stored]

    def apply(self, changes: Changes, standings: Mapping[str, Standing]) -> None:
        for id_ in changes.removed:
            del self.stored[id_], self.prints[id_]
        self.held = {id_: held for id_, held in self.held.items() if id_ not in changes.removed}
        self.prints.update({id_: standing.footprint for id_, standing in standings.items()})
        self.held.update({id_: standing.held for id_, standing in standings.items()})
        for id_ in changes.unparked:
            del self.aside[id_]
        self.stored.update({each.response_id: each for each in changes.stored})
        self.tombstones.update(each.response_id for each in changes.withdrawn)
        self.aside.update({each.response_id: SurveyKey(each.team_id, each.survey) for each in changes.parked})


@dataclass
class MemoryCounts:
    """The port Counts on counters."""

    tally: Tally = field(default_factory=Tally)
    stamps: Counter[SurveyKey] = field(default_factory=Counter)
    locked: list[list[SurveyKey]] = field(default_factory=list)

    def lock(self, surveys: Collection[SurveyKey], at: datetime) -> None:
        self.locked.append(sorted(surveys))
        for key in surveys:
            self.stamps[key] += 0

    def values(self, surveys: Collection[SurveyKey]) -> Values:
        found: Values = defaultdict(set)
        for key, sums in self.tally.sums.items():
            if sums and key.survey in surveys and key.group != EVERYONE:
                found[key.survey, key.group.attribute].add(key.group.value)
        return found

    def add(self, tally: Tally, at: datetime) -> None:
        for name in ("responses", "languages", "answers", "themes", "codes", "parked"):
            getattr(self.tally, name).update(getattr(tally, name))
        for key, sums in tally.sums.items():
            self.tally.sums[key].merge(sums)
        for key, sums in tally.aspects.items():
            self.tally.aspects[key].merge(sums)
        self.touch(tally.surveys(), at)

    def touch(self, surveys: Collection[SurveyKey], at: datetime) -> None:
        for key in surveys:
            self.stamps[key] += 1


@dataclass
class MemorySurveys:
    """The port Surveys on a dictionary."""

    all: dict[SurveyKey, Survey] = field(default_factory=dict)

    def known(self, keys: Collection[SurveyKey]) -> Mapping[SurveyKey, Survey]:
        return {key: self.all[key] for key in keys if key in self.all}

    def put(self, surveys: Sequence[Survey]) -> None:
        self.all.update({survey.key: survey for survey in surveys})


@dataclass
class MemoryCodebooks:
    """The port Codebooks on a dictionary."""

    all: dict[tuple[str, str, int], Codebook] = field(default_factory=dict)

    def keep(self, codebook: Codebook) -> bool:
        key = (codebook.team_id, codebook.id, codebook.version)
        return self.all.setdefault(key, codebook) is codebook

    def themes(self, editions: Collection[Edition]) -> ThemesOf:
        return {edition: _themes(self.all[edition].body) for edition in editions if edition in self.all}

    def carryings(self, codebooks: Collection[CodebookKey]) -> CarryingOf:
        newest: dict[CodebookKey, Codebook] = {}
        for (team, name, _version), book in sorted(self.all.items()):
            newest[CodebookKey(team, name)] = book
        return {key: carrying_of(newest[key].version, newest[key].body) for key in codebooks if key in newest}


def _themes(body: Mapping[str, Any]) -> dict[str, str]:
    return {code["id"]: theme["id"] for theme in body["themes"] for code in theme["codes"] if not is_gone(code)}


@dataclass
class MemoryOutbox:
    """What was told."""

    told: list[Message] = field(default_factory=list)

    def add(self, *messages: Message) -> None:
        self.told.extend(messages)


@dataclass
class MemoryParked:
    """Which responses' messages were forgotten."""

    forgotten: list[str] = field(default_factory=list)

    def remove_about(self, subjects: Sequence[str]) -> None:
        self.forgotten.extend(subjects)


@dataclass
class MemoryUnit:
    """One transaction after another, all on the same memory."""

    responses: MemoryResponses = field(default_factory=MemoryResponses)
    counts: MemoryCounts = field(default_factory=MemoryCounts)
    surveys: MemorySurveys = field(default_factory=MemorySurveys)
    codebooks: MemoryCodebooks = field(default_factory=MemoryCodebooks)
    decisions: MemoryDecisions = field(default_factory=MemoryDecisions)
    blind_codings: MemoryBlindCodings = field(default_factory=MemoryBlindCodings)
    samples: MemorySamples = field(init=False)
    publications: MemoryPublications = field(default_factory=MemoryPublications)
    _redactions: MemoryRedactions = field(default_factory=MemoryRedactions)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    parked: MemoryParked = field(default_factory=MemoryParked)
    answering: Answering = field(default_factory=memory_answering)

    def __post_init__(self) -> None:
        self.decisions.stored = self.responses.stored
        self.samples = MemorySamples(self.responses.stored, self.responses.prints, self.decisions, self.blind_codings)

    @property
    def redactions(self) -> MemoryRedactions:
        self._redactions.held = self.responses.held
        return self._redactions

    @property
    def sources(self) -> MemorySources:
        return MemorySources(self.responses.held)

    def commit(self) -> None:
        """Nothing is kept apart before."""

    @contextmanager
    def begun(self) -> Iterator["MemoryUnit"]:
        yield self
