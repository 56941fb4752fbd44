"""The coded responses in SQL, and the only place where analysis commits."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, text

from services.analysis.adapters import tables
from services.analysis.application.ports import CodedResponse
from shared.contracts.clock import Clock
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import CodebookPublished
from shared.database.engine import Database
from shared.database.upserts import insert_new, upsert
from shared.outbox.unit import MessagingUnitOfWork

# By id and not by row, since there is none yet; in the order of the ids.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(CAST(:ids AS text[])) AS id")


class SqlCodedResponses:
    """Implements the port CodedResponses on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, ids: Collection[str]) -> None:
        """Keep every other worker away from these until the end of the transaction."""
        # On SQLite a writing transaction is alone anyway.
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_LOCK, {"ids": sorted(ids)})

    def revisions(self, ids: Collection[str]) -> dict[str, int]:
        """The number of the newest coding of each of these that has one."""
        table = tables.responses
        found = select(table.c.response_id, table.c.revision).where(table.c.response_id.in_(list(ids)))
        return {row.response_id: row.revision for row in self._connection.execute(found)}

    def withdrawn(self, ids: Collection[str]) -> set[str]:
        """Those of the ids that were withdrawn."""
        column = tables.withdrawals.c.response_id
        return set(self._connection.execute(select(column).where(column.in_(list(ids)))).scalars())

    def put(self, responses: Sequence[CodedResponse]) -> None:
        """Keep these, in place of an earlier coding of the same response."""
        upsert(self._connection, tables.responses, [_row(response) for response in responses])

    def withdraw(self, ids: Collection[str]) -> None:
        """Forget the words and codings of these and remember only that they were withdrawn."""
        column = tables.withdrawals.c.response_id
        insert_new(self._connection, tables.withdrawals, [{"response_id": i} for i in sorted(ids)], column)
        self._connection.execute(delete(tables.responses).where(tables.responses.c.response_id.in_(list(ids))))

    def ids(self) -> dict[str, set[str]]:
        """The ids of all coded responses by survey."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._connection.execute(select(tables.responses.c.survey, tables.responses.c.response_id)):
            found[row.survey].add(row.response_id)
        return dict(found)


class SqlCodebooks:
    """Implements the port Codebooks on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, published: Sequence[CodebookPublished]) -> None:
        """Keep these versions; one that is there already stays as it is."""
        rows = [
            {"team_id": p.team_id, "codebook": p.codebook, "version": p.version, "body": dict(p.body)}
            for p in published
        ]
        insert_new(self._connection, tables.codebooks, rows, tables.codebooks.c.version)


class AnalysisUnit(MessagingUnitOfWork):
    """One transaction of analysis: coded responses, inbox, outbox and parked messages together."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, tables.delivery, clock)

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.codebooks = SqlCodebooks(connection)
        self.responses = SqlCodedResponses(connection)


def _row(response: CodedResponse) -> dict[str, Any]:
    return {
        "response_id": response.response_id,
        "team_id": response.team_id,
        "survey": response.survey,
        "survey_version": response.survey_version,
        "received_at": response.received_at,
        "language": response.language,
        "revision": response.revision,
        "answers": [_answer(answer) for answer in response.answers],
        "attributes": dict(response.attributes),
        "consents": list(response.consents),
    }


def _answer(answer: AnswerCoded) -> dict[str, Any]:
    # By hand: dataclasses.asdict copies every number of every probability and took a quarter of a batch's time.
    return {
        "question": answer.question,
        "text": answer.text,
        "model": answer.model,
        "codebook": answer.codebook,
        "codebook_version": answer.codebook_version,
        "codings": [
            {"code": made.code, "theme": made.theme, "confidence": made.confidence, "spans": made.spans}
            for made in answer.codings
        ],
        "facets": answer.facets,
        "probabilities": dict(answer.probabilities),
        "tone": answer.tone,
        "personal": [{"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in answer.personal],
    }
