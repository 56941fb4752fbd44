"""Holds the ledgers of the services against each other: sets of ids, so that nothing cancels out."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """What each service says of itself: ids of responses, by survey where it knows the survey.

    `received`, `withdrawn` and `aside` (late and not admitted) are intake's, `coded` are the responses in the report,
    `parked` is what any service could not handle, `counted` what the report's own running count shows.
    """

    received: Mapping[str, Set[str]]
    withdrawn: Mapping[str, Set[str]]
    coded: Mapping[str, Set[str]]
    parked: Set[str]
    aside: Mapping[str, Set[str]] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One survey's sum: received = coded + pending + parked + withdrawn + aside; `faults` say what contradicts."""

    survey: str
    received: int
    coded: int
    pending: int
    parked: int
    withdrawn: int
    aside: int = 0
    faults: tuple[str, ...] = ()


def reconcile(ledgers: Ledgers) -> list[Account]:
    """An account for each survey that any ledger knows, in the order of their names."""
    surveys = sorted({*ledgers.received, *ledgers.coded, *ledgers.withdrawn})
    return [_account(survey, ledgers) for survey in surveys]


def _account(survey: str, ledgers: Ledgers) -> Account:
    received = set(ledgers.received.get(survey, ()))
    withdrawn = set(ledgers.withdrawn.get(survey, ())) & received
    in_report = set(ledgers.coded.get(survey, ()))
    coded = (in_report & received) - withdrawn
    parked = (set(ledgers.parked) & received) - withdrawn - coded
    aside = (set(ledgers.aside.get(survey, ())) & received) - withdrawn - coded - parked
    pending = received - withdrawn - coded - parked - aside
    return Account(
        survey=survey,
        received=len(received),
        coded=len(coded),
        pending=len(pending),
        parked=len(parked),
        withdrawn=len(withdrawn),
        aside=len(aside),
        faults=_faults(received, withdrawn, in_report, ledgers.counted.get(survey, len(in_report))),
    )


def _faults(received: set[str], withdrawn: set[str], in_report: set[str], counted: int) -> tuple[str, ...]:
    found = []
    if strangers := len(in_report - received):
        found.append(f"{strangers} in the report that were never received")
    if kept := len(in_report & withdrawn):
        found.append(f"{kept} in the report that were withdrawn")
    if counted != len(in_report):
        found.append(f"the report counts {counted} and holds {len(in_report)}")
    return tuple(found)
