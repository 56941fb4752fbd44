"""What a publication tells of answers, and the rule that none is published while a code is owed one."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from services.reports.application.promises import promises_before
from services.reports.application.publishing import Proposal, PublishingUnit
from services.reports.domain.answering import Answer, OwedFrom, newest_of
from services.reports.domain.publication_errors import Objection
from services.reports.domain.publications import Document
from services.reports.domain.surveys import SurveyKey

WHAT_WE_DID: Final = "what_we_did"
PROMISED_BEFORE: Final = "promised_before"
OWED: Final = "answers-owed"
_SAID: Final = {
    "en": "These codes have no answer yet: {codes}. The team wants to answer them before it publishes.",
    "cy": "Nid oes ateb i'r codau hyn eto: {codes}. Mae'r tîm am eu hateb cyn cyhoeddi.",
}


def answers_told(key: SurveyKey, unit: PublishingUnit) -> Mapping[str, object]:
    """The entries of a document: what was said to its codes, and what was promised at earlier events."""
    survey = unit.surveys.known({key}).get(key)
    codebooks = {each.codebook for each in survey.questions if each.codebook} if survey else set()
    given = newest_of(unit.answering.given.of(key)).values()
    promises = promises_before(key, codebooks, unit)
    titles = {whose: known.title for whose, known in unit.surveys.known({each.survey for each in promises}).items()}
    return {
        WHAT_WE_DID: [_told(each) for each in sorted(given, key=lambda each: each.code)],
        PROMISED_BEFORE: [
            {
                "survey": each.survey.slug,
                "survey_title": dict(titles.get(each.survey) or {"en": each.survey.slug}),
                **_told(each),
            }
            for each in promises
        ],
    }


def answers_owed(proposal: Proposal, unit: PublishingUnit) -> Iterator[Objection]:
    """An objection while a code of what would be published reaches the team's threshold and has no answer in it."""
    owed_from = unit.answering.rules.rules(proposal.draft.key).owed_from
    approval = proposal.draft.approval
    document = approval.document if approval else proposal.composed.document
    owed = _owed(document, owed_from) if owed_from else []
    if owed:
        told = {language: words.format(codes=_named(owed, language)) for language, words in _SAID.items()}
        yield Objection(OWED, {"codes": tuple(each["code"] for each in owed), "message": told})


def _owed(document: Document, owed_from: OwedFrom) -> list[Mapping[str, Any]]:
    answered = {each["code"] for each in document.get(WHAT_WE_DID, ())}
    lines = [line for theme in document["themes"] for line in theme["codes"]]
    return [line for line in lines if owed_from.reached(line["n"], line["share"]) and line["code"] not in answered]


def _named(lines: list[Mapping[str, Any]], language: str) -> str:
    return ", ".join(each["title"].get(language) or each["title"].get("en", each["code"]) for each in lines)


def _told(answer: Answer) -> dict[str, Any]:
    said = answer.said
    return {
        "code": answer.code,
        "state": said.state.value,
        "text": dict(said.text),
        "by": said.owner if said.owner_shown else "",
        "date": said.on.isoformat() if said.on else None,
        "promised": answer.promised,
    }
