"""Answers to codes, and what teams decided about answers and comments, in SQL."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from services.reports.adapters.answering_tables import answering_rules, answers_given
from services.reports.adapters.commenting import SqlComments, SqlPraises
from services.reports.application.answering_ports import Answering
from services.reports.domain.answering import Answer, AnsweringRules, Measure, OwedFrom, Said, State
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import upsert


def sql_answering(connection: Connection) -> Answering:
    """All ports of answering on one connection."""
    return Answering(SqlAnswers(connection), SqlRules(connection), SqlComments(connection), SqlPraises(connection))


class SqlAnswers:
    """Implements the port AnswersGiven."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, key: SurveyKey) -> list[Answer]:
        """All versions of a survey's answers, the oldest first."""
        found = select(answers_given).where(*_mine(answers_given, key))
        return [_answer(row) for row in self._connection.execute(found.order_by(answers_given.c.version))]

    def elsewhere(self, key: SurveyKey, codebooks: Collection[str]) -> list[Answer]:
        """All versions of answers to codes of these codebooks in the team's other surveys."""
        table = answers_given.c
        found = select(answers_given).where(
            table.team_id == key.team_id, table.survey != key.slug, table.codebook.in_(sorted(codebooks))
        )
        return [_answer(row) for row in self._connection.execute(found.order_by(table.version))]

    def keep(self, answer: Answer) -> None:
        """Keep version n beside those before it."""
        self._connection.execute(insert(answers_given), [_row(answer)])


class SqlRules:
    """Implements the port RulesOfAnswering."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rules(self, key: SurveyKey) -> AnsweringRules:
        """The rules of a survey."""
        found = select(answering_rules).where(*_mine(answering_rules, key))
        row = self._connection.execute(found).one_or_none()
        if row is None:
            return AnsweringRules()
        owed = OwedFrom(Measure(row.measure), row.level) if row.measure else None
        return AnsweringRules(owed, row.comments_open, row.comments_shown, row.policy or None)

    def put(self, key: SurveyKey, rules: AnsweringRules) -> None:
        """Keep these rules."""
        row = {
            "team_id": key.team_id,
            "survey": key.slug,
            "measure": rules.owed_from.measure.value if rules.owed_from else "",
            "level": rules.owed_from.level if rules.owed_from else 0,
            "comments_open": rules.comments_open,
            "comments_shown": rules.comments_shown,
            "policy": dict(rules.policy or {}),
        }
        upsert(self._connection, answering_rules, [row])


def _answer(row: Any) -> Answer:
    on = date.fromisoformat(row.day) if row.day else None
    return Answer(
        survey=SurveyKey(row.team_id, row.survey),
        code=row.code,
        codebook=row.codebook,
        said=Said(State(row.state), row.text, row.owner, row.owner_shown, on),
        by=Person(row.said_by, row.said_by_name),
        at=row.said_at,
        version=row.version,
        promised=row.promised,
    )


def _row(answer: Answer) -> dict[str, Any]:
    said = answer.said
    return {
        "team_id": answer.survey.team_id,
        "survey": answer.survey.slug,
        "code": answer.code,
        "version": answer.version,
        "codebook": answer.codebook,
        "state": said.state.value,
        "text": dict(said.text),
        "owner": said.owner,
        "owner_shown": said.owner_shown,
        "day": said.on.isoformat() if said.on else None,
        "promised": answer.promised,
        "said_by": answer.by.id,
        "said_by_name": answer.by.name,
        "said_at": answer.at,
    }


def _mine(table: Table, key: SurveyKey) -> tuple[Any, Any]:
    return table.c.team_id == key.team_id, table.c.survey == key.slug
