"""What the figures of a survey can be split by: the attributes of a response, each with one value."""

from collections.abc import Mapping, MutableMapping
from typing import Final, NamedTuple

from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded

LANGUAGE: Final = "language"
LONGEST_VALUE: Final = 100
MOST_VALUES: Final = 40
OTHER: Final = "other"

# Who was invited and what was noted beside somebody's words would single people out, or split nothing.
_NEVER: Final = frozenset({"invitation", "said_on", "agreed"})


class Group(NamedTuple):
    """Those whose attribute has a value; each response has at most one value of an attribute."""

    attribute: str
    value: str


EVERYONE: Final = Group("", "")

Values = MutableMapping[tuple[SurveyKey, str], set[str]]
"""The values that are in use, by survey and attribute."""


def attributes_of(response: ResponseCoded) -> dict[str, str]:
    """The attributes that are kept of a response, in one order; blank values say nothing and are none."""
    said = {key: " ".join(value.split())[:LONGEST_VALUE] for key, value in sorted(response.attributes.items())}
    return {key: value for key, value in said.items() if value and key not in _NEVER and key != LANGUAGE}


def within_bounds(survey: SurveyKey, attributes: Mapping[str, str], values: Values) -> dict[str, str]:
    """The attributes with their values, `other` in place of what would be one value too many; `values` learn the new.

    Anybody can write an address with a value of their own: a split must stay a table that people can read, and its
    cost must not grow with what is sent.
    """
    kept = {}
    for key, value in attributes.items():
        used = values.setdefault((survey, key), set())
        kept[key] = value if value in used or len(used) < MOST_VALUES - 1 else OTHER
        used.add(kept[key])
    return kept


def groups_of(language: str, attributes: Mapping[str, str]) -> tuple[Group, ...]:
    """The groups that a response counts in besides everyone."""
    return (Group(LANGUAGE, language), *(Group(key, value) for key, value in attributes.items()))
