"""Where a team wants a second person to approve, nobody and nothing gets round it."""

import pytest

from services.reports.application.answer_codes import answer_code
from services.reports.application.default_draft import prepare_draft
from services.reports.application.draft_publication import approve, read_prospect, save_draft, set_rules
from services.reports.application.publish_report import publish_at_once
from services.reports.domain.answering import Said, State
from services.reports.domain.publication_errors import NotToBePublished
from services.reports.domain.publications import Choices
from services.reports.domain.redactions import SYSTEM, Person
from tests.support.reports.models import JOURNEY
from tests.support.reports.publishing_desks import Office

ANN, BEN = Person("1", "Ann"), Person("2", "Ben")


def objections(caught: pytest.ExceptionInfo[NotToBePublished]) -> list[str]:
    return [each.code for each in caught.value.objections]


def test_nobody_approves_alone_what_they_answered_in_a_colleagues_draft(office: Office) -> None:
    set_rules(JOURNEY, None, True, desk=office.desk)
    save_draft(JOURNEY, 0, Choices(), ANN, desk=office.desk)
    answer_code(JOURNEY, "time_and_space", 0, Said(State.DID, {"en": "Done"}), BEN, desk=office.desk)
    draft = read_prospect(JOURNEY, desk=office.desk).proposal.draft
    with pytest.raises(NotToBePublished) as caught:
        approve(JOURNEY, draft.version, BEN, desk=office.desk)
    assert objections(caught) == ["second-person"]
    approve(JOURNEY, draft.version, ANN, desk=office.desk)


def test_a_program_is_no_second_person_and_takes_nobodys_draft_over(office: Office) -> None:
    set_rules(JOURNEY, None, True, desk=office.desk)
    save_draft(JOURNEY, 0, Choices(), ANN, desk=office.desk)
    with pytest.raises(NotToBePublished) as caught:
        publish_at_once(JOURNEY, SYSTEM, desk=office.desk)
    assert objections(caught) == ["second-person"]
    approve(JOURNEY, 1, BEN, desk=office.desk)
    assert publish_at_once(JOURNEY, SYSTEM, desk=office.desk).approved_by == BEN
    draft = prepare_draft(JOURNEY, SYSTEM, desk=office.desk)
    assert (draft.choices.note["en"], draft.changed_by) == ("Newer figures.", ANN)
