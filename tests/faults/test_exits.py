"""Fault 5: a worker that ends between commit and acknowledgement, after 6 % of its batches."""

from concurrent.futures import ThreadPoolExecutor

from tests.faults.faulty_worker import EXIT_CODE, repetitions
from tests.faults.sizes import size
from tests.support.servers.waiting import wait_until
from tests.support.system.cards import draw_cards
from tests.support.system.production import Production
from tests.support.system.verdict import judge

_SEED = 500
_ROLES = ("worker analysis", "worker reports")


def test_what_was_committed_and_not_acknowledged_comes_again_and_changes_nothing(system, tell) -> None:
    cards = draw_cards(size(10_000), _SEED)
    exits = dict.fromkeys(_ROLES, 0)
    for role in _ROLES:
        system.stop_role(role)
        system.start_role(role, system.faulty(role, "exits")).wait_for_log("faulty worker runs", 60)
    with ThreadPoolExecutor(1) as background:
        posts = background.submit(system.client.post_all, cards, threads=4)
        wait_until(
            lambda: _revive(system, exits) and posts.done() and _all_reported(system),
            size(400, 90),
            every=0.1,
            what="all cards in the report",
        )
    again = {role: repetitions(system.folder, "exits", role.split()[1]) for role in _ROLES}
    assert {answer.status_code for answer in posts.result()} == {201}
    assert min(exits.values()) >= 1, exits
    assert min(again.values()) >= 1, again
    for role in _ROLES:
        system.stop_role(role)
        system.start_role(role, system.command(role))
    verdict = judge(system, (card.id for card in cards))
    tell(
        f"5: exit between commit and ack in 6 % of batches, {sum(exits.values())} exits over {len(cards):,} responses "
        f"(seed {_SEED}), {sum(again.values())} messages came again: {verdict}"
    )


def _revive(system: Production, exits: dict[str, int]) -> bool:
    """Start again whoever has ended as the fault demands; no other end is one."""
    for role in _ROLES:
        program = system.programs[role]
        if not program.running:
            assert program.wait_for_end() == EXIT_CODE, program.log()[-2000:]
            exits[role] += 1
            system.start_role(role, system.faulty(role, "exits", start=exits[role]))
    return True


def _all_reported(system: Production) -> bool:
    return len(system.ledgers.reported()) >= len(system.ledgers.submissions())
