"""Fault 15: one card in a thousand that the coder can't read."""

from tests.faults.faulty_worker import POISON
from tests.faults.sizes import size
from tests.support.servers.waiting import wait_until
from tests.support.system.cards import Card, draw_cards
from tests.support.system.verdict import judge

_SEED = 1500
_ROLE = "worker analysis"


def test_one_poison_is_set_aside_and_replayed_when_its_cause_is_mended(system, tell) -> None:
    cards = draw_cards(size(1_000), _SEED)
    poisoned = len(cards) // 2
    cards[poisoned] = Card(cards[poisoned].id, {"q_support": POISON})
    before = len(system.ledgers.reported())
    system.stop_role(_ROLE)
    system.start_role(_ROLE, system.faulty(_ROLE, "poison")).wait_for_log("faulty worker runs", 60)

    answers = system.client.post_all(cards)
    aside = judge(system, (card.id for card in cards), parked=1)
    response = system.ledgers.submissions()[cards[poisoned].id]
    assert {answer.status_code for answer in answers} == {201}
    assert system.ledgers.parked() == {"intake": [], "analysis": [response], "reports": []}
    assert len(system.ledgers.reported()) == before + len(cards) - 1
    assert system.client.report()["parked"] == 1

    system.stop_role(_ROLE)
    system.start_role(_ROLE, system.command(_ROLE))
    assert "analysis: 1 of 1 handled" in system.run("replay")
    wait_until(lambda: response in system.ledgers.reported(), 60, what="the replayed card in the report")
    replayed = judge(system, (card.id for card in cards))
    assert system.client.report()["parked"] == 0
    tell(
        f"15: one poison in {len(cards):,} (seed {_SEED}): {len(cards) - 1:,} coded, 1 parked, {aside}; "
        f"after replay {len(cards):,} coded: {replayed}"
    )
