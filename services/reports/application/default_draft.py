"""What is published where nobody wrote a draft: everything, with the quotes that were approved so far."""

from dataclasses import replace
from typing import Final

from services.reports.application.draft_publication import locked
from services.reports.application.publishing import Publishing
from services.reports.domain.publication_errors import ChangedMeanwhile
from services.reports.domain.publications import Draft, Text
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey

NEWER: Final[Text] = {"en": "Newer figures.", "cy": "Ffigurau mwy diweddar."}


def prepare_draft(key: SurveyKey, by: Person, *, desk: Publishing) -> Draft:
    """The draft as the team left it, else one of the whole report; an approved quote stands in a draft already.

    A further number that nobody wrote a note for says that its figures are newer: whoever wrote the rest stays the
    one who wrote. Raises ReportNotFound.
    """
    with locked(key, desk) as unit:
        held = unit.publications.draft(key)
        draft = held or Draft(key)
        if unit.publications.newest(key) and not any(draft.choices.note.values()):
            draft = replace(draft, choices=replace(draft.choices, note=NEWER))
        if draft == held:
            return draft
        writer = draft.changed_by or by
        saved = replace(draft, version=draft.version + 1, changed_by=writer, approval=None)
        if not unit.publications.put_draft(saved):
            raise ChangedMeanwhile
        unit.commit()
    return saved
