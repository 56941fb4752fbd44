"""Hears a service's messages: once each in effect, in batches, with a poison set aside instead of lost."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from shared.broker.port import Parcel
from shared.contracts.clock import Clock
from shared.contracts.messages import (
    Message,
    ResponseCoded,
    ResponseParked,
    ResponseReceived,
    ResponseRevised,
    message_id,
)
from shared.contracts.names import MessageName, Service
from shared.contracts.schemas import UnreadableMessage, decode
from shared.database.engine import is_outage
from shared.observability import correlation
from shared.observability.logs import get_logger
from shared.observability.metrics import BATCH_SECONDS, HANDLED, PARKED
from shared.outbox.unit import MessagingUnitOfWork

log = get_logger(__name__)

U = TypeVar("U", bound=MessagingUnitOfWork)


class MessageConsumer(Generic[U]):
    """A BatchHandler for one service.

    `handle(messages, unit)` does a batch's effects inside the given unit of work and does not commit; messages that
    were handled before never reach it. A batch that fails is taken apart; the message that fails alone is parked,
    unless the database was to blame: then the error goes on to the broker and the batch comes again.
    """

    def __init__(
        self,
        service: Service,
        open_unit: Callable[[], U],
        handle: Callable[[Sequence[Message], U], None],
        clock: Clock,
    ) -> None:
        self._service = service
        self._open_unit = open_unit
        self._handle = handle
        self._clock = clock

    def __call__(self, parcels: Sequence[Parcel]) -> None:
        """Handle a batch; raises only when all of it has to come again."""
        with BATCH_SECONDS.labels(self._service.value).time():
            self._handle_batch(parcels)

    def replay(self) -> tuple[int, int]:
        """Handle everything that was parked once more; how many succeeded, how many stay."""
        with self._open_unit() as unit:
            parked = unit.parked.all()
        return sum(self._again(parcel) for parcel in parked), len(parked)

    def _handle_batch(self, parcels: Sequence[Parcel]) -> None:
        readable: list[tuple[Parcel, Message]] = []
        for parcel in parcels:
            try:
                readable.append((parcel, decode(parcel.body)))
            except UnreadableMessage as error:
                self._park(parcel, None, error.code)
        if not readable:
            return
        try:
            self._apply([message for _, message in readable])
        except Exception as error:
            if is_outage(error):
                raise
            log.warning("batch taken apart", messages=len(readable), error=type(error).__name__)
            for parcel, message in readable:
                self._apply_alone(parcel, message)

    def _apply(self, messages: Sequence[Message]) -> None:
        with self._open_unit() as unit:
            new = unit.inbox.take_new(message.id for message in messages)
            first = {message.id: message for message in messages if message.id in new}
            if first:
                self._handle(list(first.values()), unit)
            unit.commit()
        HANDLED.labels(self._service.value).inc(len(first))
        log.info("messages handled", new=len(first), stories=sorted({m.correlation_id for m in first.values()}))

    def _apply_alone(self, parcel: Parcel, message: Message) -> None:
        with correlation.within(message.correlation_id):
            try:
                self._apply([message])
            except Exception as error:
                if is_outage(error):
                    raise
                self._park(parcel, message, type(error).__name__)

    def _park(self, parcel: Parcel, message: Message | None, reason: str) -> None:
        log.error("message parked", message_id=parcel.id, name=parcel.name, reason=reason)
        with self._open_unit() as unit:
            unit.inbox.take_new([parcel.id])
            unit.parked.add(parcel, reason)
            if message and (told := self._told(message, reason)):
                unit.outbox.add(told)
            unit.commit()
        PARKED.labels(self._service.value).inc()

    def _told(self, message: Message, reason: str) -> Message | None:
        about = message.content
        if not isinstance(about, ResponseReceived | ResponseRevised | ResponseCoded):
            return None
        return Message(
            id=message_id("parked", self._service, message.id),
            name=MessageName.RESPONSE_PARKED,
            source=self._service,
            subject=message.subject,
            time=self._clock.now(),
            correlation_id=message.correlation_id,
            content=ResponseParked(
                team_id=about.team_id,
                survey=about.survey,
                response_id=about.response_id,
                service=self._service.value,
                reason=reason,
            ),
        )

    def _again(self, parcel: Parcel) -> bool:
        try:
            message = decode(parcel.body)
            with correlation.within(message.correlation_id), self._open_unit() as unit:
                self._handle([message], unit)
                unit.parked.remove([parcel.id])
                unit.commit()
        except Exception as error:  # noqa: BLE001  because the others are still to be tried
            log.warning("message stays parked", message_id=parcel.id, reason=type(error).__name__)
            with self._open_unit() as unit:
                unit.parked.failed_again(parcel.id, type(error).__name__)
                unit.commit()
            return False
        return True
