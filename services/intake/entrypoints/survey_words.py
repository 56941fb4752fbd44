"""What templates say of surveys: titles, texts of documents, types of questions, and what was done."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from services.intake.application.survey_overview import Overview
from services.intake.domain.drafts import Draft, Part, fingerprint
from services.intake.domain.responses import Answer
from services.intake.domain.survey_changes import Action
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.draft_fields import said_and_state
from services.intake.entrypoints.field_names import field_hint, field_name, type_hint, type_name
from shared.identity.access import Role, current_caller
from shared.web.languages import current_language

_DONE: Final[Mapping[Action, Any]] = {
    Action.CREATED: _l("started it"),
    Action.IMPORTED: _l("started it from a file"),
    Action.DUPLICATED: _l("started it as a double"),
    Action.EDITED: _l("changed the draft"),
    Action.DISCARDED: _l("threw the draft away"),
    Action.PUBLISHED: _l("published it"),
    Action.OPENED: _l("opened it"),
    Action.CLOSED: _l("closed it"),
    Action.TIMES_SET: _l("set its times"),
    Action.ADMITTED: _l("admitted cards"),
    Action.ARCHIVED: _l("archived it"),
    Action.RESTORED: _l("took it out of the archive"),
    Action.DELETION_BEGUN: _l("began to delete it"),
    Action.DELETED: _l("deleted it"),
}


def said_of(part: Part, name: str, language: str) -> tuple[str, str]:
    """A wording of a document as it is shown in this language, and the language it is in then; ("", "") if empty."""
    wording: Any = part.get(name)
    if not isinstance(wording, Mapping):
        return "", ""
    said = {code: said_and_state(text)[0] for code, text in wording.items()}
    found = language if said.get(language) else next((code for code, text in said.items() if text), "")
    return said.get(found, ""), found


def titled(found: Overview | Draft) -> str:
    """What a survey is called, in the reader's language where it can be: its draft's title, else the published one."""
    return _title(found)[0]


def titled_in(found: Overview | Draft) -> str:
    """The language of that title."""
    return _title(found)[1]


def shown_answer(survey: Survey, answer: Answer, language: str) -> str:
    """An answer as people read it: labels instead of keys where the question is still asked."""
    asked = next((question for question in survey.questions if question.key == answer.question), None)
    return asked.shown(answer.text, language) if asked else answer.text


def _title(found: Overview | Draft) -> tuple[str, str]:
    language = current_language()
    draft = found if isinstance(found, Draft) else found.draft
    if draft is not None:
        said, spoken = said_of(draft.document, "title", language)
        return said or draft.slug, spoken or language
    published = found.published if isinstance(found, Overview) else None
    if published is None:
        return found.slug, language
    return published.title.said_in(language), published.title.language_said(language)


def caller_role() -> Role:
    """What the one who is signed in may do."""
    return current_caller().role


def done(what: Action) -> str:
    """What was done, as its author's deed."""
    return str(_DONE[what])


SHOWN: Final[Mapping[str, Any]] = {
    "Role": Role,
    "caller_role": caller_role,
    "done": done,
    "field_hint": field_hint,
    "field_name": field_name,
    "fingerprint": fingerprint,
    "said_of": said_of,
    "shown_answer": shown_answer,
    "titled": titled,
    "titled_in": titled_in,
    "type_hint": type_hint,
    "type_name": type_name,
}
"""What the templates of these pages can call, by name."""
