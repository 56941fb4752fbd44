"""What is stored of the responses in a few deliveries, asked for together instead of one by one."""

from collections.abc import Sequence
from typing import Final

from services.intake.application.connection_ports import ConnectionUnit
from services.intake.domain.foreign_editions import Edition
from services.intake.domain.responses import Standing

_AT_A_TIME: Final = 500


class KnownResponses:
    """Where responses and their editions stand in a unit of work; what changed there is asked for again."""

    def __init__(self, unit: ConnectionUnit) -> None:
        self._unit = unit
        self._standings: dict[str, Standing | None] = {}
        self._editions: dict[str, Edition | None] = {}

    def look_up(self, ids: Sequence[str]) -> None:
        """Ask for these."""
        for start in range(0, len(ids), _AT_A_TIME):
            some = ids[start : start + _AT_A_TIME]
            standings, editions = self._unit.responses.standings(some), self._unit.editions.of(some)
            self._standings |= {id_: standings.get(id_) for id_ in some}
            self._editions |= {id_: editions.get(id_) for id_ in some}

    def standing(self, id_: str) -> Standing | None:
        """Where a response stands, None when it is not there."""
        self._need(id_)
        return self._standings[id_]

    def edition(self, id_: str) -> Edition | None:
        """Which edition of it is stored, None when nothing is known of that."""
        self._need(id_)
        return self._editions[id_]

    def changed(self, id_: str) -> None:
        """Note that it was stored, revised or withdrawn."""
        self._standings.pop(id_, None)

    def _need(self, id_: str) -> None:
        if id_ not in self._standings:
            self.look_up([id_])
