"""Saved answers are sent, from whatever device: they become one response."""

from collections.abc import Callable
from dataclasses import replace

from services.intake.application.accept_response import Accepted, accept_response
from services.intake.application.ports import Letterbox
from services.intake.domain.errors import IdConflict
from services.intake.domain.receipts import Receipts
from services.intake.domain.submissions import Submission
from services.intake.domain.unfinished import SentAlready, submission_of
from shared.contracts.clock import Clock

Accept = Callable[[Submission], Accepted]


def sends_resumed(key: str, *, letterbox: Letterbox, clock: Clock, receipts: Receipts) -> Accept:
    """How answers that were saved under a key are stored; whoever sends is answered under the id that they gave.

    It raises what `accept_response` raises, but SentAlready when other words were sent under the same code.
    """

    def accept(submission: Submission) -> Accepted:
        sent = replace(submission, id=submission_of(key))
        try:
            stored = accept_response(sent, letterbox=letterbox, clock=clock, receipts=receipts)
        except IdConflict:
            raise SentAlready(survey=submission.survey) from None
        return replace(stored, id=submission.id)

    return accept
