"""Comments on publications, and which answers stand on pages of thanks, in SQL."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from services.reports.adapters.answering_tables import comments, praises
from services.reports.domain.comments import Comment, Standing, Words
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.praise import Praise
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import upsert


class SqlComments:
    """Implements the port Comments."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, comment: Comment) -> None:
        """Keep a new comment."""
        words = comment.words
        row = {
            "id": comment.id,
            "team_id": comment.survey.team_id,
            "survey": comment.survey.slug,
            "number": comment.number,
            "words": words.text,
            "name": words.name,
            "email": words.email,
            "language": comment.language,
            "sent_at": comment.sent_at,
            **_decided(comment),
        }
        self._connection.execute(insert(comments), [row])

    def one(self, key: SurveyKey, comment_id: str) -> Comment | None:
        """The comment of this id."""
        found = select(comments).where(*_mine(comments, key), comments.c.id == comment_id)
        row = self._connection.execute(found).one_or_none()
        return _comment(row) if row else None

    def of(self, key: SurveyKey, standing: Standing, number: int | None, limit: int) -> list[Comment]:
        """Those of this standing, of one number where it is named: the oldest first."""
        found = select(comments).where(*_mine(comments, key), comments.c.standing == standing.value)
        if number is not None:
            found = found.where(comments.c.number == number)
        oldest = found.order_by(comments.c.sent_at, comments.c.id).limit(limit)
        return [_comment(row) for row in self._connection.execute(oldest)]

    def decide(self, comment: Comment) -> None:
        """Keep what was decided about a comment."""
        mine = update(comments).where(*_mine(comments, comment.survey), comments.c.id == comment.id)
        self._connection.execute(mine.values(_decided(comment)))

    def remove(self, key: SurveyKey, comment_id: str) -> None:
        """Delete a comment with everything in it."""
        self._connection.execute(delete(comments).where(*_mine(comments, key), comments.c.id == comment_id))


class SqlPraises:
    """Implements the port Praises."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, key: SurveyKey) -> list[Praise]:
        """Those of a survey, newest first."""
        found = select(praises).where(*_mine(praises, key))
        newest = found.order_by(praises.c.added_at.desc(), praises.c.response_id, praises.c.question)
        return [_praise(row) for row in self._connection.execute(newest)]

    def put(self, praise: Praise) -> None:
        """Keep an answer there."""
        row = {
            **praise.at._asdict(),
            "team_id": praise.survey.team_id,
            "survey": praise.survey.slug,
            "named": praise.named,
            "added_by": praise.by.id,
            "added_by_name": praise.by.name,
            "added_at": praise.added_at,
        }
        upsert(self._connection, praises, [row])

    def remove(self, key: SurveyKey, at: AnswerAt) -> None:
        """Let an answer stand there no more."""
        mine = (*_mine(praises, key), praises.c.response_id == at.response_id, praises.c.question == at.question)
        self._connection.execute(delete(praises).where(*mine))

    def forget(self, ids: Collection[str]) -> None:
        """Forget the answers of these responses."""
        self._connection.execute(delete(praises).where(praises.c.response_id.in_(sorted(ids))))


def _decided(comment: Comment) -> dict[str, Any]:
    by = comment.decided_by
    return {
        "standing": comment.standing.value,
        "reason": comment.reason,
        "decided_by": by.id if by else None,
        "decided_by_name": by.name if by else None,
        "decided_at": comment.decided_at,
    }


def _comment(row: Any) -> Comment:
    return Comment(
        id=row.id,
        survey=SurveyKey(row.team_id, row.survey),
        number=row.number,
        words=Words(row.words, row.name, row.email),
        language=row.language,
        sent_at=row.sent_at,
        standing=Standing(row.standing),
        reason=row.reason,
        decided_by=Person(row.decided_by, row.decided_by_name) if row.decided_by is not None else None,
        decided_at=row.decided_at,
    )


def _praise(row: Any) -> Praise:
    at, by = AnswerAt(row.response_id, row.question), Person(row.added_by, row.added_by_name)
    return Praise(SurveyKey(row.team_id, row.survey), at, row.named, by, row.added_at)


def _mine(table: Table, key: SurveyKey) -> tuple[Any, Any]:
    return table.c.team_id == key.team_id, table.c.survey == key.slug
