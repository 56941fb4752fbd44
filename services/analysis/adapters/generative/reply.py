"""Reads replies strictly: what is not exactly the form that was asked for is no reply."""

import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from services.analysis.adapters.generative.errors import UnusableReply
from services.analysis.domain.suggestions import Proposal

# Some servers without schemas wrap the whole object in a Markdown fence.
_FENCE: Final = re.compile(r"\A\s*```(?:json)?\n(.*)\n```\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class Completion:
    """What a server says to a chat request: the model's words, and the tokens used if it tells."""

    content: str
    tokens: int | None


def read_completion(body: bytes) -> Completion:
    """The first choice of a chat completion. Raises UnusableReply."""
    whole = _object(_json(body))
    try:
        content = whole["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise UnusableReply(rule="must hold choices[0].message.content") from None
    if not isinstance(content, str):
        raise UnusableReply(rule="content must be text")
    return Completion(content, _tokens(whole.get("usage")))


def read_proposals(content: str, kinds: Collection[str]) -> dict[str, list[Proposal]]:
    """The proposals of each kind (`codes`, `facets`) in the model's words. Raises UnusableReply."""
    fenced = _FENCE.match(content)
    whole = _object(_json(fenced[1] if fenced else content), kinds)
    return {kind: [_proposal(entry) for entry in _list(whole[kind])] for kind in kinds}


def _proposal(entry: object) -> Proposal:
    marked = _object(entry, {"id", "quotes"})
    quotes = _list(marked["quotes"])
    if not all(isinstance(value, str) for value in (marked["id"], *quotes)):
        raise UnusableReply(rule="id and quotes must be text")
    return Proposal(marked["id"], quotes)


def _json(text: str | bytes) -> object:
    # The parser's error carries the whole text, so ours is raised where it is forgotten: not even as its context.
    with suppress(ValueError, RecursionError):
        return json.loads(text)
    raise UnusableReply(rule="must be JSON")


def _object(value: object, keys: Collection[str] | None = None) -> Mapping[str, Any]:
    if not isinstance(value, dict) or (keys is not None and value.keys() != set(keys)):
        raise UnusableReply(rule=f"must be an object with {', '.join(sorted(keys))}" if keys else "must be an object")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise UnusableReply(rule="must be a list")
    return value


def _tokens(usage: object) -> int | None:
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None
