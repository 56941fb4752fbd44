"""What the fakes of connections, deliveries and editions keep, beside the rest of a shelf."""

from dataclasses import dataclass, field, replace
from typing import Self

from services.intake.domain.connections import Connection
from services.intake.domain.deliveries import Delivery
from services.intake.domain.foreign_editions import Edition


@dataclass
class ConnectionShelf:
    """Connections and deliveries by id, editions by response, and which delivery brought which response."""

    connections: dict[str, Connection] = field(default_factory=dict)
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    brought: set[tuple[str, str]] = field(default_factory=set)

    def __copy__(self) -> Self:
        return type(self)(dict(self.connections), dict(self.deliveries), dict(self.editions), set(self.brought))

    def forget(self, response_id: str) -> None:
        """Take away what was sent by the deliveries that brought a withdrawn response."""
        for id_ in [delivery_id for delivery_id, brought in self.brought if brought == response_id]:
            self.deliveries[id_] = replace(self.deliveries[id_], payload=None)
