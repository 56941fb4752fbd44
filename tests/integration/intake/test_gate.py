"""What the form and the API say at the gate: signs, floods, invitations and quotas."""

import re
import uuid
from dataclasses import replace

import pytest

from services.intake.application.invite_people import invite_people, links_of
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.admission import Admission, InvitationKind, Quota
from services.intake.domain.invitations import Invitee
from services.intake.domain.pace import ADDRESS_AT_ONCE
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.fakes_intake import NOON
from tests.support.surveys import a_submission, a_survey

HALL = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def token(intake) -> str:
    publish(intake, Admission(invitations=InvitationKind.ANONYMOUS), "invited")
    return invite(intake, "invited")


def publish(intake, admission: Admission, slug: str = "card") -> None:
    publish_survey(a_survey(slug, admission=admission), uow=intake.desk.open_unit(), clock=intake.clock)


def invite(intake, slug: str, reference: str = "ann@example.org") -> str:
    invite_people(slug, [Invitee(reference)], gate=intake.gate)
    return next(link.token for link in links_of(slug, gate=intake.gate) if link.invitation.reference == reference)


def card(**more: str) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "answers": {"q_next": "More time"}, **more}


def states_in(intake) -> list[str]:
    with intake.database.read() as connection:
        return sorted(connection.exec_driver_sql("SELECT state FROM responses").scalars())


def fields_on(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))


def test_the_form_carries_a_field_that_people_do_not_see(client) -> None:
    page = client.get("/s/card")
    [field] = re.findall(r'<input id="website"[^>]*>', page.text)
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field
    assert "Leave this empty" in page.text
    assert "Gadewch hwn yn wag" in client.get("/s/card?lang=cy").text


@pytest.mark.parametrize("by", ["form", "api"])
def test_a_filled_trap_is_put_aside_and_answered_like_any_other(client, intake, by: str) -> None:
    filled = {"website": "http://buy.example"}
    if by == "form":
        page = client.post("/s/card", data={"id": str(uuid.uuid4()), "q_next": "x", **filled})
        assert (page.status_code, "your card is stored" in page.text) == (201, True)
    else:
        told = client.post("/api/v1/surveys/card/responses", json=card(**filled))
        assert (told.status_code, sorted(told.json)) == (201, sorted(_plain_answer(client)))
    assert "suspect" in states_in(intake)
    assert len(answers_in(intake)) == 1 + (by == "api")
    assert promises_in(intake) == (by == "api")


def _plain_answer(client) -> dict[str, object]:
    return client.post("/api/v1/surveys/card/responses", json=card()).json


@pytest.mark.parametrize(("after", "state"), [(1, "suspect"), (3, "pending")])
def test_a_link_that_is_sent_at_once_is_put_aside(client, intake, clock, after: int, state: str) -> None:
    fields = fields_on(client.get("/s/card"))
    clock.move(seconds=after)
    assert client.post("/s/card", data={**fields, "q_next": "see https://x.example"}).status_code == 201
    assert states_in(intake) == [state]


def test_words_that_are_sent_at_once_count_and_a_page_without_a_stamp_too(client, intake) -> None:
    fields = fields_on(client.get("/s/card"))
    assert client.post("/s/card", data={**fields, "q_next": "More time"}).status_code == 201
    assert client.post("/s/card", data={"q_next": "see https://x.example"}).status_code == 201
    assert client.post("/s/card", data={"q_next": "https://x.example", "shown": "forged"}).status_code == 201
    assert states_in(intake) == ["pending"] * 3


def test_a_page_that_is_shown_again_keeps_its_stamp(client, clock) -> None:
    fields = fields_on(client.get("/s/card"))
    clock.move(seconds=60)
    assert fields_on(client.post("/s/card", data=fields))["shown"] == fields["shown"]


def test_a_flood_waits_with_its_words_and_passes_afterwards(client, intake, clock) -> None:
    for _ in range(ADDRESS_AT_ONCE):
        intake.gate.pace.check(HALL["REMOTE_ADDR"], "card", clock.now())
    body = card()
    told = client.post("/api/v1/surveys/card/responses", json=body, environ_base=HALL)
    assert (told.status_code, told.mimetype, told.json["code"]) == (429, "application/problem+json", "too-many-cards")
    fields = {"id": str(uuid.uuid4()), "q_next": "My own words"}
    page = client.post("/s/card", data=fields, environ_base=HALL)
    assert (page.status_code, "My own words</textarea>" in page.text) == (429, True)
    assert int(page.headers["Retry-After"]) >= 1
    assert answers_in(intake) == []
    clock.move(seconds=max(int(told.headers["Retry-After"]), int(page.headers["Retry-After"])))
    assert client.post("/api/v1/surveys/card/responses", json=body, environ_base=HALL).status_code == 201
    assert client.post("/s/card", data=fields, environ_base=HALL).status_code == 201


