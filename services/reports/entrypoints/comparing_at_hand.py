"""What an address of a comparison asks for, and what every view of comparisons has at hand."""

from typing import Final

from flask import current_app, request

from services.reports.application.compare_reports import SideWanted, compare, pool
from services.reports.application.comparison_ports import Evidence
from services.reports.domain.attributes import Group
from services.reports.domain.finding_errors import QuestionNeeded
from services.reports.domain.surveys import SurveyKey
from services.reports.entrypoints.reading import reading, survey_key, team
from services.reports.findings.comparison import Comparison
from services.reports.findings.pooling import Pooled

EXTENSION: Final = "adborth-comparing"


def evidence() -> Evidence:
    """What the installed pages compare by."""
    found: Evidence = current_app.extensions[EXTENSION]
    return found


def comparison_asked(slug: str) -> Comparison:
    """The comparison that an address asks for, with the survey itself where it names no other."""
    one, other = asked_for(slug) or (SideWanted(survey_key(slug)),) * 2
    return compare(one, other, mapping_asked(), shelf=reading().shelf, evidence=evidence())


def pooled_asked(slug: str) -> Pooled:
    """The events that an address asks for, the survey itself first."""
    surveys = [survey_key(each) for each in (slug, *request.args.getlist("with")) if each]
    return pool(surveys, request.args.get("question") or None, shelf=reading().shelf, evidence=evidence())


def asked_for(slug: str) -> tuple[SideWanted, SideWanted] | None:
    """The two sides that an address names; None while it names no other survey."""
    other = request.args.get("with")
    if not other:
        return None
    question = request.args.get("question") or None
    theirs = request.args.get("their_question") or question
    return (
        SideWanted(survey_key(slug), question, _group(request.args.get("group", ""), question)),
        SideWanted(SurveyKey(team(), other), theirs, _group(request.args.get("their_group", ""), theirs)),
    )


def mapping_asked() -> dict[str, str]:
    """Which of the other's codes is which of ours, from fields `map` of the form `theirs=ours`."""
    pairs = (each.partition("=") for each in request.args.getlist("map"))
    return {theirs: ours for theirs, _, ours in pairs if theirs and ours}


def _group(asked: str, question: str | None) -> Group | None:
    """The group that a side names. Raises QuestionNeeded: what groups said is told question by question."""
    attribute, _, value = asked.partition("=")
    if attribute and not question:
        raise QuestionNeeded
    return Group(attribute, value) if attribute else None
