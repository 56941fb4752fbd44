"""A connection's secrets and its token, sealed in the database, so that a copy of it alone gives none of them away."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from services.intake.domain.connections import Connection, Secret
from services.intake.domain.errors import StorageAway
from shared.observability.logs import get_logger
from shared.sealing import Seal, Unsealable

log = get_logger(__name__)

_RETRY_AFTER_S: Final = 300
# The token stands among the secrets: a seal is longer than what it seals, and the token's own column is not.
_FOR_FETCHING: Final = "fetches"


class SealedSecrets:
    """Writes them sealed; what was written before there were seals is read as it stands.

    Raises StorageAway for what another secret key sealed: calls wait at their senders until the right key is back.
    """

    def __init__(self, seal: Seal) -> None:
        self._seal = seal

    def rows(self, connection: Connection) -> list[dict[str, Any]]:
        """The secrets and the token of a connection, as they are stored."""
        return [*self._rows(connection)]

    def secrets(self, rows: Sequence[dict[str, Any]]) -> tuple[Secret, ...]:
        """The secrets among what is stored."""
        return tuple(Secret(self._opened(row), _moment(row["until"])) for row in rows if _FOR_FETCHING not in row)

    def token(self, rows: Sequence[dict[str, Any]], before: str) -> str:
        """The token among what is stored; `before` is where it stood before there were seals."""
        return next((self._opened(row) for row in rows if _FOR_FETCHING in row), before)

    def _rows(self, connection: Connection) -> Iterator[dict[str, Any]]:
        for secret in connection.secrets:
            until = secret.until.isoformat() if secret.until else None
            yield {"sealed": self._seal.sealed(secret.value), "until": until}
        if connection.token:
            yield {"sealed": self._seal.sealed(connection.token), _FOR_FETCHING: True}

    def _opened(self, row: dict[str, Any]) -> str:
        if "sealed" not in row:
            return str(row["value"])
        try:
            return self._seal.opened(row["sealed"])
        except Unsealable:
            log.error("connection sealed with another secret key")
            raise StorageAway(retry_after_s=_RETRY_AFTER_S) from None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
