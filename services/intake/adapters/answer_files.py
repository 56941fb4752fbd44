"""Where the files are kept that people answer with, and how they go with a response that is withdrawn."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from services.intake.adapters.unfinished_tables import ANSWER_FILES
from services.intake.domain.answer_files import AnswerFile, FileEntry
from shared.database.upserts import insert_new

_OF = ANSWER_FILES.c


class SqlAnswerFiles:
    """The port AnswerFiles in the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, file: AnswerFile) -> None:
        """Keep a file; nothing happens when its id is there."""
        row = {name: getattr(file, name) for name in AnswerFile.__dataclass_fields__}
        insert_new(self._connection, ANSWER_FILES, [row | {"size": len(file.content)}], _OF.id)

    def keep_until(self, ids: Collection[str], until: datetime) -> None:
        """Keep those of these files that no response has taken at least until then."""
        earlier = (_OF.id.in_(ids), _OF.response_id.is_(None), _OF.keep_until < until)
        self._connection.execute(update(ANSWER_FILES).where(*earlier).values(keep_until=until))

    def take(self, ids: Collection[str], slug: str, response_id: str) -> set[str]:
        """Give files to a response of their survey for good; those that it has now. Another's stay the other's."""
        free = or_(_OF.response_id.is_(None), _OF.response_id == response_id)
        taken = update(ANSWER_FILES).where(_OF.id.in_(ids), _OF.survey == slug, free)
        return set(self._connection.execute(taken.values(response_id=response_id).returning(_OF.id)).scalars())

    def find(self, slug: str, id_: str) -> AnswerFile | None:
        """A file that a response of this survey has taken, None when there is none."""
        columns = [_OF[name] for name in AnswerFile.__dataclass_fields__]
        wanted = select(*columns).where(_OF.id == id_, _OF.survey == slug, _OF.response_id.is_not(None))
        row = self._connection.execute(wanted).one_or_none()
        return AnswerFile(**row._mapping) if row else None

    def of_survey(self, slug: str) -> list[FileEntry]:
        """The files that a survey's responses have taken, the last given first."""
        columns = [_OF[name] for name in FileEntry.__dataclass_fields__]
        wanted = select(*columns).where(_OF.survey == slug, _OF.response_id.is_not(None))
        return [_entry(row) for row in self._connection.execute(wanted.order_by(_OF.given_at.desc(), _OF.id))]

    def bytes_untaken(self, slug: str) -> int:
        """How many bytes those files of a survey have that no response has taken."""
        untaken = select(func.coalesce(func.sum(_OF.size), 0)).where(_OF.survey == slug, _OF.response_id.is_(None))
        return int(self._connection.execute(untaken).scalar_one())

    def remove_untaken(self, ids: Collection[str]) -> None:
        """Forget those of these files that no response has taken."""
        self._connection.execute(delete(ANSWER_FILES).where(_OF.id.in_(ids), _OF.response_id.is_(None)))

    def forget_expired(self, at: datetime) -> int:
        """Forget the files that no response has taken in time; how many there were."""
        expired = delete(ANSWER_FILES).where(_OF.response_id.is_(None), _OF.keep_until <= at)
        return self._connection.execute(expired).rowcount


def forget_files(connection: Connection, response_id: str) -> None:
    """Take away the files of a response that was withdrawn."""
    connection.execute(delete(ANSWER_FILES).where(_OF.response_id == response_id))


def _entry(row: Any) -> FileEntry:
    return FileEntry(**row._mapping)
