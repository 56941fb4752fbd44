"""The sum that shows that nothing was lost must be able to fail."""

from hypothesis import given
from hypothesis import strategies as st

from services.cli.reconciling import Ledgers, reconcile

ids = st.frozensets(st.integers(0, 30).map(str))


def ledgers(received=(), withdrawn=(), coded=(), parked=(), **more) -> Ledgers:
    survey = "journey"
    return Ledgers(
        received={survey: frozenset(received)},
        withdrawn={survey: frozenset(withdrawn)},
        coded={survey: frozenset(coded)},
        parked=frozenset(parked),
        aside={survey: frozenset(more.get("aside", ()))},
        counted={survey: more["counted"]} if "counted" in more else {},
    )


def test_each_response_stands_in_one_place():
    (account,) = reconcile(ledgers("abcdef", withdrawn="a", coded="bc", parked="d"))
    assert (account.received, account.coded, account.pending, account.parked, account.withdrawn) == (6, 2, 2, 1, 1)
    assert account.faults == ()


def test_a_response_that_was_parked_and_then_coded_is_coded():
    (account,) = reconcile(ledgers("ab", coded="ab", parked="b"))
    assert (account.coded, account.parked, account.pending) == (2, 0, 0)


def test_what_was_put_aside_is_not_pending():
    (account,) = reconcile(ledgers("abcd", coded="a", aside="bc"))
    assert (account.received, account.coded, account.pending, account.aside) == (4, 1, 1, 2)
    assert account.faults == ()


def test_what_was_never_received_is_named():
    (account,) = reconcile(ledgers("a", coded="ab"))
    assert account.faults == ("1 in the report that were never received",)


def test_what_was_withdrawn_and_still_shown_is_named():
    (account,) = reconcile(ledgers("ab", withdrawn="a", coded="ab"))
    assert account.faults == ("1 in the report that were withdrawn",)


def test_a_running_count_that_drifted_is_named():
    (account,) = reconcile(ledgers("ab", coded="ab", counted=3))
    assert account.faults == ("the report counts 3 and holds 2",)


@given(ids, ids, ids, ids, ids)
def test_the_parts_always_make_the_whole(received, withdrawn, coded, parked, aside):
    (account,) = reconcile(ledgers(received, withdrawn, coded, parked, aside=aside))
    parts = (account.coded, account.pending, account.parked, account.withdrawn, account.aside)
    assert account.received == sum(parts)
    assert min(parts) >= 0
    assert bool(account.faults) == bool((coded - received) or (coded & withdrawn & received) or (coded & withdrawn))
