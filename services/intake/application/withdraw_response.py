"""Somebody takes their words back."""

from datetime import datetime

from services.intake.application.ports import UnitOfWork
from services.intake.domain.errors import ResponseNotFound
from services.intake.domain.responses import Standing, State
from shared.contracts.clock import Clock


def withdraw_response(response_id: str, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Take a response's words out of everything and tell the other services; False when that was done before.

    Raises ResponseNotFound.
    """
    with uow:
        standing = uow.responses.standings([response_id]).get(response_id)
        if standing is None:
            raise ResponseNotFound(response=response_id)
        done = withdraw_in(standing, uow, clock.now())
        if done:
            uow.commit()
    return done


def withdraw_in(standing: Standing, uow: UnitOfWork, now: datetime) -> bool:
    """The same in a transaction that does more; whoever calls commits."""
    if standing.state is State.WITHDRAWN:
        return False
    uow.responses.empty(standing.id)
    uow.parked.remove_about([standing.id])
    uow.outbox.add(standing.withdrawn(now))
    return True
