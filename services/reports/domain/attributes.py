"""What the figures of a survey can be split by: the attributes of a response, each with one value."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from shared.contracts.messages import ResponseCoded

LANGUAGE: Final = "language"
LONGEST_VALUE: Final = 100

# Who was invited and what was noted beside somebody's words would single people out, or split nothing.
_NEVER: Final = frozenset({"invitation", "said_on", "agreed"})


class Group(NamedTuple):
    """Those whose attribute has a value; each response has at most one value of an attribute."""

    attribute: str
    value: str


EVERYONE: Final = Group("", "")


def attributes_of(response: ResponseCoded) -> dict[str, str]:
    """The attributes that are kept of a response, in one order; blank values say nothing and are none."""
    said = {key: " ".join(value.split())[:LONGEST_VALUE] for key, value in sorted(response.attributes.items())}
    return {key: value for key, value in said.items() if value and key not in _NEVER and key != LANGUAGE}


def groups_of(language: str, attributes: Mapping[str, str]) -> tuple[Group, ...]:
    """The groups that a response counts in besides everyone."""
    return (Group(LANGUAGE, language), *(Group(key, value) for key, value in attributes.items()))
