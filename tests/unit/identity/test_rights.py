"""Entering a team, leaving it, and tokens: the use cases, without a browser."""

import pytest

from shared.identity.application.identify import caller_of_session, caller_of_token
from shared.identity.application.people import people_of, remove_person
from shared.identity.application.set_up import accept_link, invite, make_owner_link, open_link
from shared.identity.application.sign_in import sign_out
from shared.identity.application.tokens import TokenWish, make_token, revoke_token, tokens_of
from shared.identity.domain.errors import (
    InvalidDetails,
    LastOwner,
    LinkNotValid,
    PersonNotFound,
    RoleTooHigh,
    TokenNotFound,
)
from shared.identity.domain.events import Action
from shared.identity.domain.opaque import digest
from shared.identity.domain.people import Details
from shared.identity.domain.roles import Caller, Role, Via
from tests.support.identity.stage import OWNER, PASSWORD, Stage

DETAILS = Details("Ann", "ann@example.org", PASSWORD, PASSWORD)


def caller(stage: Stage, session: str) -> Caller:
    found = caller_of_session(session, stage.desk)
    assert found is not None
    return found


def owner_link(stage: Stage) -> str:
    secret = make_owner_link(stage.desk).value
    assert secret is not None
    return secret


def test_the_first_owner_enters_and_is_signed_in(stage: Stage) -> None:
    found = caller(stage, stage.owner())
    assert (found.role, found.team_id, found.name, found.via) == (Role.OWNER, "default", "Olwen", Via.SESSION)
    assert make_owner_link(stage.desk).value is None


def test_a_link_works_once_for_a_day_and_until_a_newer_one(stage: Stage) -> None:
    replaced, secret = owner_link(stage), owner_link(stage)
    with pytest.raises(LinkNotValid):
        open_link(replaced, stage.desk)
    stage.clock.move(hours=24)
    with pytest.raises(LinkNotValid):
        accept_link(secret, DETAILS, stage.desk)
    secret = owner_link(stage)
    accept_link(secret, DETAILS, stage.desk)
    with pytest.raises(LinkNotValid):
        accept_link(secret, DETAILS, stage.desk)


def test_a_mistake_does_not_use_the_link_up(stage: Stage) -> None:
    secret = owner_link(stage)
    with pytest.raises(InvalidDetails):
        accept_link(secret, Details("Ann", "ann@example.org", "short", "short"), stage.desk)
    assert open_link(secret, stage.desk).role is Role.OWNER


def test_an_owners_link_is_worth_nothing_once_there_is_an_owner(stage: Stage) -> None:
    secret = owner_link(stage)
    stage.member("ann@example.org", Role.OWNER)
    with pytest.raises(LinkNotValid):
        open_link(secret, stage.desk)


def test_nothing_secret_is_stored_as_it_is(stage: Stage) -> None:
    session, token, link = stage.owner(), stage.token(Role.VIEWER), invite("ben@b.org", Role.VIEWER, None, stage.desk)
    for secret in (session, token, link.value):
        assert secret not in repr(stage.store.rows)
        assert digest(secret) in repr(stage.store.rows)
    assert token.startswith("adb_")


def test_the_invited_address_cannot_be_changed_for_another(stage: Stage) -> None:
    stage.member("ben@example.org", Role.EDITOR)
    secret = invite(" Ann@example.org", Role.EDITOR, None, stage.desk).value
    accept_link(secret, Details("Ann", "ben@example.org", PASSWORD, PASSWORD), stage.desk)
    members, _ = people_of("default", stage.desk)
    assert [(one.person.email, one.role) for one in members] == [
        ("ann@example.org", Role.EDITOR),
        ("ben@example.org", Role.EDITOR),
    ]


def test_a_link_for_a_member_renews_the_password_keeps_the_role_and_ends_sessions(stage: Stage) -> None:
    session = stage.member("ann@example.org", Role.EDITOR)
    renewed = "another long password"
    secret = invite("ann@example.org", Role.OWNER, None, stage.desk).value
    fresh = stage.desk.told(accept_link(secret, Details("Ann", "", renewed, renewed), stage.desk))
    assert caller_of_session(session, stage.desk) is None
    assert caller(stage, fresh).role is Role.EDITOR
    assert stage.trail.events[-1].what is Action.PASSWORD_CHANGED


def test_of_two_who_use_a_link_at_once_one_enters(stage: Stage) -> None:
    secret, slow = owner_link(stage), Stage(store=stage.store, clock=stage.clock)

    def meanwhile(password: str) -> str:
        accept_link(secret, Details("Ben", "ben@example.org", PASSWORD, PASSWORD), stage.desk)
        return password

    slow.hasher.hash = meanwhile  # type: ignore[method-assign]  # the other one is quicker while this one hashes
    with pytest.raises(LinkNotValid):
        accept_link(secret, DETAILS, slow.desk)
    assert [one.person.email for one in people_of("default", stage.desk)[0]] == ["ben@example.org"]


def test_the_first_owners_link_takes_nobodys_place(stage: Stage) -> None:
    stage.member("ann@example.org", Role.EDITOR)
    with pytest.raises(InvalidDetails) as caught:
        accept_link(owner_link(stage), DETAILS, stage.desk)
    assert caught.value.fields == {"email": "taken"}


def test_invitations_need_an_address_and_go_no_higher_than_ones_own_role(stage: Stage) -> None:
    editor = caller(stage, stage.member("ed@example.org", Role.EDITOR))
    with pytest.raises(RoleTooHigh):
        invite("ann@example.org", Role.OWNER, editor, stage.desk)
    with pytest.raises(InvalidDetails):
        invite("ann", Role.VIEWER, editor, stage.desk)


