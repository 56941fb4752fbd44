"""What a token may be kept to: a program that only reads one thing should not hold a key to everything."""

from collections.abc import Iterable
from enum import Enum


class Scope(Enum):
    """A part of the API. A token's role stays the upper bound: a scope opens nothing that the role does not."""

    FEED_READ = "feed:read"
    REPORTS_READ = "reports:read"
    REVIEWS_WRITE = "reviews:write"
    CODEBOOKS_READ = "codebooks:read"
    CODEBOOKS_WRITE = "codebooks:write"
    RESPONSES_READ = "responses:read"
    WORDS_READ = "words:read"
    IMPORTS_WRITE = "imports:write"
    DELIVERIES_READ = "deliveries:read"
    DELIVERIES_WRITE = "deliveries:write"


def scopes_of(words: Iterable[str]) -> frozenset[Scope]:
    """The scopes of these words; raises ``ValueError`` when there is none of a name."""
    return frozenset(Scope(word) for word in words)


def words_of(scopes: frozenset[Scope]) -> tuple[str, ...]:
    """The scopes as words, in the order in which they are offered."""
    return tuple(scope.value for scope in Scope if scope in scopes)
