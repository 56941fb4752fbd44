"""Many at the same moment: one card a link, no card above the limit, and a hall behind one address loses nothing."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from services.intake.application.invite_people import count_invitations, invite_people, links_of
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.admission import Admission, InvitationKind
from services.intake.domain.invitations import Invitee
from services.intake.domain.limits import Allowance
from services.intake.domain.pace import Pace
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.intake import NobodySignedIn, opened_intake
from tests.support.surveys import a_survey

HALL = {"REMOTE_ADDR": "203.0.113.9"}
PHONES = 500
THREADS = 32


@pytest.fixture(params=["sqlite", "postgresql"])
def real(request, tmp_path):
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    with opened_intake(sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")) as intake:
        yield intake


def publish(intake, admission: Admission = Admission()) -> None:  # noqa: B008  because it can't be changed
    publish_survey(a_survey(admission=admission), uow=intake.desk.open_unit(), clock=intake.clock)


def at_once(intake, bodies) -> list:
    app, ready = intake.web_app(NobodySignedIn()), Barrier(len(bodies))

    def one(body):
        with app.test_client() as client:
            ready.wait(30)
            return client.post("/api/v1/surveys/card/responses", json=body, environ_base=HALL)

    with ThreadPoolExecutor(len(bodies)) as threads:
        return list(threads.map(one, bodies))


def a_card(**more) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "answers": {"q_next": f"More time {uuid.uuid4()}"}, **more}


@pytest.mark.parametrize("kind", [InvitationKind.PERSONAL, InvitationKind.ANONYMOUS])
def test_different_cards_with_one_link_are_one_card(real, kind: InvitationKind) -> None:
    publish(real, Admission(invitations=kind))
    invite_people("card", [Invitee("a"), Invitee("b")], gate=real.gate)
    [link, _] = links_of("card", gate=real.gate)
    answers = at_once(real, [a_card(invite=link.token) for _ in range(12)])
    assert sorted(answer.status_code for answer in answers) == [201] + [410] * 11
    assert {answer.json["code"] for answer in answers if answer.status_code == 410} == {"invitation-used"}
    assert (len(answers_in(real)), promises_in(real), count_invitations("card", gate=real.gate).used) == (1, 1, 1)


def test_one_card_that_is_sent_many_times_with_its_link_gets_one_receipt(real) -> None:
    publish(real, Admission(invitations=InvitationKind.ANONYMOUS))
    invite_people("card", [Invitee("a")], gate=real.gate)
    [link] = links_of("card", gate=real.gate)
    answers = at_once(real, [a_card(invite=link.token)] * 12)
    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [201]
    assert len({answer.json["receipt"] for answer in answers}) == 1
    assert (len(answers_in(real)), promises_in(real)) == (1, 1)


def test_everybody_uses_their_own_link_at_once(real) -> None:
    publish(real, Admission(invitations=InvitationKind.ANONYMOUS))
    invite_people("card", [Invitee(f"{number:02}") for number in range(16)], gate=real.gate)
    answers = at_once(real, [a_card(invite=link.token) for link in links_of("card", gate=real.gate)])
    assert [answer.status_code for answer in answers] == [201] * 16
    assert (len(answers_in(real)), count_invitations("card", gate=real.gate).used) == (16, 16)


def test_no_card_passes_above_the_limit(real) -> None:
    publish(real, Admission(most_responses=5))
    answers = at_once(real, [a_card() for _ in range(20)])
    assert sorted(answer.status_code for answer in answers) == [201] * 5 + [410] * 15
    assert (len(answers_in(real)), promises_in(real)) == (5, 5)


@pytest.mark.parametrize("crowded", [False, True])
def test_five_hundred_phones_behind_one_address_lose_nothing(real, show_figure, crowded: bool) -> None:
    publish(real)
    if crowded:
        # As if twenty times as many had come: 100 at once and 100 a second.
        tight = Pace(Allowance(100, timedelta(seconds=1)), chance=lambda: 0.0)
        real.gate = replace(real.gate, pace=tight)
    app = real.web_app(NobodySignedIn())

    def phone(body) -> int:
        """How often a phone had to come again."""
        with app.test_client() as client:
            for tries in range(20):
                answer = client.post("/api/v1/surveys/card/responses", json=body, environ_base=HALL)
                if answer.status_code != 429:
                    assert answer.status_code == 201
                    return tries
                time.sleep(int(answer.headers["Retry-After"]))
        raise AssertionError("it never came through")

    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        again = sum(threads.map(phone, [a_card() for _ in range(PHONES)]))
    took = time.perf_counter() - began
    assert (again > 0) is crowded
    show_figure(f"gate: {PHONES} phones behind one address are through in {took:.1f} s; {again} were told to wait")
    assert len({answer["q_next"] for answer in answers_in(real)}) == promises_in(real) == PHONES
