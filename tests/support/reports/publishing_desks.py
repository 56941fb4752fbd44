"""The desk of publishing behind one face, in memory and in SQL, so that one suite runs on all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from services.reports.adapters.publications import SqlArchive
from services.reports.adapters.surveys import outlines_of
from services.reports.application.project import AboutSurvey, project
from services.reports.application.publishing import Publishing
from services.reports.application.read_report import Shelf
from services.reports.domain.attributes import EVERYONE
from services.reports.domain.report_rows import ReportRows, Stamp, Totals
from services.reports.domain.surveys import Survey, SurveyKey
from shared.contracts.messages import Message
from tests.support.reports.making import NOON
from tests.support.reports.memory import MemoryUnit
from tests.support.reports.models import SqlModel, sql_model

SMALLEST = 5


class TickingClock:
    """A clock that moves on by a minute whenever it is looked at."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> Any:
        self.time += timedelta(minutes=1)
        return self.time


class Office(Protocol):
    """What the suite asks for."""

    desk: Publishing

    def tell(self, *told: AboutSurvey) -> None: ...
    def told(self) -> list[Message]: ...


@dataclass
class MemoryReader:
    """The part of the port Reader that publishing asks."""

    unit: MemoryUnit

    def stamp(self, key: SurveyKey) -> Stamp | None:
        stamps = self.unit.counts.stamps
        return Stamp(stamps[key], 0, NOON, closed=False) if key in stamps else None

    def rows(self, key: SurveyKey, by: str | None = None) -> ReportRows | None:
        if key not in self.unit.counts.stamps:
            return None
        tally = self.unit.counts.tally
        answers = {question: n for (whose, question), n in tally.answers.items() if whose == key}
        groups = {of.group for of in tally.sums if of.survey == key and tally.sums[of]}
        return ReportRows(
            survey=self.unit.surveys.all.get(key, Survey(key)),
            totals=Totals(tally.responses[key], sum(answers.values()), tally.parked[key], NOON),
            answers=answers,
            themes={(question, theme): n for (whose, question, theme), n in tally.themes.items() if whose == key},
            codes={at: n for (whose, at), n in tally.codes.items() if whose == key},
            languages={language: n for (whose, language), n in tally.languages.items() if whose == key},
            outlines=outlines_of(list(self._books())),
            sums={
                (of.group, of.question): sums
                for of, sums in tally.sums.items()
                if of.survey == key and of.group.attribute in ("", by)
            },
            attributes={group.attribute: 2 for group in groups if group != EVERYONE},
        )

    def _books(self) -> Iterator[Any]:
        for (_, codebook, version), book in self.unit.codebooks.all.items():
            yield Row(codebook, version, book.body)


@dataclass(frozen=True)
class Row:
    """A codebook as a row has it."""

    codebook: str
    version: int
    body: Any


@dataclass
class MemoryOffice:
    """The fake."""

    unit: MemoryUnit = field(default_factory=MemoryUnit)

    def __post_init__(self) -> None:
        reader: Any = MemoryReader(self.unit)
        shelf = Shelf(reader, SMALLEST)
        opened: Any = self._open
        self.desk = Publishing(opened, self.unit.publications, shelf, TickingClock())

    def tell(self, *told: AboutSurvey) -> None:
        project(told, unit=self.unit, at=NOON)

    def told(self) -> list[Message]:
        return self.unit.outbox.told

    @contextmanager
    def _open(self) -> Iterator[Any]:
        yield self.unit


class SqlOffice:
    """The tables, on SQLite or PostgreSQL."""

    def __init__(self, model: SqlModel) -> None:
        self.model = model
        reports = model.reports
        archive = SqlArchive(reports.database)
        self.desk = Publishing(reports.open_unit, archive, Shelf(reports.reader, SMALLEST), TickingClock())

    def tell(self, *told: AboutSurvey) -> None:
        self.model.tell(*told)

    def told(self) -> list[Message]:
        raise NotImplementedError("what was told in SQL is a row of the outbox")


def sql_office(url: str, folder: Path) -> SqlOffice:
    """An office on a migrated database."""
    return SqlOffice(sql_model(url, folder))
