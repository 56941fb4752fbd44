"""The port behind which a second coder's suggestions are remembered, so that nothing is asked and paid for twice."""

from typing import Protocol

from services.analysis.domain.suggestions import Suggestions


class SuggestionCache(Protocol):
    """Suggestions by a key that stands for answer, question, codebook version and coder; it may forget at any time."""

    def get(self, key: str) -> Suggestions | None:
        """What was put under the key; None if nothing was, or it cannot be read any more."""
        ...

    def put(self, key: str, suggestions: Suggestions) -> None:
        """Keep these, in place of what was there. Keys are letters and digits."""
        ...
