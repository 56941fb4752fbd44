"""Forgets what a respondent took back."""

from collections.abc import Sequence

from services.analysis.application.ports import Unit
from shared.contracts.messages import Message, ResponseWithdrawn


def withdraw_responses(messages: Sequence[Message], *, unit: Unit) -> None:
    """Leave nothing of these responses but their ids, so that a response which comes later is not stored either."""
    ids = [message.content.response_id for message in messages if isinstance(message.content, ResponseWithdrawn)]
    unit.responses.lock(ids)
    unit.responses.withdraw(ids)
    unit.decisions.forget(ids)
    unit.parked.remove_about(ids)
