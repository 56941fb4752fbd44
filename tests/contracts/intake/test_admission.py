"""Invitations and places, on the fake, on SQLite and on PostgreSQL: the same suite."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from services.intake.adapters.admission_unit import SqlAdmissionUnit
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.invitations import Invitation
from services.intake.domain.responses import State
from tests.support.fakes_admission import FakeAdmission, FakeAdmissionUnit
from tests.support.fakes_intake import NOON, FakeClock
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

SURVEY = replace(a_survey(), version=1)
DAY = date(2026, 11, 22)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def open_unit(request, tmp_path):
    if request.param == "fake":
        store = FakeAdmission()
        yield lambda: FakeAdmissionUnit(store)
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.gate.open_unit


def an_invitation(reference: str, survey: str = "card", **changed) -> Invitation:
    id_ = str(uuid.uuid4())
    given = {"attributes": {"role": "gp", "site": "Ysbyty Glan Clwyd ŵ"}, "digest": id_.replace("-", "") * 2}
    return Invitation(id=id_, team_id="default", survey=survey, reference=reference, **(given | changed))


def keep(open_unit, *invitations: Invitation) -> int:
    with open_unit() as unit:
        new = unit.invitations.add(invitations)
        unit.commit()
    return new


def test_an_invitation_is_kept_once_a_reference(open_unit) -> None:
    first, second = an_invitation("b"), an_invitation("a", attributes={})
    assert keep(open_unit, first, second) == 2
    assert keep(open_unit, an_invitation("b"), third := an_invitation("c"), other := an_invitation("b", "other")) == 2
    assert keep(open_unit) == 0
    with open_unit() as unit:
        assert unit.invitations.of_survey("card") == [second, first, third]
        assert unit.invitations.of_survey("other") == [other]
        assert unit.invitations.find("card", first.digest) == first
        assert unit.invitations.find("other", first.digest) is None
        assert unit.invitations.find("card", "unknown") is None


def test_invitations_with_the_same_attributes_are_counted(open_unit) -> None:
    turned = {"site": "Ysbyty Glan Clwyd ŵ", "role": "gp"}
    keep(open_unit, an_invitation("a"), an_invitation("b", attributes=turned), an_invitation("c", attributes={}))
    keep(open_unit, an_invitation("a", "other"))
    with open_unit() as unit:
        assert unit.invitations.alike("card", turned) == 2
        assert unit.invitations.alike("card", {}) == 1
        assert unit.invitations.alike("card", {"role": "gp"}) == 0


def test_an_invitation_is_used_once(open_unit) -> None:
    invitations = [an_invitation(name) for name in "abc"]
    keep(open_unit, *invitations)
    for invitation in invitations[:2]:
        with open_unit() as unit:
            assert unit.invitations.use(invitation, DAY)
            unit.commit()
    with open_unit() as unit:
        assert not unit.invitations.use(invitations[0], DAY)
        assert unit.invitations.use(invitations[2], DAY)
    with open_unit() as unit:
        assert [each.used_on for each in unit.invitations.of_survey("card")] == [DAY, DAY, None]


def test_what_happened_to_letters_is_noted(open_unit) -> None:
    invitation = an_invitation("a")
    keep(open_unit, invitation)
    with open_unit() as unit:
        unit.invitations.note_reminder(invitation.id, DAY)
        unit.invitations.send_no_more(invitation.id)
        unit.commit()
    with open_unit() as unit:
        [kept] = unit.invitations.of_survey("card")
    assert kept == replace(invitation, reminded_on=DAY, no_reminders=True)


def test_places_are_taken_by_what_counts(open_unit) -> None:
    given = [replace(a_submission(), attributes={"role": role}) for role in ("gp", "gp", "gp", "nurse")]
    responses = [SURVEY.accept(submission, at=NOON) for submission in given]
    aside = [replace(SURVEY.accept(a_submission(), at=NOON), state=state) for state in (State.SUSPECT, State.SURPLUS)]
    publish_survey(a_survey(), uow=open_unit(), clock=FakeClock())
    with open_unit() as unit:
        unit.places.hold("card")
        unit.places.hold("nowhere")
        unit.responses.add([*responses, *aside])
        unit.responses.advance([responses[1].id], State.CODED)
        unit.responses.empty(responses[2].id)
        assert (unit.places.taken("card"), unit.places.taken("other")) == (3, 0)
        assert unit.places.taken_by("card", "role", "gp") == 2
        assert unit.places.taken_by("card", "role", "porter") == 0
        assert unit.places.taken_by("card", "site", "gp") == 0


def test_the_transaction_that_wrote_a_row_last_does_not_tell_which_card_came_by_it(postgres) -> None:
    """PostgreSQL keeps it with every row, and the response was written by the same transaction."""
    with opened_intake(str(postgres), FakeClock()) as intake:
        invitations = [an_invitation(f"{number:02}") for number in range(12)]
        keep(intake.gate.open_unit, *invitations)
        for invitation in invitations[:8]:
            with intake.gate.open_unit() as unit:
                assert isinstance(unit, SqlAdmissionUnit)
                unit.invitations.use(invitation, DAY)
                unit.commit()
        with intake.database.read() as connection:
            written = "SELECT count(DISTINCT xmin::text), count(*) FROM invitations WHERE used_on IS NOT NULL"
            assert tuple(connection.exec_driver_sql(written).one()) == (1, 8)
