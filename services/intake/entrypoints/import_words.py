"""What pages and programs say of uploaded files: kinds, states, and why one can't be read."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from services.intake.domain.errors import Fault
from services.intake.domain.mappings import LANGUAGE
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.sentences import sentence

KINDS: Final[Mapping[str, Any]] = {
    "auto": _l("Find out from the file"),
    "microsoft-forms": "Microsoft Forms",
    "google-forms": "Google Forms",
    "surveymonkey": "SurveyMonkey",
    "smartsurvey": "SmartSurvey",
    "qualtrics": "Qualtrics",
    "typeform": "Typeform",
    "tally": "Tally",
    "limesurvey": "LimeSurvey",
    "govuk-forms": "GOV.UK Forms",
    "kobotoolbox": "KoboToolbox",
    "odk-central": "ODK Central",
    "citizen-space": "Citizen Space",
    "jisc": "Jisc Online Surveys",
    "adborth": _l("A table whose columns have the keys of our questions"),
    "columns": _l("Any table with a row of headings"),
}
STATES: Final[Mapping[str, Any]] = {
    "chosen": _l("To be checked"),
    "waiting": _l("Waiting to be taken in"),
    "running": _l("Being taken in"),
    "stopped": _l("Stopped"),
    "done": _l("Done"),
    "failed": _l("Could not be taken in"),
}
REASONS: Final[Mapping[str, Any]] = {
    "empty": _l("The file holds no column names"),
    "columns-twice": _l("Two columns have the same name"),
    "quote-never-closed": _l("A quotation mark in the file is never closed"),
    "undecodable": _l("The file's characters can't be read. Save it as CSV UTF-8"),
    "old-excel": _l("This is an old Excel workbook (.xls). Save it as .xlsx or CSV"),
    "no-table": _l("This is no table. Save it as CSV or .xlsx"),
    "broken-workbook": _l("The workbook is damaged, or it is no workbook"),
    "workbook-too-large": _l("The workbook unpacks to more than a file may hold"),
    "workbook-with-entities": _l("The workbook holds definitions that no spreadsheet writes"),
    "no-questions": _l("No column of the file could be a question"),
    "no-known-column": _l("None of the file's questions is linked to one of yours yet"),
    "unknown-preset": _l("There is no such kind of file"),
    "survey-not-found": _l("The survey is not there any more"),
    "handling-failed": _l("Taking it in failed. Go on once; if it fails again, tell whoever runs adborth"),
}
LANGUAGE_KEY: Final = LANGUAGE
"""What their question is linked to that tells the language of the answers."""
NUMBERED_PER_FORM: Final = frozenset({"microsoft-forms", "limesurvey", "columns"})
"""The kinds of files whose ids of responses begin anew with each form."""


def told_faults(faults: tuple[Fault, ...], survey: Survey, language: str) -> str:
    """What is wrong with a row, in a reader's language: each sentence behind the question that it is about."""
    asked = {question.key: question.text.said_in(survey.language_for(language)) for question in survey.questions}
    return "; ".join(
        f"{asked.get(fault.question, fault.question)}: {sentence(fault)}" if fault.question else sentence(fault)
        for fault in faults
    )
