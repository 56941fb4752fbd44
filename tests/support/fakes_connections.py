"""Connections, deliveries and editions without a database, held to the contract of the real ones."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Self

from services.intake.application.connection_desk import ConnectionDesk
from services.intake.application.connection_ports import Claimed, DeliveryQuery, FetchFailed
from services.intake.domain.connections import Connection
from services.intake.domain.deliveries import Delivery, DeliveryState
from services.intake.domain.foreign_editions import Edition
from services.intake.domain.responses import Response, State
from services.intake.providers.provider import Fetch
from services.intake.providers.registry import PROVIDERS
from tests.support.fakes_intake import FakeStore, FakeUnit, Shelf
from tests.support.fakes_receipts import RECEIPTS


class FakeConnections:
    """The port Connections on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._kept = shelf.connecting.connections

    def keep(self, connection: Connection) -> None:
        self._kept[connection.id] = connection

    def find(self, id_: str) -> Connection | None:
        return self._kept.get(id_)

    take = find

    def of_survey(self, slug: str) -> list[Connection]:
        found = [each for each in self._kept.values() if each.survey == slug and each.deleted_at is None]
        return sorted(found, key=lambda each: (each.made_at, each.id))


class FakeDeliveries:
    """The port Deliveries on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._kept = shelf.connecting.deliveries
        self._connections = shelf.connecting.connections
        self._brought = shelf.connecting.brought

    def add(self, deliveries: Sequence[Delivery]) -> set[str]:
        new = {each.id: each for each in reversed(deliveries) if each.id not in self._kept}
        self._kept |= new
        for each in deliveries:
            if each.id not in new or new[each.id] is not each:
                self._kept[each.id] = replace(self._kept[each.id], repeats=self._kept[each.id].repeats + 1)
        return set(new)

    def is_due(self, state: DeliveryState, at: datetime) -> bool:
        return any(each.state is state and each.next_at <= at for each in self._kept.values())

    def claim(self, state: DeliveryState, at: datetime, most: int, until: datetime) -> list[Claimed]:
        paused = {id_ for id_, each in self._connections.items() if each.paused}
        due = [each for each in self._kept.values() if each.state is state and each.next_at <= at]
        due = sorted((each for each in due if each.connection_id not in paused), key=_oldest)[:most]
        for each in due:
            self._kept[each.id] = replace(each, tries=each.tries + 1, next_at=until)
        return [Claimed(each.id, each.tries + 1) for each in due]

    def hold(self, ids: Sequence[str], state: DeliveryState) -> list[Delivery]:
        found = [self._kept[id_] for id_ in ids if id_ in self._kept]
        return sorted((each for each in found if each.state is state), key=_oldest)

    def keep(self, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            self._kept[delivery.id] = replace(delivery, repeats=self._kept[delivery.id].repeats)
            self._brought.update((delivery.id, each.response_id) for each in delivery.outcomes if each.response_id)

    def find(self, id_: str) -> Delivery | None:
        return self._kept.get(id_)

    def list(self, query: DeliveryQuery) -> list[Delivery]:
        found = sorted(
            (each for each in self._kept.values() if self._is_wanted(each, query)), key=_oldest, reverse=True
        )
        return [replace(each, payload=None) for each in found[: query.most]]

    def count(self, connection_id: str) -> Mapping[DeliveryState, int]:
        return Counter(each.state for each in self._kept.values() if each.connection_id == connection_id)

    def latest_of(self, connection_id: str) -> Delivery | None:
        found = [each for each in self._kept.values() if each.connection_id == connection_id and each.payload]
        return max(found, key=_oldest, default=None)

    def forget_payloads(self, states: Collection[DeliveryState], but_for: str, before: datetime, most: int) -> int:
        old = [each for each in self._kept.values() if each.state in states and each.payload]
        old = [each for each in old if each.reason != but_for]
        old = [each for each in old if each.handled_at and each.handled_at < before][:most]
        self._kept |= {each.id: replace(each, payload=None) for each in old}
        return len(old)

    def _is_wanted(self, each: Delivery, query: DeliveryQuery) -> bool:
        brought = {response_id for id_, response_id in self._brought if id_ == each.id}
        fits: Iterator[bool] = iter(
            (
                each.team_id == query.team_id,
                query.survey in {"", each.survey},
                query.connection_id in {"", each.connection_id},
                query.state in {None, each.state},
                not query.text or query.text.lower() in {each.id, *brought},
                query.since is None or each.received_at >= query.since,
                query.until is None or each.received_at < query.until,
                query.after is None or _oldest(each) < query.after,
            )
        )
        return all(fits)


class FakeEditions:
    """The port Editions on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept = shelf.connecting.editions

    def of(self, response_ids: Sequence[str]) -> Mapping[str, Edition]:
        return {id_: self._kept[id_] for id_ in response_ids if id_ in self._kept}

    def keep(self, edition: Edition) -> None:
        self._kept[edition.response_id] = edition

    def revise(self, response: Response) -> bool:
        if self._shelf.states.get(response.id, State.WITHDRAWN) is State.WITHDRAWN:
            return False
        self._shelf.responses[response.id] = response
        self._shelf.states[response.id] = response.state
        self._shelf.digests[response.id] = response.digest
        self._shelf.codings.pop(response.id, None)
        return True


class FakeConnectionUnit(FakeUnit):
    """The ports ConnectionUnit and ConnectionReading."""

    def __enter__(self) -> Self:
        super().__enter__()
        self.connections, self.deliveries = FakeConnections(self._copy), FakeDeliveries(self._copy)
        self.editions = FakeEditions(self._copy)
        return self


class FakeBox:
    """The port DeliveryBox on units of a store."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def connection(self, id_: str) -> Connection | None:
        with FakeConnectionUnit(self._store) as unit:
            return unit.connections.find(id_)

    def keep(self, delivery: Delivery) -> bool:
        with FakeConnectionUnit(self._store) as unit:
            new = unit.deliveries.add([delivery])
            unit.commit()
        return bool(new)


class FakeDocuments:
    """The port Documents: gives what stands in `shelf` by path, or fails; `meanwhile` happens while it is asked."""

    def __init__(self) -> None:
        self.shelf: dict[str, bytes] = {}
        self.failure: FetchFailed | None = None
        self.asked: list[tuple[Fetch, str]] = []
        self.meanwhile: Callable[[], object] = bool

    def fetch(self, wanted: Fetch, token: str, hosts: Collection[str]) -> bytes:
        self.asked.append((wanted, token))
        self.meanwhile()
        if self.failure:
            raise self.failure
        return self.shelf[wanted.path]


class FakeConnecting(FakeStore):
    """A store with connections, and documents that tools give."""

    def __init__(self) -> None:
        super().__init__()
        self.documents = FakeDocuments()
        self.made = 0

    def connecting(self) -> ConnectionDesk:
        """A desk on this store; ids and secrets are numbered."""
        return ConnectionDesk(
            open_unit=lambda: FakeConnectionUnit(self),
            open_reading=lambda: FakeConnectionUnit(self),
            box=FakeBox(self),
            documents=self.documents,
            clock=self.clock,
            receipts=RECEIPTS,
            providers=PROVIDERS,
            new_secret=lambda signs: ("whsec_c2VjcmV0LW51bWJlci0" if signs else "secret-number-") + self._next(),
            new_id=lambda: "connection" + self._next(),
        )

    def _next(self) -> str:
        self.made += 1
        return f"{self.made:04}"


def _oldest(delivery: Delivery) -> tuple[datetime, str]:
    return delivery.received_at, delivery.id