def test_invitations_that_hold_are_listed(stage: Stage) -> None:
    invite("ann@example.org", Role.VIEWER, None, stage.desk)
    assert [one.email for one in people_of("default", stage.desk)[1]] == ["ann@example.org"]
    stage.clock.move(hours=24)
    assert people_of("default", stage.desk)[1] == []


def test_a_removed_person_is_out_at_once_with_their_tokens(stage: Stage) -> None:
    owner, session = caller(stage, stage.owner()), stage.member("ann@example.org", Role.EDITOR)
    ann = caller(stage, session)
    token = make_token(TokenWish("mine", Role.VIEWER, 30), ann, stage.desk).value
    event = remove_person(ann.id, owner, stage.desk).event
    assert event is not None
    assert (event.who, event.what, event.subject, event.at) == (owner.id, Action.REMOVED, ann.id, stage.clock.now())
    assert caller_of_session(session, stage.desk) is None
    assert caller_of_token(token, stage.desk) is None
    with pytest.raises(PersonNotFound):
        remove_person(ann.id, owner, stage.desk)


def test_a_removed_person_does_not_come_back_by_a_link_they_made_or_were_sent(stage: Stage) -> None:
    owner, ann = caller(stage, stage.owner()), caller(stage, stage.member("ann@example.org", Role.OWNER))
    made = invite("friend@example.org", Role.OWNER, ann, stage.desk).value
    sent = invite("ann@example.org", Role.OWNER, owner, stage.desk).value
    others = invite("ben@example.org", Role.VIEWER, owner, stage.desk).value
    remove_person(ann.id, owner, stage.desk)
    for secret in (made, sent):
        with pytest.raises(LinkNotValid):
            accept_link(secret, DETAILS, stage.desk)
    assert open_link(others, stage.desk).email == "ben@example.org"


def test_a_team_keeps_an_owner(stage: Stage) -> None:
    owner = caller(stage, stage.owner())
    with pytest.raises(LastOwner):
        remove_person(owner.id, owner, stage.desk)
    second = caller(stage, stage.member("second@example.org", Role.OWNER))
    remove_person(owner.id, second, stage.desk)


def test_sessions_slide_end_by_absence_and_never_outlive_two_weeks(stage: Stage) -> None:
    session = stage.owner()
    stage.clock.move(hours=11)
    assert caller_of_session(session, stage.desk)
    stage.clock.move(hours=11)
    assert caller_of_session(session, stage.desk)
    stage.clock.move(hours=12)
    assert caller_of_session(session, stage.desk) is None
    session = stage.member("ann@example.org", Role.VIEWER)
    for _ in range(14 * 24 - 1):
        stage.clock.move(hours=1)
        assert caller_of_session(session, stage.desk)
    stage.clock.move(hours=1)
    assert caller_of_session(session, stage.desk) is None


def test_signing_out_ends_the_session_and_an_unknown_one_changes_nothing(stage: Stage) -> None:
    session = stage.owner()
    assert sign_out(session, stage.desk).event is not None
    assert caller_of_session(session, stage.desk) is None
    assert sign_out(session, stage.desk).event is None


def test_a_token_acts_in_its_own_role_until_it_ends(stage: Stage) -> None:
    secret = stage.token(Role.REVIEWER)
    found = caller_of_token(secret, stage.desk)
    assert found is not None
    assert (found.role, found.via) == (Role.REVIEWER, Via.TOKEN)
    first_use = stage.clock.now()
    stage.clock.move(seconds=30)
    caller_of_token(secret, stage.desk)
    assert tokens_of("default", stage.desk)[0].last_used_at == first_use
    stage.clock.move(days=30)
    assert caller_of_token(secret, stage.desk) is None
    assert caller_of_token("not-one-of-ours", stage.desk) is None
    assert caller_of_token("adb_unknown", stage.desk) is None


def test_tokens_go_no_higher_than_their_maker_and_are_checked(stage: Stage) -> None:
    editor = caller(stage, stage.member("ed@example.org", Role.EDITOR))
    with pytest.raises(RoleTooHigh):
        make_token(TokenWish("x", Role.OWNER, 30), editor, stage.desk)
    for name, days, fields in [
        ("  ", 30, {"name": "missing"}),
        ("n" * 81, 31, {"name": "too-long", "days": "unknown"}),
    ]:
        with pytest.raises(InvalidDetails) as caught:
            make_token(TokenWish(name, Role.VIEWER, days), editor, stage.desk)
        assert caught.value.fields == fields


def test_tokens_are_revoked_within_the_team_and_up_to_ones_own_role(stage: Stage) -> None:
    editor = caller(stage, stage.member("ed@example.org", Role.EDITOR))
    secret, _ = stage.token(Role.EDITOR), stage.token(Role.OWNER)
    by_role = {one.role: one.id for one in tokens_of("default", stage.desk)}
    with pytest.raises(RoleTooHigh):
        revoke_token(by_role[Role.OWNER], editor, stage.desk)
    stranger = Caller("x", "another-team", Role.OWNER, "X", Via.SESSION)
    with pytest.raises(TokenNotFound):
        revoke_token(by_role[Role.EDITOR], stranger, stage.desk)
    revoke_token(by_role[Role.EDITOR], editor, stage.desk)
    assert caller_of_token(secret, stage.desk) is None


def test_the_trail_holds_ids_only(stage: Stage) -> None:
    stage.owner()
    told = repr(stage.trail.events)
    assert OWNER not in told
    assert "Olwen" not in told
