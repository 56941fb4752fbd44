"""Who is let in, what an invitation leaves behind, and what is put aside instead of being refused."""

from dataclasses import replace
from datetime import date

import pytest

from services.intake.application.accept_response import accept_form, accept_response
from services.intake.application.close_survey import close_survey
from services.intake.application.door import Visit
from services.intake.application.gate import NOTHING_TO_TELL, terms_of
from services.intake.application.invite_people import (
    count_invitations,
    invite_people,
    links_of,
    stop_reminders,
)
from services.intake.application.list_surveys import find_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.admission import Admission, InvitationKind, Quota
from services.intake.domain.errors import IdConflict, InvalidSurvey
from services.intake.domain.invitations import INVITATION, InvitationTokens, Invitee, digest_of
from services.intake.domain.refusals import (
    InvitationNeeded,
    InvitationUnknown,
    InvitationUsed,
    NotByInvitation,
    SecretChanged,
    SurveyFull,
)
from services.intake.domain.responses import State
from shared.contracts.names import MessageName
from tests.support.fakes_admission import FakeAdmission, FakeAdmissionUnit
from tests.support.fakes_intake import NOON, FakeUnit
from tests.support.surveys import a_submission, a_survey

PERSONAL = Admission(invitations=InvitationKind.PERSONAL)
ANONYMOUS = Admission(invitations=InvitationKind.ANONYMOUS)


def a_store(admission: Admission, *people: Invitee) -> FakeAdmission:
    store = FakeAdmission()
    publish_survey(a_survey(admission=admission), uow=FakeUnit(store), clock=store.clock)
    if people:
        invite_people("card", people, gate=store.gate())
    return store


def send(store: FakeAdmission, submission=None, *, invite: str = "", suspect: bool = False, by=accept_response):
    gate = store.gate()
    desk = gate.desk
    door = gate.door(Visit(invite, suspect))
    return by(submission or a_submission(), letterbox=door, clock=desk.clock, receipts=desk.receipts)


def token_of(store: FakeAdmission, number: int = 0) -> str:
    return links_of("card", gate=store.gate())[number].token


def states(store: FakeAdmission) -> list[State]:
    return list(store.shelf.states.values())


def told(store: FakeAdmission) -> int:
    return len(store.told(MessageName.RESPONSE_RECEIVED))


def test_a_survey_that_is_open_to_all_asks_nothing() -> None:
    store = a_store(Admission())
    assert send(store, invite="whatever").is_new
    assert (states(store), told(store)) == ([State.PENDING], 1)


def test_nothing_is_told_before_people_type_where_nothing_is_asked() -> None:
    store = a_store(Admission())
    assert terms_of(find_survey("card", reading=FakeUnit(store)), "", {}, gate=store.gate()) == NOTHING_TO_TELL


def test_a_late_card_uses_its_invitation_and_takes_no_place() -> None:
    store = a_store(replace(PERSONAL, most_responses=1), Invitee("a"), Invitee("b"))
    send(store, invite=token_of(store, 0))
    close_survey("card", uow=FakeUnit(store), clock=store.clock)
    assert send(store, replace(a_submission(), filled_at=NOON), invite=token_of(store, 1)).late
    assert (states(store), told(store)) == ([State.PENDING, State.LATE], 1)
    assert count_invitations("card", gate=store.gate()).used == 2


def test_what_looks_like_a_robots_card_is_put_aside_and_answered_like_any_other() -> None:
    store = a_store(Admission())
    submission = a_submission()
    first, again = send(store, submission, suspect=True), send(store, submission, suspect=True)
    assert (first.is_new, again.is_new, first.receipt == again.receipt) == (True, False, True)
    assert (states(store), told(store)) == ([State.SUSPECT], 0)


def test_a_suspect_card_takes_nobodys_place() -> None:
    store = a_store(Admission(most_responses=1))
    send(store, suspect=True)
    assert send(store).is_new
    assert sorted(states(store)) == ["pending", "suspect"]


@pytest.mark.parametrize(
    ("token", "refusal"), [("", InvitationNeeded), (" ", InvitationNeeded), ("x", InvitationUnknown)]
)
def test_without_an_invitation_nothing_is_stored(token: str, refusal: type[Exception]) -> None:
    store = a_store(PERSONAL, Invitee("a@example.org"))
    with pytest.raises(refusal):
        send(store, invite=token)
    with pytest.raises(refusal):
        terms_of(find_survey("card", reading=FakeUnit(store)), token, {}, gate=store.gate())
    assert not states(store)


