"""Fault 7: the leader of a quorum queue is killed, over and over, while messages go through it."""

import random
from dataclasses import dataclass
from time import monotonic

from tests.faults.delivering import delivering
from tests.faults.sizes import size
from tests.support.delivery.service import SomeService
from tests.support.servers.rabbit_cluster import RabbitCluster
from tests.support.servers.waiting import wait_until
from tests.support.system.dead_queues import DeadQueues

_SEED = 700
_QUEUE = "reports.in"
_IN_ONE_TRANSACTION = 20


@dataclass(frozen=True)
class Kill:
    """One kill: which node, how many messages were `under_way`, and after how many seconds effects went on."""

    node: str
    under_way: int
    pause: float


def test_a_queue_whose_leader_is_killed_loses_and_doubles_nothing(rabbit3, vhost3, postgres, tell) -> None:
    messages, kills, chance = size(20_000), size(6, 2), random.Random(_SEED)
    portion, done = messages // kills, []
    told = kills * portion
    with delivering(postgres, ",".join(vhost3)) as service:
        for kill in range(kills):
            goal = len(service.effects()) + chance.randint(1, portion // 2)
            _tell(service, kill * portion, (kill + 1) * portion)
            wait_until(lambda goal=goal: len(service.effects()) >= goal, 60, every=0.01, what="the next effects")
            done.append(_kill_leader(rabbit3, vhost3[0].rsplit("/", 1)[1], service, (kill + 1) * portion))
        wait_until(lambda: not service.unsent() and len(service.effects()) >= told, 120, what="all effects")
        effects, parked = service.effects(), service.parked()
    assert len(effects) == told
    assert set(effects.values()) == {1}
    assert not parked
    assert set(DeadQueues(vhost3[0]).dead().values()) == {0}
    tell(
        f"7: kill -9 quorum leader ×{kills} ({', '.join(kill.node for kill in done)}) over {told:,} messages "
        f"(seed {_SEED}), {min(kill.under_way for kill in done):,} to {max(kill.under_way for kill in done):,} "
        f"under way, effects again after {max(kill.pause for kill in done):.1f} s at most: lost 0, double 0"
    )


def _kill_leader(cluster: RabbitCluster, vhost: str, service: SomeService, told: int) -> Kill:
    """Kill the leader while messages are under way, see that effects go on without it, and bring it back."""
    leader = wait_until(lambda: cluster.leader(_QUEUE, vhost), 30, what="a leader")
    leader.kill9()
    began, effects = monotonic(), len(service.effects())
    assert effects < told, "nothing was under way: the test proves nothing"
    wait_until(lambda: len(service.effects()) > effects, 60, every=0.02, what="effects without the leader")
    pause = monotonic() - began
    leader.start()
    cluster.wait_ready()
    return Kill(leader.short_name, told - effects, pause)


def _tell(service: SomeService, first: int, end: int) -> None:
    for start in range(first, end, _IN_ONE_TRANSACTION):
        service.tell(*(f"m{number}" for number in range(start, min(start + _IN_ONE_TRANSACTION, end))))
