"""The models that teams trained, in SQL."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, text, tuple_, update

from services.analysis.adapters.work_tables import models
from services.analysis.application.work_ports import KeptModel, Wanted
from shared.database.upserts import insert_new, upsert

_KEPT = (
    models.c.id,
    models.c.team_id,
    models.c.codebook,
    models.c.codebook_version,
    models.c.name,
    models.c.adopted_at,
)
_HOLD = text("SELECT pg_advisory_xact_lock_shared(hashtextextended(key, 0)) FROM unnest(CAST(:keys AS text[])) AS key")
_HOLD_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")


class SqlModels:
    """Implements the port Models on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, wanted: Collection[Wanted]) -> None:
        """Let no model be adopted for these until the end of the transaction."""
        # On SQLite a writing transaction is alone anyway.
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_HOLD, {"keys": sorted(_key(one) for one in wanted)})

    def adopted(self, wanted: Collection[Wanted]) -> dict[Wanted, KeptModel]:
        """The model that was adopted last for each of these; those without one are left out."""
        if not wanted:
            return {}
        asked = tuple_(models.c.team_id, models.c.codebook).in_(list(wanted))
        found = select(*_KEPT).where(asked, models.c.adoption > 0).order_by(models.c.adoption)
        return {(row.team_id, row.codebook): KeptModel(**row._mapping) for row in self._connection.execute(found)}

    def keep(self, model: KeptModel, artefact: bytes) -> None:
        """Keep a candidate, in place of an earlier one with the same id."""
        upsert(self._connection, models, [asdict(model) | {"artefact": artefact, "adoption": 0}])

    def begin(self, model: KeptModel, artefact: bytes) -> None:
        """Adopt this as the first model of its team and codebook, unless there is one with its id."""
        insert_new(self._connection, models, [asdict(model) | {"artefact": artefact, "adoption": 1}], models.c.id)

    def artefact(self, model_id: str) -> bytes:
        """The content of a model."""
        return bytes(self._connection.execute(select(models.c.artefact).where(models.c.id == model_id)).scalar_one())

    def adopt(self, model_id: str, at: datetime) -> None:
        """Let this be the model of its team and codebook, and drop the content of the one before."""
        row = self._connection.execute(select(*_KEPT).where(models.c.id == model_id)).one()
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_HOLD_ALONE, {"key": _key((row.team_id, row.codebook))})
        mine = (models.c.team_id == row.team_id) & (models.c.codebook == row.codebook)
        last = self._connection.execute(select(func.max(models.c.adoption)).where(mine)).scalar_one()
        self._connection.execute(update(models).where(mine, models.c.adoption > 0).values(artefact=b""))
        adopted = {"adoption": last + 1, "adopted_at": at}
        self._connection.execute(update(models).where(models.c.id == model_id).values(adopted))

    def forget(self, model_id: str) -> None:
        """Drop a candidate; nothing if it is not there."""
        self._connection.execute(delete(models).where(models.c.id == model_id, models.c.adoption == 0))


def _key(wanted: Wanted) -> str:
    return "model of " + "/".join(wanted)