def test_a_personal_card_tells_whose_it_is_and_is_never_suspect() -> None:
    store = a_store(PERSONAL, Invitee("a@example.org", {"role": "gp"}))
    accepted = send(store, invite=token_of(store).upper() + " ", suspect=True)
    response = store.shelf.responses[accepted.response_id]
    assert response.attributes == {"role": "gp", INVITATION: "a@example.org"}
    assert states(store) == [State.PENDING]
    assert count_invitations("card", gate=store.gate()).used == 1


def test_an_invitation_takes_one_card_and_repeating_it_gives_the_first_receipt() -> None:
    store = a_store(ANONYMOUS, Invitee("a"))
    token, submission = token_of(store), a_submission()
    first, again = send(store, submission, invite=token), send(store, submission, invite=token)
    assert (first.is_new, again.is_new, first.receipt == again.receipt) == (True, False, True)
    with pytest.raises(InvitationUsed):
        send(store, invite=token)
    with pytest.raises(InvitationUsed):
        terms_of(find_survey("card", reading=FakeUnit(store)), token, {}, gate=store.gate())
    with pytest.raises(IdConflict):
        send(store, replace(submission, answers={"q_next": "Other words"}), invite=token)
    with pytest.raises(InvitationUsed):
        send(store, replace(submission, answers={"q_next": "Other words"}), invite=token, by=accept_form)
    assert told(store) == 1


def test_a_failed_commit_uses_up_nothing() -> None:
    store = a_store(ANONYMOUS, Invitee("a"))
    token, store.failure = token_of(store), RuntimeError("disk full")
    with pytest.raises(RuntimeError):
        send(store, invite=token)
    store.failure = None
    assert send(store, invite=token).is_new


def test_somebody_who_stored_the_same_card_by_another_way_meanwhile_used_up_nothing() -> None:
    store = a_store(ANONYMOUS, Invitee("a"))
    token, submission = token_of(store), a_submission()
    response = find_survey("card", reading=FakeUnit(store)).accept(submission, at=NOON)

    class Crossed(FakeAdmissionUnit):
        def __enter__(self):
            super().__enter__()
            self.responses.add = lambda _: set()
            return self

    door = replace(store.gate(), open_unit=lambda: Crossed(store)).door(Visit(token))
    assert door.survey("card") is not None
    assert not door.keep(response)
    assert count_invitations("card", gate=store.gate()).used == 0


def test_an_anonymous_card_leaves_a_day_behind_and_no_way_from_one_to_the_other() -> None:
    store = a_store(ANONYMOUS, Invitee("a@example.org", {"role": "gp"}))
    accepted = send(store, invite=(token := token_of(store)))
    response, [invitation] = store.shelf.responses[accepted.response_id], store.invited.values()
    assert invitation.used_on == date(2026, 11, 22)
    about_the_card = repr(response) + repr(store.told(MessageName.RESPONSE_RECEIVED))
    for secret in (invitation.id, invitation.digest, token, "a@example.org", "gp"):
        assert secret not in about_the_card
    assert accepted.response_id not in repr(invitation)


@pytest.mark.parametrize(("alike", "borne"), [(9, {}), (10, {"role": "gp"})])
def test_an_anonymous_card_bears_only_what_many_invited_people_share(alike: int, borne: dict[str, str]) -> None:
    gps = [Invitee(f"gp {number}", {"role": "gp"}) for number in range(alike)]
    store = a_store(ANONYMOUS, *gps, *(Invitee(f"nurse {number}", {"role": "nurse"}) for number in range(3)))
    accepted = send(store, invite=token_of(store))
    assert store.shelf.responses[accepted.response_id].attributes == borne


def test_a_survey_takes_as_many_as_it_wants_and_puts_aside_what_was_on_its_way() -> None:
    store = a_store(Admission(most_responses=1))
    first = a_submission()
    send(store, first)
    with pytest.raises(SurveyFull) as full:
        send(store)
    assert full.value.details == {"survey": "card", "attribute": "", "value": ""}
    assert send(store, replace(a_submission(), filled_at=NOON)).is_new
    assert (states(store), told(store)) == ([State.PENDING, State.SURPLUS], 1)
    assert not send(store, first).is_new
    with pytest.raises(SurveyFull):
        terms_of(find_survey("card", reading=FakeUnit(store)), "", {}, gate=store.gate())


