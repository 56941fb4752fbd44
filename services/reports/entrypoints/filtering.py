"""A filter as an address holds it, and what can be chosen: everything stands in the address, to be sent to others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from services.reports.application.read_report import ReportRead, Shelf, read_report
from services.reports.domain.attributes import LANGUAGE, Group
from services.reports.domain.filters import CoderKind, Filter
from services.reports.entrypoints.group_words import attribute_words, group_words
from services.reports.entrypoints.reading import survey_key
from services.reports.findings.groups import AttributeTitle, GroupTitle
from services.reports.findings.split import Split

_KINDS: Final = {kind.value: kind for kind in CoderKind}
NAMES: Final = ("words", "question", "code", "facet", "coder", "beside")


@dataclass(frozen=True, slots=True)
class Choice:
    """An attribute that can be filtered by, with what its groups are called."""

    attribute: AttributeTitle
    groups: tuple[GroupTitle, ...]

    def options(self) -> list[dict[str, str]]:
        """As options of a select, the first being everyone."""
        return [
            {"value": "", "text": ""},
            *(
                {"value": written(self.attribute.key, each), "text": group_words(each, self.attribute)}
                for each in self.groups
            ),
        ]

    @property
    def title(self) -> str:
        """What the attribute is called."""
        return attribute_words(self.attribute)


def filter_of(slug: str, asked: Mapping[str, Any], who: Sequence[str]) -> Filter:
    """The filter in an address; `who` holds `attribute:value`, with no value for those who gave none."""
    groups = {key: value for key, colon, value in (each.partition(":") for each in who) if key and colon}
    return Filter(
        survey_key(slug),
        words=asked.get("words") or "",
        question=asked.get("question") or None,
        code=asked.get("code") or None,
        facet=asked.get("facet") or None,
        coder=_KINDS.get(asked.get("coder") or ""),
        beside=asked.get("beside") or None,
        who=tuple(Group(key, value) for key, value in sorted(groups.items())),
    )


def address_of(wanted: Filter) -> dict[str, Any]:
    """The filter as the arguments of an address."""
    kept = {name: getattr(wanted, name) for name in NAMES if name != "coder" and getattr(wanted, name)}
    coder = {"coder": wanted.coder.value} if wanted.coder else {}
    who = [f"{group.attribute}:{group.value}" for group in wanted.who]
    return {**kept, **coder, **({"who": who} if who else {})}


def choices_of(read: ReportRead, shelf: Shelf) -> Iterator[Choice]:
    """What can be chosen of each attribute: only groups that a split would name."""
    for attribute in read.report.attributes:
        split = read_report(read.report.survey.key, attribute.key, shelf=shelf).split
        if split is not None:
            yield Choice(attribute, _groups(split))


def written(key: str, group: GroupTitle) -> str:
    """A group as an address holds it."""
    return f"{key}:{group.value or ''}"


def _groups(split: Split) -> tuple[GroupTitle, ...]:
    return tuple(each for each in split.groups if each.value is not None or split.attribute.key != LANGUAGE)
