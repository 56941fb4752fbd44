"""A conversation with a chat endpoint: tries again what may pass, within the budget, with a schema where it can."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from services.analysis.adapters.generative.budget import Budget
from services.analysis.adapters.generative.connection import NoResponse, Response
from services.analysis.adapters.generative.errors import SecondCoderAway, SecondCoderRefused
from services.analysis.adapters.generative.patience import Patience, retry_after
from services.analysis.adapters.generative.reply import read_completion
from shared.contracts.clock import Clock

Body = Mapping[str, Any]
_BUSY: Final = 429
# How servers answer a request with a field that they do not know.
_UNKNOWN_FIELD: Final = {400, 422}
_BYTES_A_TOKEN: Final = 3  # on the safe side for English and Welsh; the server's own count takes its place


class Post(Protocol):
    """One request and its response; see `Connection`."""

    def post(self, body: Body) -> Response:
        """The response, whatever its status. Raises NoResponse, UnusableReply."""
        ...


class Chat:
    """Asks a model, as repeatably as servers allow: temperature 0 and always the same seed."""

    def __init__(
        self, connection: Post, model: str, budget: Budget, *, clock: Clock, patience: Patience | None = None
    ) -> None:
        self._connection = connection
        self._model = model
        self._budget = budget
        self._patience = patience or Patience()
        self._clock = clock
        self._takes_schemas = True

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Body, most_tokens: int) -> str:
        """What the model says. Raises SecondCoderAway, SecondCoderRefused, UnusableReply, BudgetSpent."""
        body = {
            "model": self._model,
            "messages": messages,
            "temperature": 0,
            "seed": 1,
            "max_tokens": most_tokens,
            "stream": False,
        }
        reserved = len(json.dumps([body, schema])) // _BYTES_A_TOKEN + most_tokens
        completion = read_completion(self._sent(body, schema, reserved))
        if completion.tokens is not None:
            self._budget.settle(reserved, completion.tokens)
        return completion.content

    def _sent(self, body: Body, schema: Body, reserved: int) -> bytes:
        if self._takes_schemas:
            form = {"type": "json_schema", "json_schema": {"name": "codings", "strict": True, "schema": schema}}
            try:
                return self._persist({**body, "response_format": form}, reserved)
            except SecondCoderRefused as refused:
                if refused.details["status"] not in _UNKNOWN_FIELD:
                    raise
        plain = self._persist(body, reserved)
        self._takes_schemas = False
        return plain

    def _persist(self, body: Body, reserved: int) -> bytes:
        attempt = 1
        while True:
            self._budget.reserve(reserved)
            wanted = None
            try:
                response = self._connection.post(body)
                if response.status == 200:
                    return response.body
                if response.status < 500 and response.status != _BUSY:
                    raise SecondCoderRefused(status=response.status)
                reason = f"status {response.status}"
                wanted = retry_after(response.retry_after, self._clock.now())
            except NoResponse as error:
                reason = error.reason
            if not self._patience.pause(attempt, wanted):
                raise SecondCoderAway(reason=reason, attempts=attempt)
            attempt += 1
