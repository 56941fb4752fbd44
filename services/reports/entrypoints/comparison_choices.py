"""What can be chosen on the pages that compare: surveys, their questions and groups, as options of a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from services.reports.application.read_report import Shelf, read_report
from services.reports.entrypoints.group_words import attribute_words, group_words
from services.reports.entrypoints.telling import in_language
from services.reports.findings.report import Report

Options = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of every field of the form, and what is chosen; the other survey's are empty until it is."""

    report: Report
    surveys: Options
    questions: Options
    their_questions: Options
    groups: Options
    their_groups: Options
    chosen: Mapping[str, str]


def choices_of(
    report: Report, other: Report | None, reports: Sequence[Report], chosen: Mapping[str, str], shelf: Shelf
) -> Choices:
    """What can be chosen beside `report`; the other survey may be the same one, for its groups or questions."""
    surveys = [{"value": each.survey.key.slug, "text": in_language(each.title)} for each in reports]
    return Choices(
        report=report,
        surveys=surveys,
        questions=_questions(report),
        their_questions=_questions(other) if other else [],
        groups=_groups(report, shelf),
        their_groups=_groups(other, shelf) if other else [],
        chosen=chosen,
    )


def common_questions(reports: Sequence[Report]) -> Options:
    """The questions that all of these asked and that are coded, as options, with all questions together first."""
    first, *others = reports
    keys = [{each.key for each in other.survey.questions if each.codebook} for other in others]
    return [
        option for option in _questions(first) if not option["value"] or all(option["value"] in some for some in keys)
    ]


def _questions(report: Report) -> Options:
    coded = [each for each in report.survey.questions if each.codebook]
    every = {"value": "", "text": str(gettext("All questions together"))}
    return [every, *({"value": each.key, "text": in_language(each.text)} for each in coded)]


def _groups(report: Report, shelf: Shelf) -> Options:
    options = [{"value": "", "text": str(gettext("Everyone"))}]
    for attribute in report.attributes:
        split = read_report(report.survey.key, attribute.key, shelf=shelf).split
        for group in split.groups if split else ():
            if group.value is not None:
                words = f"{attribute_words(attribute)} – {group_words(group, attribute)}"
                options.append({"value": f"{attribute.key}={group.value}", "text": words})
    return options
