"""The second coder without a network and without a disk."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.analysis.adapters.generative.connection import NoResponse, Response
from services.analysis.domain.suggestions import Suggestions


class MemoryCache:
    """The port SuggestionCache in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Suggestions] = {}

    def get(self, key: str) -> Suggestions | None:
        return self.kept.get(key)

    def put(self, key: str, suggestions: Suggestions) -> None:
        self.kept[key] = suggestions


class FakeChat:
    """Says the next of `replies`, or raises it; the last one stays."""

    def __init__(self, *replies: str | Exception) -> None:
        self._replies = list(replies)
        self.asked: list[Sequence[Mapping[str, str]]] = []

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], most_tokens: int) -> str:
        self.asked.append(messages)
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if isinstance(reply, Exception):
            raise reply
        return reply


class FakePost:
    """Gives the next of `responses`, a word being the reason why there is none; the last one stays."""

    def __init__(self, *responses: Response | str) -> None:
        self._responses = list(responses)
        self.bodies: list[Mapping[str, Any]] = []

    def post(self, body: Mapping[str, Any]) -> Response:
        self.bodies.append(body)
        response = self._responses.pop(0) if len(self._responses) > 1 else self._responses[0]
        if isinstance(response, str):
            raise NoResponse(response)
        return response
