"""Surveys and codebooks in SQL, written for the projection and read for the report."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select, tuple_

from services.reports.adapters import tables
from services.reports.adapters.codebook_shelf import carryings_of
from services.reports.domain.carrying import CarryingOf, is_gone
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Codebook, Edition, Outline, OutlineCode, OutlineTheme, ThemesOf
from services.reports.domain.surveys import Attribute, Question, Survey, SurveyKey
from shared.database.upserts import insert_new, upsert


class SqlSurveys:
    """Implements the port Surveys on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, keys: Collection[SurveyKey]) -> Mapping[SurveyKey, Survey]:
        """Those of these that were published or closed."""
        table = tables.surveys
        found = select(table).where(tuple_(table.c.team_id, table.c.survey).in_(sorted(keys)))
        return {survey.key: survey for survey in map(survey_of, self._connection.execute(found))}

    def put(self, surveys: Sequence[Survey]) -> None:
        """Keep these in place of what was known."""
        upsert(self._connection, tables.surveys, [_row(survey) for survey in surveys])


class SqlCodebooks:
    """Implements the port Codebooks on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, codebook: Codebook) -> bool:
        """Keep this version; False when it was there already, which then stays as it is."""
        row = {
            "team_id": codebook.team_id,
            "codebook": codebook.id,
            "version": codebook.version,
            "body": dict(codebook.body),
        }
        return bool(insert_new(self._connection, tables.codebooks, [row], tables.codebooks.c.version))

    def themes(self, editions: Collection[Edition]) -> ThemesOf:
        """The theme of each code that is given in those of these editions that are known."""
        if not editions:
            return {}
        table = tables.codebooks
        wanted = tuple_(table.c.team_id, table.c.codebook, table.c.version).in_(sorted(editions))
        return {
            Edition(row.team_id, row.codebook, row.version): {
                code.id: theme.id for theme in _themes(row.body) for code in theme.codes
            }
            for row in self._connection.execute(select(table).where(wanted))
        }

    def carryings(self, codebooks: Collection[CodebookKey]) -> CarryingOf:
        """How codes are carried into the newest version of those of these that are known."""
        return carryings_of(self._connection, codebooks)


def survey_of(row: Any) -> Survey:
    """The survey in a row; its columns may be null where only figures are known."""
    return Survey(
        key=SurveyKey(row.team_id, row.survey),
        version=row.version or 0,
        title=row.title,
        languages=tuple(row.languages or ()),
        questions=tuple(Question(**each) for each in row.questions or ()),
        closed_at=row.closed_at,
        closed_version=row.closed_version or 0,
        attributes=tuple(Attribute(**each) for each in row.attributes or ()),
        smallest_group=row.smallest_group,
    )


def outlines_of(rows: Sequence[Any]) -> tuple[Outline, ...]:
    """The newest version of each codebook, by its id."""
    newest: dict[str, Any] = {}
    for row in sorted(rows, key=lambda row: (row.codebook, row.version)):
        newest[row.codebook] = row
    return tuple(
        Outline(row.codebook, row.version, tuple(_themes(row.body)), tuple(_facets(row.body)))
        for row in newest.values()
    )


def _themes(body: Mapping[str, Any]) -> Iterator[OutlineTheme]:
    for theme in body["themes"]:
        codes = tuple(OutlineCode(code["id"], code["title"]) for code in theme["codes"] if not is_gone(code))
        if codes:
            yield OutlineTheme(theme["id"], theme["title"], codes)


def _facets(body: Mapping[str, Any]) -> Iterator[OutlineCode]:
    return (OutlineCode(facet["id"], facet["title"]) for facet in body.get("facets", ()))


def _row(survey: Survey) -> dict[str, Any]:
    return {
        "team_id": survey.key.team_id,
        "survey": survey.key.slug,
        "version": survey.version,
        "title": survey.title,
        "languages": list(survey.languages),
        "questions": [asdict(question) for question in survey.questions],
        "closed_at": survey.closed_at,
        "closed_version": survey.closed_version,
        "attributes": [asdict(attribute) for attribute in survey.attributes],
        "smallest_group": survey.smallest_group,
    }