def test_changing_the_language_and_the_machines_own_programs_never_wait(client, intake, clock) -> None:
    for _ in range(ADDRESS_AT_ONCE):
        intake.gate.pace.check(HALL["REMOTE_ADDR"], "card", clock.now())
    turned = client.post("/s/card", data={"q_next": "x", "change_language": "cy"}, environ_base=HALL)
    assert turned.status_code == 200
    assert client.post("/s/card", data={"q_next": "x"}).status_code == 201


def test_an_invited_survey_asks_for_the_link(client, intake, token: str) -> None:
    for language, words in (("en", "for people who were invited"), ("cy", "ar gyfer pobl a gafodd wahoddiad")):
        page = client.get(f"/s/invited?lang={language}")
        assert (page.status_code, words in page.text) == (403, True)
    assert client.get("/s/invited?invite=unknown").status_code == 403
    told = client.post("/api/v1/surveys/invited/responses", json=card())
    assert (told.status_code, told.json["code"]) == (403, "invitation-needed")
    page = client.post("/s/invited", data={"q_next": "My own words", "invite": "unknown"})
    assert (page.status_code, "My own words</textarea>" in page.text) == (403, True)
    assert answers_in(intake) == []


def test_a_link_takes_one_card_by_the_form(client, intake, token: str) -> None:
    page = client.get(f"/s/invited?invite={token}")
    assert "not which answer is yours" in page.text
    fields = {**fields_on(page), "q_next": "More time"}
    assert fields["invite"] == token
    turned = client.post("/s/invited", data={**fields, "change_language": "cy"})
    assert fields_on(turned)["invite"] == token
    first, again = client.post("/s/invited", data=fields), client.post("/s/invited", data=fields)
    assert (first.status_code, again.status_code) == (201, 200)
    other = client.post("/s/invited", data={**fields, "q_next": "Another"})
    assert (other.status_code, "Another</textarea>" in other.text) == (410, True)
    used = client.get(f"/s/invited?invite={token}")
    assert (used.status_code, "An answer was sent with this invitation before" in used.text) == (410, True)
    assert len(answers_in(intake)) == 1


def test_a_link_takes_one_card_by_the_api(client, intake, token: str) -> None:
    body = card(invite=token)
    first, again = (client.post("/api/v1/surveys/invited/responses", json=body) for _ in range(2))
    assert (first.status_code, again.status_code, first.json["receipt"]) == (201, 200, again.json["receipt"])
    other = client.post("/api/v1/surveys/invited/responses", json=card(invite=token))
    assert (other.status_code, other.json["code"]) == (410, "invitation-used")


def test_a_personal_link_says_whose_the_answer_is_and_tells_it(client, intake) -> None:
    publish(intake, Admission(invitations=InvitationKind.PERSONAL), "mine")
    token = invite(intake, "mine", "<Ann>")
    assert "this answer is yours: &lt;Ann&gt;" in client.get(f"/s/mine?invite={token}").text
    client.post("/api/v1/surveys/mine/responses", json=card(invite=token))
    with intake.database.read() as connection:
        assert "<Ann>" in str(connection.exec_driver_sql("SELECT attributes FROM responses").scalar_one())


def test_a_full_survey_says_so_before_people_type_and_keeps_what_was_on_its_way(client, intake) -> None:
    publish(intake, Admission(most_responses=1))
    assert client.post("/api/v1/surveys/card/responses", json=card()).status_code == 201
    page = client.get("/s/card?lang=cy")
    assert (page.status_code, "gymaint o atebion ag sydd eu hangen" in page.text) == (410, True)
    late = client.post("/s/card", data={"q_next": "My own words"})
    assert (late.status_code, "My own words</textarea>" in late.text) == (410, True)
    told = client.post("/api/v1/surveys/card/responses", json=card(filled_at=NOON.isoformat()))
    assert told.status_code == 201
    assert states_in(intake) == ["pending", "surplus"]


def test_a_full_quota_is_named_on_the_form(client, intake) -> None:
    publish(intake, Admission(quotas=(Quota("role", "gp", 1),)))
    response = a_survey().accept(a_submission(), at=NOON)
    with intake.desk.open_unit() as unit:
        unit.responses.add([replace(response, attributes={"role": "gp"})])
        unit.commit()
    assert "<li>gp</li>" in client.get("/s/card").text
    assert client.get("/s/card?role=gp").status_code == 410


def test_no_reminders_is_asked_before_it_is_noted(client, intake, token: str) -> None:
    asked = client.get(f"/s/invited/reminders?invite={token}")
    assert (asked.status_code, "Do you want no more reminders?" in asked.text) == (200, True)
    assert links_of("invited", gate=intake.gate, unanswered_only=True)
    done = client.post(f"/s/invited/reminders?invite={token}", follow_redirects=True)
    assert "You will get no more reminders" in done.text
    assert "You will get no more reminders" in client.get(f"/s/invited/reminders?invite={token}").text
    assert not links_of("invited", gate=intake.gate, unanswered_only=True)
    assert client.get("/s/invited/reminders").status_code == 403
    assert client.get("/s/nowhere/reminders").status_code == 404
