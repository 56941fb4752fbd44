"""A whole service in ten lines: an outbox, an inbox and a count of effects, to test delivery without the product."""

from collections.abc import Sequence

from sqlalchemy import Column, Integer, MetaData, String, Table, func, select

from shared.contracts.clock import SystemClock
from shared.contracts.messages import Message, ResponseWithdrawn, message_id
from shared.contracts.names import MessageName, Service
from shared.database.engine import Database
from shared.database.upserts import add_to
from shared.outbox.consumer import MessageConsumer
from shared.outbox.tables import delivery_tables
from shared.outbox.unit import MessagingUnitOfWork

metadata = MetaData()
delivery = delivery_tables(metadata)
effects = Table("effects", metadata, Column("subject", String(64), primary_key=True), Column("times", Integer))


class SomeService:
    """Counts how often each response's withdrawal took effect; `faults` are raised, one a call, before it does."""

    def __init__(self, database: Database, service: Service) -> None:
        self.database = database
        self.service = service
        self.faults: list[Exception] = []
        self.poisons: set[str] = set()
        self.calls = 0
        metadata.create_all(database.engine)
        self.consumer = MessageConsumer(service, self.open_unit, self.handle, SystemClock())

    def open_unit(self) -> MessagingUnitOfWork:
        return MessagingUnitOfWork(self.database, delivery, SystemClock())

    def handle(self, messages: Sequence[Message], unit: MessagingUnitOfWork) -> None:
        self.calls += 1
        if self.faults:
            raise self.faults.pop(0)
        if any(message.subject in self.poisons for message in messages):
            raise ValueError("poison")
        connection = unit._connection
        add_to(connection, effects, [{"subject": message.subject, "times": 1} for message in messages])

    def tell(self, *subjects: str) -> None:
        with self.open_unit() as unit:
            unit.outbox.add(*(withdrawn(subject) for subject in subjects))
            unit.commit()

    def effects(self) -> dict[str, int]:
        with self.database.read() as connection:
            return {row.subject: row.times for row in connection.execute(select(effects))}

    def unsent(self) -> int:
        with self.database.read() as connection:
            question = select(func.count()).where(delivery.outbox.c.sent_at.is_(None))
            return connection.execute(question).scalar_one()

    def parked(self) -> set[str]:
        with self.open_unit() as unit:
            return {parcel.subject for parcel in unit.parked.all()}


def withdrawn(subject: str, name: MessageName = MessageName.RESPONSE_WITHDRAWN) -> Message:
    now = SystemClock().now()
    content = ResponseWithdrawn(team_id="default", survey="journey", response_id=subject, withdrawn_at=now)
    return Message(
        id=message_id("withdrawn", subject),
        name=name,
        source=Service.INTAKE,
        subject=subject,
        time=now,
        content=content,
    )
