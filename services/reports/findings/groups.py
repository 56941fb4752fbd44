"""What a report can be split by, and which groups that makes: as the survey names them, in its order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.reports.domain.attributes import LANGUAGE
from services.reports.domain.report_rows import ReportRows
from services.reports.findings.lines import Title


@dataclass(frozen=True, slots=True)
class AttributeTitle:
    """An attribute by the question that asks for it; an empty `text` where no question does."""

    key: str
    text: Title


@dataclass(frozen=True, slots=True)
class GroupTitle:
    """A group by its value, None for those who gave none; an empty `text` where the survey has no words for it."""

    value: str | None
    text: Title


def attributes_offered(rows: ReportRows) -> tuple[AttributeTitle, ...]:
    """What the figures have at least two groups of: the survey's own first, in its order."""
    present = {key for key, values in rows.attributes.items() if values > 1 or key != LANGUAGE}
    declared = {attribute.key: attribute.text for attribute in rows.survey.attributes if attribute.key in present}
    further: dict[str, Title] = {key: {} for key in sorted(present - declared.keys())}
    return tuple(AttributeTitle(key, text) for key, text in {**declared, **further}.items())


def attribute_of(key: str, rows: ReportRows) -> AttributeTitle | None:
    """The attribute of this key: one that is offered, or that the survey may bring yet; None when there is none."""
    declared = (AttributeTitle(each.key, each.text) for each in rows.survey.attributes)
    known = (*attributes_offered(rows), *declared, AttributeTitle(LANGUAGE, {}))
    return next((each for each in known if each.key == key), None)


def groups_by(key: str, rows: ReportRows) -> tuple[GroupTitle, ...]:
    """All groups that were counted or that the survey has words for; last those who gave no value."""
    options = dict(_options(key, rows))
    counted = sorted({group.value for group, _ in rows.sums if group.attribute == key} - options.keys())
    named = [GroupTitle(value, text) for value, text in options.items()]
    return (*named, *(GroupTitle(value, {}) for value in counted), GroupTitle(None, {}))


def is_named(group: GroupTitle, key: str, rows: ReportRows) -> bool:
    """Whether the survey itself has this group, so that naming it tells of nobody."""
    return group.value in dict(_options(key, rows))


def _options(key: str, rows: ReportRows) -> Iterator[tuple[str, Mapping[str, str]]]:
    if key == LANGUAGE:
        yield from ((language, {}) for language in rows.survey.languages)
    for attribute in rows.survey.attributes:
        if attribute.key == key:
            yield from attribute.options.items()
