"""Codings anew and discoveries in SQL."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select, update

from services.analysis.adapters.work_tables import discoveries, recodings
from services.analysis.application.work_ports import Discovery
from services.analysis.domain.differences import Differences
from services.analysis.domain.recodings import WORKING, Judgement, Purpose, Recoding, State
from shared.contracts.coding_work import AnswerChanged
from shared.database.upserts import insert_new, upsert

_ALIKE = (
    *("id", "team_id", "codebook", "codebook_version", "asked_at", "story", "purpose", "state"),
    *("step", "after", "done", "total", "model", "begun", "reason"),
)
_JUDGED = ("reviews", "present", "candidate")


class SqlRecodings:
    """Implements the port Recodings on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, recode_id: str) -> Recoding | None:
        """One, locked until the end of the transaction."""
        found = select(recodings).where(recodings.c.id == recode_id).with_for_update()
        row = self._connection.execute(found).one_or_none()
        return None if row is None else _recoding(row)

    def put(self, recoding: Recoding) -> None:
        """Keep it as it is now."""
        upsert(self._connection, recodings, [_row(recoding)])

    def waiting(self) -> list[Recoding]:
        """Those in which there is something left to do, the one that was asked for first in front."""
        found = select(recodings).where(recodings.c.state.in_([state.value for state in WORKING]))
        return [
            _recoding(row) for row in self._connection.execute(found.order_by(recodings.c.asked_at, recodings.c.id))
        ]


class SqlDiscoveries:
    """Implements the port Discoveries on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, discovery: Discovery) -> None:
        """Keep one; one that is there already stays as it is."""
        insert_new(self._connection, discoveries, [asdict(discovery) | {"done": False}], discoveries.c.id)

    def waiting(self) -> list[Discovery]:
        """Those that are not done, the one that was asked for first in front."""
        columns = [column for column in discoveries.c if column.name != "done"]
        found = select(*columns).where(~discoveries.c.done).order_by(discoveries.c.asked_at, discoveries.c.id)
        return [Discovery(**row._mapping) for row in self._connection.execute(found)]

    def done(self, discovery_id: str) -> bool:
        """Note that one is done; whether nobody did before."""
        undone = update(discoveries).where(discoveries.c.id == discovery_id, ~discoveries.c.done)
        return self._connection.execute(undone.values(done=True)).rowcount > 0


def _row(recoding: Recoding) -> dict[str, Any]:
    differences, judgement = recoding.differences, recoding.judgement
    return {name: getattr(recoding, name) for name in _ALIKE} | {
        "purpose": recoding.purpose.value,
        "state": recoding.state.value,
        "surveys": list(recoding.surveys),
        "gains": dict(differences.gains),
        "losses": dict(differences.losses),
        "examples": [asdict(example) for example in differences.examples],
        **{name: getattr(judgement, name) for name in _JUDGED},
    }


def _recoding(row: Any) -> Recoding:
    alike = {name: getattr(row, name) for name in _ALIKE}
    alike |= {"purpose": Purpose(row.purpose), "state": State(row.state)}
    return Recoding(
        **alike,
        surveys=tuple(row.surveys),
        differences=Differences(row.gains, row.losses, tuple(_example(kept) for kept in row.examples)),
        judgement=Judgement(*(getattr(row, name) for name in _JUDGED)),
    )


def _example(kept: dict[str, Any]) -> AnswerChanged:
    return AnswerChanged(**{**kept, "gone": tuple(kept["gone"]), "new": tuple(kept["new"])})
