"""Introductions of reports in memory."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from services.reports.application.introduction_ports import IntroducingDesk
from services.reports.domain.introductions import Introduction
from services.reports.domain.voices import NEED, OFFER, CodeAt, Voice
from shared.contracts.messages import Message
from tests.support.reports.making import NOON


class StillNoon:
    def now(self) -> Any:
        return NOON


@dataclass
class MemoryIntroductions:
    """The port Introductions; what people said is put into `said` by facet."""

    said: dict[str, list[Voice]] = field(default_factory=lambda: {NEED: [], OFFER: []})
    kept: dict[str, Introduction] = field(default_factory=dict)
    least: dict[str, int | None] = field(default_factory=dict)

    def voices(self, team_id: str, facet: str, reference: str = "") -> list[Voice]:
        return [each for each in self.said[facet] if not reference or each.reference == reference]

    def smallest(self, team_id: str) -> Mapping[str, int | None]:
        return self.least

    def titles(self, team_id: str) -> Mapping[CodeAt, Mapping[str, str]]:
        return {}

    def of(self, team_id: str) -> list[Introduction]:
        mine = [each for each in self.kept.values() if each.team_id == team_id]
        return sorted(mine, key=lambda each: each.id)

    def find(self, id_: str) -> Introduction | None:
        return self.kept.get(id_)

    def add(self, introduction: Introduction) -> bool:
        pairs = [(each.need.response_id, each.offer.response_id) for each in self.kept.values()]
        if (introduction.need.response_id, introduction.offer.response_id) in pairs:
            return False
        self.kept[introduction.id] = introduction
        return True

    def put(self, introduction: Introduction) -> None:
        self.kept[introduction.id] = introduction

    def forget(self, ids: Collection[str]) -> None:
        self.kept = {id_: each for id_, each in self.kept.items() if not each.responses & set(ids)}


@dataclass
class IntroducingMemory:
    """A desk with what it keeps and tells in the open; `meanwhile` happens once the surveys are locked."""

    introductions: MemoryIntroductions = field(default_factory=MemoryIntroductions)
    told: list[Message] = field(default_factory=list)
    locked: list[set[Any]] = field(default_factory=list)
    meanwhile: Any = None

    def desk(self) -> IntroducingDesk:
        numbers = iter(f"i{number}" for number in range(1000))
        return IntroducingDesk(self._unit, self._reading, StillNoon(), lambda: next(numbers), 5)

    @contextmanager
    def _reading(self) -> Iterator[MemoryIntroductions]:
        yield self.introductions

    @contextmanager
    def _unit(self) -> Iterator[Any]:
        def lock(surveys: set[Any], at: Any) -> None:
            self.locked.append(surveys)
            if self.meanwhile:
                self.meanwhile()

        outbox = SimpleNamespace(add=lambda *messages: self.told.extend(messages))
        counts = SimpleNamespace(lock=lock)
        yield SimpleNamespace(introductions=self.introductions, counts=counts, outbox=outbox, commit=lambda: None)
