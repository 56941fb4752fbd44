"""A letter that adborth sends to somebody, and what the post may say of it."""

from dataclasses import dataclass
from typing import Protocol

from shared.contracts.errors import CodedError


class LetterRefused(CodedError):
    """The post does not take a letter to this address."""

    code = "letter-refused"


class PostAway(CodedError):
    """The post takes no letter at all just now."""

    code = "post-away"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is sent; `stop` is the address where its reader asks for no more of them."""

    to: str
    subject: str
    text: str
    stop: str


class Post(Protocol):
    """The way letters go out."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises LetterRefused for this address, PostAway when no letter can be sent."""
        ...
