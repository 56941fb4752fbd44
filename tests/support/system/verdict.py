"""Nothing lost, nothing double: judged by `adborth check` and by counting the databases by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.support.servers.waiting import wait_until
from tests.support.system.ledgers import Ledgers
from tests.support.system.production import Production
from tests.support.system.system import System


@dataclass(frozen=True)
class Verdict:
    """`lost` were handed in and stand in no report; `double` are the figures that exceed or miss their rows."""

    received: int
    lost: int
    double: int

    def __str__(self) -> str:
        return f"lost {self.lost}, double {self.double}"


def judge(system: System, handed_in: Iterable[str], *, wait: float = 60, parked: int = 0) -> Verdict:
    """Wait until the system is at rest and judge it; `handed_in` are the ids of submissions that were accepted.

    `parked` is how many of them have to be put aside. Raises AssertionError, TimeoutError.
    """
    ledgers = system.ledgers
    wait_until(lambda: _at_rest(ledgers, parked), wait, what=f"rest (unsent, states: {_state_of(ledgers)})")
    told = system.check(wait=wait)
    verdict = _verdict(ledgers, set(handed_in), parked)
    counted = f"received {verdict.received} = coded {verdict.received - parked} + pending 0 + parked {parked}"
    assert counted in told, f"{told} is not {counted}"
    assert sum(map(len, ledgers.parked().values())) == parked
    assert not ledgers.doubles(), ledgers.doubles()
    assert verdict.lost == verdict.double == 0, verdict
    if isinstance(system, Production):
        assert set(system.dead.dead().values()) == {0}, system.dead.dead()
    return verdict


def _verdict(ledgers: Ledgers, handed_in: set[str], parked: int) -> Verdict:
    stored = ledgers.submissions()
    reported, coded = ledgers.reported(), ledgers.coded_by_analysis()
    everywhere = {sent for sent, response in stored.items() if response in reported and response in coded}
    strangers = (reported | coded) - set(stored.values())
    return Verdict(
        received=len(stored),
        lost=len(handed_in - everywhere) - parked + len(handed_in - stored.keys()),
        double=len(ledgers.doubles()) + len(strangers) + len(stored) - len(set(stored.values())),
    )


def _at_rest(ledgers: Ledgers, parked: int) -> bool:
    settled = {name: count for name, count in ledgers.states().items() if name == "pending"}
    return not settled and not any(ledgers.unsent().values())


def _state_of(ledgers: Ledgers) -> str:
    return f"{ledgers.unsent()}, {ledgers.states()}"
