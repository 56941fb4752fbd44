"""A tool calls: what it sent is kept for good before it is answered, and looked into later."""

from enum import Enum

from services.intake.application.connection_desk import ConnectionDesk
from services.intake.domain.connections import Connection, ConnectionGone, ConnectionNotFound
from services.intake.domain.deliveries import Delivery, Payload, delivery_id
from services.intake.providers.provider import Provider, RawRequest, Verdict
from shared.contracts.errors import CodedError

# What a sender repeats with each try of one delivery, where it says so; the body alone tells it elsewhere.
_NAMES_A_DELIVERY = "webhook-id"


class NotTheTool(CodedError):
    """The call bears no good signature or secret; nothing of it is kept; details: `verdict`."""

    code = "not-the-tool"


class Receipt(Enum):
    """Whether a call was kept just now or before."""

    NEW = "new"
    KNOWN = "known"


def receive_delivery(provider: str, id_: str, raw: RawRequest, *, desk: ConnectionDesk) -> Receipt:
    """Keep a call of the tool, exactly once however often it comes.

    Raises ConnectionNotFound, ConnectionGone, NotTheTool, StorageAway; nothing is kept then.
    """
    connection, tool = connection_called(provider, id_, desk=desk)
    now = desk.clock.now()
    verdict = tool.verify(raw, connection.secrets_at(now), now)
    if verdict is not Verdict.GOOD:
        raise NotTheTool(verdict=verdict.value)
    kept = tool.stripped(raw)
    delivery = Delivery(
        id=delivery_id(connection.id, kept.headers.get(_NAMES_A_DELIVERY, ""), kept.body),
        connection_id=connection.id,
        team_id=connection.team_id,
        survey=connection.survey,
        provider=connection.provider,
        received_at=now,
        next_at=now,
        payload=Payload(headers=kept.headers, query=kept.query, body=kept.body),
    )
    return Receipt.NEW if desk.box.keep(delivery) else Receipt.KNOWN


def connection_called(provider: str, id_: str, *, desk: ConnectionDesk) -> tuple[Connection, Provider]:
    """The connection that an address names, and its tool. Raises ConnectionNotFound, ConnectionGone, StorageAway."""
    connection = desk.box.connection(id_)
    if connection is None or connection.provider != provider or provider not in desk.providers:
        raise ConnectionNotFound(connection=id_)
    if connection.deleted_at is not None:
        raise ConnectionGone
    return connection, desk.providers[provider]