def test_a_quota_binds_those_it_is_about_and_is_told_before_they_type() -> None:
    store = a_store(Admission(quotas=(Quota("role", "gp", 1), Quota("role", "nurse", 1))))
    gp = replace(a_submission(), attributes={"role": "gp"})
    survey = find_survey("card", reading=FakeUnit(store))
    assert terms_of(survey, "", {"role": "gp"}, gate=store.gate()).full == ()
    send(store, gp)
    with pytest.raises(SurveyFull) as full:
        send(store, replace(a_submission(), attributes={"role": "gp"}))
    assert (full.value.details["attribute"], full.value.details["value"]) == ("role", "gp")
    assert send(store, replace(a_submission(), attributes={"role": "porter"})).is_new
    assert send(store).is_new
    assert terms_of(survey, "", {}, gate=store.gate()).full == (Quota("role", "gp", 1),)
    with pytest.raises(SurveyFull):
        terms_of(survey, "", {"role": "gp"}, gate=store.gate())


def test_a_full_survey_uses_up_no_invitation() -> None:
    store = a_store(replace(ANONYMOUS, most_responses=1), Invitee("a"), Invitee("b"))
    send(store, invite=token_of(store, 0))
    with pytest.raises(SurveyFull):
        send(store, invite=token_of(store, 1))
    assert count_invitations("card", gate=store.gate()).used == 1


def test_a_personal_quota_counts_by_what_is_known_of_the_invited() -> None:
    people = [Invitee(name, {"role": "gp"}) for name in "ab"]
    store = a_store(replace(PERSONAL, quotas=(Quota("role", "gp", 1),)), *people)
    assert (
        terms_of(find_survey("card", reading=FakeUnit(store)), token_of(store), {}, gate=store.gate()).reference == "a"
    )
    send(store, invite=token_of(store, 0))
    with pytest.raises(SurveyFull):
        terms_of(find_survey("card", reading=FakeUnit(store)), token_of(store, 1), {}, gate=store.gate())


def test_inviting_somebody_again_changes_nothing() -> None:
    store = a_store(PERSONAL, Invitee("a", {"role": "gp"}), Invitee("b"))
    before = [link.token for link in links_of("card", gate=store.gate())]
    told_again = invite_people("card", [Invitee("c"), Invitee("a"), Invitee("a")], gate=store.gate())
    assert (told_again.new, told_again.known) == (1, 1)
    assert [link.token for link in links_of("card", gate=store.gate())][:2] == before
    assert len({*before, token_of(store, 2)}) == 3


def test_only_who_has_not_answered_and_did_not_decline_is_reminded() -> None:
    store = a_store(PERSONAL, Invitee("a"), Invitee("b"), Invitee("c"))
    send(store, invite=token_of(store, 0))
    stop_reminders(links_of("card", gate=store.gate())[1].invitation, gate=store.gate())
    left = links_of("card", gate=store.gate(), unanswered_only=True)
    assert [link.invitation.reference for link in left] == ["c"]


def test_links_are_not_made_with_another_secret() -> None:
    store = a_store(PERSONAL, Invitee("a"))
    with pytest.raises(SecretChanged):
        links_of("card", gate=replace(store.gate(), tokens=InvitationTokens("another")))


def test_nobody_is_invited_to_a_survey_that_is_open_to_all() -> None:
    store = a_store(Admission())
    with pytest.raises(NotByInvitation):
        invite_people("card", [Invitee("a")], gate=store.gate())


def test_a_token_is_long_and_only_its_digest_is_kept() -> None:
    store = a_store(PERSONAL, Invitee("a"))
    token, [kept] = token_of(store), store.invited.values()
    assert (len(token), token.isalnum(), kept.digest) == (26, True, digest_of(token))
    assert token not in repr(kept)


@pytest.mark.parametrize(
    "broken",
    [
        {"most_responses": -1},
        {"quotas": (Quota("role", "gp", 0),)},
        {"quotas": (Quota("role", "gp", 1), Quota("role", "gp", 2))},
    ],
)
def test_what_can_not_be_meant_is_refused(broken: dict) -> None:
    with pytest.raises(InvalidSurvey):
        Admission(**broken)
