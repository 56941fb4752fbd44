"""What analysis does on each message it hears."""

from collections.abc import Callable, Sequence
from functools import partial

from services.analysis.application.code_responses import code_responses
from services.analysis.application.coder_lookup import Coders
from services.analysis.application.keep_codebooks import keep_codebooks
from services.analysis.application.keep_decisions import keep_decisions
from services.analysis.application.ports import Unit
from services.analysis.application.request_recoding import request_discoveries, request_recodings
from services.analysis.application.withdraw_responses import withdraw_responses
from services.analysis.domain.noticed import Notice
from shared.contracts.clock import Clock
from shared.contracts.messages import Message
from shared.contracts.names import MessageName

# A response and its newer editions are coded together, so that only the newest of a batch is.
_SORTED_AS = {MessageName.RESPONSE_REVISED: MessageName.RESPONSE_RECEIVED}


class MessageHandler:
    """Sorts a batch by what happened and calls the use case of each; withdrawals before words, as they may overtake.

    Requests come first of all: who takes a step of a coding anew locks that before responses and models, and so do we.
    """

    def __init__(self, coders: Coders, notice: Notice, clock: Clock) -> None:
        self._use_cases: dict[MessageName, Callable[..., None]] = {
            MessageName.RECODE_REQUESTED: partial(request_recodings, clock=clock),
            MessageName.DISCOVERY_REQUESTED: partial(request_discoveries, clock=clock),
            MessageName.CODEBOOK_PUBLISHED: keep_codebooks,
            MessageName.RESPONSE_WITHDRAWN: withdraw_responses,
            MessageName.RESPONSE_RECEIVED: partial(code_responses, coders=coders, notice=notice, clock=clock),
            MessageName.CODING_REVIEWED: keep_decisions,
        }

    def __call__(self, messages: Sequence[Message], unit: Unit) -> None:
        """Do the effects of a batch inside the unit; the caller commits."""
        for name, use_case in self._use_cases.items():
            mine = [message for message in messages if _SORTED_AS.get(message.name, message.name) is name]
            if mine:
                use_case(mine, unit=unit)
