"""The desk of drafts of the application that answers the present request, its problems, and who is at it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, cast

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from services.intake.application.draft_desk import DraftDesk
from services.intake.application.survey_overview import Overview
from services.intake.domain.drafts import Draft, Part, fingerprint
from services.intake.domain.responses import Answer
from services.intake.domain.survey_changes import Action, Author
from services.intake.domain.surveys import Survey
from services.intake.entrypoints.draft_fields import said_and_state
from services.intake.entrypoints.field_names import field_hint, field_name, type_hint, type_name
from shared.identity.access import Role, current_caller
from shared.web.languages import current_language
from shared.web.problems import Problem, register_problems

_EXTENSION: Final = "adborth-intake-drafts"

PROBLEMS: Final[Mapping[str, Problem]] = {
    "draft-changed": Problem(
        409,
        _l("Somebody changed this meanwhile"),
        _l("Nothing was done. Go back to the survey's page, look at it as it is now, and do it again there."),
    ),
    "not-yet-published": Problem(
        409, _l("This survey was never published"), _l("Publish it first, or throw its draft away.")
    ),
    "invalid-survey": Problem(
        409,
        _l("This survey can't be published as it is"),
        _l("Nothing was done. The survey's check list says what has to be mended."),
    ),
    "template-not-found": Problem(404, _l("There is no such template"), _l("Choose one from the list.")),
}


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


def install_drafting(app: Flask, desk: DraftDesk) -> None:
    """Give the application its desk of drafts, and the words for what can go wrong there."""
    app.extensions[_EXTENSION] = desk
    register_problems(app, PROBLEMS)
    app.add_template_filter(field_name)
    app.jinja_env.globals.update(
        Role=Role,
        caller_role=lambda: current_caller().role,
        field_hint=field_hint,
        field_name=field_name,
        fingerprint=fingerprint,
        said_of=said_of,
        titled=titled,
        titled_in=titled_in,
        done=lambda what: str(_DONE[what]),
        shown_answer=shown_answer,
        type_hint=type_hint,
        type_name=type_name,
    )


def drafts_at_hand() -> DraftDesk:
    """The desk of drafts that this application was given."""
    return cast(DraftDesk, current_app.extensions[_EXTENSION])


def author() -> Author:
    """Who is signed in, as those who change surveys are noted."""
    caller = current_caller()
    return Author(id=caller.id, name=caller.name, team_id=caller.team_id)


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


def moment(told: object) -> datetime | None:
    """The moment that a document names, None when it names none. Raises ValueError for what is no moment."""
    if told is None:
        return None
    found = datetime.fromisoformat(str(told))
    if found.tzinfo is None:
        raise ValueError(told)
    return found.astimezone(UTC)
