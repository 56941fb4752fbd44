"""Somebody takes their words back."""

from services.intake.application.ports import UnitOfWork
from services.intake.domain.errors import ResponseNotFound
from services.intake.domain.responses import State
from shared.contracts.clock import Clock


def withdraw_response(response_id: str, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Take a response's words out of everything and tell the other services; False when that was done before.

    Raises ResponseNotFound.
    """
    with uow:
        standing = uow.responses.standings([response_id]).get(response_id)
        if standing is None:
            raise ResponseNotFound(response=response_id)
        if standing.state is State.WITHDRAWN:
            return False
        uow.responses.empty(response_id)
        uow.parked.remove_about([response_id])
        uow.outbox.add(standing.withdrawn(clock.now()))
        uow.commit()
    return True
