"""The read model behind one face, in memory and in SQL, so that one suite runs on all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import select

from services.reports.adapters import tables
from services.reports.adapters.aspects import all_aspects
from services.reports.adapters.finder import SqlFinder
from services.reports.adapters.sums import key_of, sums_of
from services.reports.application.finding_ports import Finder
from services.reports.application.project import AboutSurvey, project
from services.reports.config import Settings
from services.reports.domain.codebooks import Codebook
from services.reports.domain.counts import Footprint, Tally
from services.reports.domain.surveys import SurveyKey
from services.reports.main import Reports, build_reports
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import NOON
from tests.support.reports.memory import MemoryUnit
from tests.support.reports.memory_finder import MemoryFinder

JOURNEY = SurveyKey(DEFAULT_TEAM, "journey")
Figures = Mapping[str, Mapping[Any, Any]]


class Model(Protocol):
    """What the suites ask of a read model."""

    def tell(self, *told: AboutSurvey) -> None: ...
    def know(self, codebook: Codebook) -> None: ...
    def figures(self) -> Figures: ...
    def footprints(self) -> list[Footprint]: ...
    def aside(self) -> Mapping[str, SurveyKey]: ...
    def stamp(self) -> int: ...
    def finder(self) -> Finder: ...


def recounted(model: Model) -> Figures:
    """The figures as they would be if the rows were counted now."""
    tally = Tally()
    for footprint in model.footprints():
        tally.add(footprint)
    tally.parked.update(model.aside().values())
    return figures_of(tally)


def figures_of(tally: Tally) -> Figures:
    """A tally without zeros."""
    names = ("responses", "parked", "languages", "answers", "themes", "codes")
    counted = {name: {key: n for key, n in getattr(tally, name).items() if n} for name in names}
    return counted | {
        name: {key: sums.settled() for key, sums in getattr(tally, name).items() if sums}
        for name in ("sums", "aspects")
    }


@dataclass
class MemoryModel:
    """The fake."""

    unit: MemoryUnit = field(default_factory=MemoryUnit)

    def tell(self, *told: AboutSurvey) -> None:
        project(told, unit=self.unit, at=NOON)

    def know(self, codebook: Codebook) -> None:
        self.unit.codebooks.keep(codebook)

    def figures(self) -> Figures:
        return figures_of(self.unit.counts.tally)

    def footprints(self) -> list[Footprint]:
        return list(self.unit.responses.prints.values())

    def aside(self) -> Mapping[str, SurveyKey]:
        return self.unit.responses.aside

    def stamp(self) -> int:
        return self.unit.counts.stamps[JOURNEY]

    def finder(self) -> Finder:
        return MemoryFinder(self.unit.responses)


class SqlModel:
    """The tables, on SQLite or PostgreSQL."""

    def __init__(self, reports: Reports) -> None:
        self.reports = reports

    def tell(self, *told: AboutSurvey) -> None:
        with self.reports.open_unit() as unit:
            project(told, unit=unit, at=NOON)
            unit.commit()

    def know(self, codebook: Codebook) -> None:
        with self.reports.open_unit() as unit:
            unit.codebooks.keep(codebook)
            unit.commit()

    def figures(self) -> Figures:
        tally = Tally()
        with self.reports.database.read() as connection:

            def rows(name: str) -> Any:
                return connection.execute(select(tables.metadata.tables[name]))

            for row in rows("survey_counts"):
                tally.responses[SurveyKey(row.team_id, row.survey)] = row.responses
                tally.parked[SurveyKey(row.team_id, row.survey)] = row.parked
            for name in ("language", "answer", "theme", "code"):
                counter: Counter[Any] = getattr(tally, name + "s")
                for row in rows(f"{name}_counts"):
                    rest = tuple(row)[2:-1]
                    counter[(SurveyKey(row.team_id, row.survey), *([rest] if name == "code" else rest))] = row.n
            tally.sums.update({key_of(row): sums_of(row) for row in rows("group_sums")})
            tally.aspects.update(all_aspects(connection))
        return figures_of(tally)

    def footprints(self) -> list[Footprint]:
        with self.reports.open_unit() as unit:
            ids = [id_ for ledger in self.reports.reader.ledger().values() for id_ in ledger.coded]
            return unit.responses.footprints(ids)

    def aside(self) -> Mapping[str, SurveyKey]:
        ledgers = self.reports.reader.ledger().items()
        return {id_: key for key, ledger in ledgers for id_ in ledger.parked}

    def stamp(self) -> int:
        found = self.reports.reader.stamp(JOURNEY)
        return found.counts if found else 0

    def finder(self) -> Finder:
        return SqlFinder(self.reports.database)


def sql_model(url: str, tmp_path: Any) -> SqlModel:
    """A migrated read model."""
    reports = build_reports(Settings(data=tmp_path, database=url, secret_key="k" * 32))
    reports.migrations.upgrade()
    return SqlModel(reports)
