"""A team looks at what its tools delivered, and has deliveries handled once more."""

from dataclasses import dataclass

from services.intake.application.connection_desk import ConnectionDesk, own_connection, own_survey
from services.intake.application.connection_ports import DeliveryQuery
from services.intake.application.raw_payloads import raw_of
from services.intake.domain.connections import Connection
from services.intake.domain.deliveries import Delivery, DeliveryNotFound, DeliveryState
from services.intake.domain.mappings import QuestionMapping, targets_of
from services.intake.domain.surveys import Survey
from services.intake.providers.provider import RawRequest, Reading

_MOST_REPLAYED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionSeen:
    """A connection with how many of its deliveries stand where."""

    connection: Connection
    counts: dict[DeliveryState, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSeen:
    """A mapping beside the survey, and what the newest delivery says by it."""

    connection: Connection
    survey: Survey
    mapping: QuestionMapping
    targets: tuple[str, ...]
    newest: Reading | None


def connections_of(slug: str, team_id: str, *, desk: ConnectionDesk) -> tuple[Survey, list[ConnectionSeen]]:
    """The team's survey and its connections. Raises SurveyNotFound, StorageAway."""
    with desk.open_reading() as reading:
        survey = own_survey(slug, team_id, reading)
        found = [
            ConnectionSeen(connection=each, counts=dict(reading.deliveries.count(each.id)))
            for each in reading.connections.of_survey(slug)
        ]
    return survey, found


def connection_seen(id_: str, slug: str, team_id: str, *, desk: ConnectionDesk) -> ConnectionSeen:
    """One of them. Raises ConnectionNotFound, StorageAway."""
    with desk.open_reading() as reading:
        connection = own_connection(id_, slug, team_id, reading)
        return ConnectionSeen(connection=connection, counts=dict(reading.deliveries.count(id_)))


def mapping_seen(id_: str, slug: str, team_id: str, *, desk: ConnectionDesk) -> MappingSeen:
    """The mapping beside the newest delivery. Raises SurveyNotFound, ConnectionNotFound, StorageAway."""
    with desk.open_reading() as reading:
        survey = own_survey(slug, team_id, reading)
        connection = own_connection(id_, slug, team_id, reading)
        newest = reading.deliveries.latest_of(id_)
    read = _read(newest, desk) if newest else None
    answers = [answer for response in read.responses for answer in response.answers] if read else []
    return MappingSeen(
        connection=connection,
        survey=survey,
        mapping=connection.mapping.learnt(answers, survey),
        targets=targets_of(survey),
        newest=read,
    )


def list_deliveries(query: DeliveryQuery, *, desk: ConnectionDesk) -> list[Delivery]:
    """The deliveries that a team wants to see, the newest first, without what was sent. Raises StorageAway."""
    with desk.open_reading() as reading:
        return reading.deliveries.list(query)


def find_delivery(id_: str, team_id: str, *, desk: ConnectionDesk) -> Delivery:
    """One of the team's deliveries. Raises DeliveryNotFound, StorageAway."""
    with desk.open_reading() as reading:
        return _own(reading.deliveries.find(id_), id_, team_id)


def replay(id_: str, team_id: str, *, desk: ConnectionDesk) -> Delivery:
    """Have a delivery handled once more; nothing is stored twice by that.

    Raises DeliveryNotFound, PayloadGone, StorageAway.
    """
    with desk.open_unit() as unit:
        found = _own(unit.deliveries.find(id_), id_, team_id)
        again = found.again(desk.clock.now())
        unit.deliveries.keep([again])
        unit.commit()
    return again


def replay_aside(connection_id: str, slug: str, team_id: str, *, desk: ConnectionDesk) -> int:
    """Have all handled once more that a connection has put aside; how many. Raises ConnectionNotFound, StorageAway."""
    with desk.open_unit() as unit:
        own_connection(connection_id, slug, team_id, unit)
        query = DeliveryQuery(
            team_id=team_id, connection_id=connection_id, state=DeliveryState.PUT_ASIDE, most=_MOST_REPLAYED
        )
        ids = [delivery.id for delivery in unit.deliveries.list(query)]
        held = unit.deliveries.hold(ids, DeliveryState.PUT_ASIDE)
        again = [delivery.again(desk.clock.now()) for delivery in held if delivery.payload is not None]
        unit.deliveries.keep(again)
        unit.commit()
    return len(again)


def _read(delivery: Delivery, desk: ConnectionDesk) -> Reading | None:
    payload, tool = delivery.payload, desk.providers.get(delivery.provider)
    if payload is None or tool is None:
        return None
    if payload.fetched:
        return tool.read(RawRequest(method="GET", body=payload.fetched[0]))
    return tool.read(raw_of(payload))


def _own(found: Delivery | None, id_: str, team_id: str) -> Delivery:
    if found is None or found.team_id != team_id:
        raise DeliveryNotFound(delivery=id_)
    return found
