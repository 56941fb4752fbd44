"""Two people who may help each other, through the whole house: found, asked by letter, introduced or left alone."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select

from services.embedded import Embedded, House
from services.intake.application.introduce_people import go_on_introducing
from services.intake.application.publish_survey import publish_survey
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.questions import Question
from services.intake.domain.responses import State
from services.reports.adapters.introduction_tables import introductions
from services.reports.domain.introductions import IntroductionState
from shared.contracts.coded_answers import AnswerCoded, CodingMade
from shared.contracts.messages import ResponseCoded
from shared.contracts.schemas import encode
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.random_surveys import said
from tests.support.reports.making import NOON, message
from tests.support.reports.web import OpenIdentity
from tests.support.smtp_sink import REFUSED, smtp_sink
from tests.support.surveys import a_question, a_submission, a_survey

MARI, OLWEN = "mari@example.org", "olwen@ysbyty.example.org"
NEED, OFFER = "We need a coach for our ward", "Gallaf gynnig hyfforddi i ward arall"
EDITOR = {"X-Test-Caller": "ann", "X-Test-Role": "editor"}
USE = (Option(key="contact", text=said("Yes"), permits=("contact",)), Option(key="none", text=said("No")))


class Town:
    """A house with a mail server, its pages, and two people."""

    def __init__(self, data, sink):
        self.sink = sink
        self.house = House(data)
        self.house.migrate()
        self.house.prepare()
        self.broker = Embedded(self.house)
        self.public = self.house.intake.web_app(OpenIdentity()).test_client()
        self.team = self.house.reports.web_app(OpenIdentity()).test_client()
        self.survey = a_survey(
            "hall",
            languages=("en", "cy"),
            questions=(
                a_question(),
                Question(key="q_use", kind="consent", text=said("May we write?"), options=USE),
                Question(key="q_mail", kind="email", text=said("Where to?")),
            ),
        )
        intake = self.house.intake
        publish_survey(self.survey, uow=intake.desk.open_unit(), clock=intake.clock)
        self.people = [self.wrote(NEED, MARI, "en", "need"), self.wrote(OFFER, OLWEN, "cy", "offer")]
        self.carry()

    def wrote(self, text, address, language, facet):
        intake = self.house.intake
        with intake.open_unit() as unit:
            survey = unit.surveys.find("hall")
            answers = {"q_next": text, "q_use": "contact", "q_mail": address}
            card = replace(a_submission(answers=answers), survey="hall", language=language)
            response = survey.accept(card, at=intake.clock.now())
            unit.responses.add([response])
            unit.responses.advance([response.id], State.CODED)
            unit.commit()
        self.code(response.id, text, language, facet)
        return response.id

    def code(self, response_id, text, language, facet, revision=1):
        """What analysis tells of it, said by hand so that the facet is sure."""
        given = AnswerCoded(
            question="q_next",
            text=text,
            model="m-1",
            codebook="improvement",
            codebook_version=1,
            codings=(CodingMade(code="coaching_and_mentoring", theme="capability", confidence=0.9, spans=((0, 4),)),),
            facets=(facet,),
        )
        content = ResponseCoded(
            team_id=DEFAULT_TEAM,
            survey="hall",
            survey_version=1,
            response_id=response_id,
            received_at=NOON,
            language=language,
            revision=revision,
            answers=(given,),
            consents=("contact",),
        )
        self.hear(self.house.reports, message(content))

    def hear(self, part, told):
        with part.open_unit() as unit:
            part.consumer._handle([told], unit)
            unit.commit()

    def carry(self):
        for _ in range(5):
            self.broker.carry()

    def write(self):
        written = go_on_introducing(desk=self.house.intake.introducing)
        self.carry()
        return written

    def propose(self):
        page = self.team.get("/team/introductions", headers=EDITOR).get_data(as_text=True)
        [path] = re.findall(r'href="(/team/introductions/[^"/]+/[^"/]+)"', page)
        form = self.team.get(path, headers=EDITOR).get_data(as_text=True)
        fields = dict(re.findall(r'<textarea[^>]*name="(about_\w+)"[^>]*>([^<]*)<', form))
        assert NEED in form
        assert all(NEED not in text and OFFER not in text for text in fields.values())
        assert self.decide(path, **fields, do="propose").status_code == 303
        self.carry()
        return path

    def decide(self, path, **fields):
        form = self.team.get(path, headers=EDITOR).get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', form)[1]
        return self.team.post(path, data={"csrf_token": token, **fields}, headers=EDITOR)

    def link(self, address):
        [letter] = [
            each for each in self.sink.letters if each["To"] == address and "introductions" in each.get_content()
        ]
        return re.search(r"https://adborth.example(/r/\S+)", letter.get_content())[1]

    def answer(self, address, what):
        link = self.link(address)
        assert self.public.post(link, data={"agree": what}).status_code == 303
        self.carry()
        return self.public.get(link).get_data(as_text=True)

    @property
    def state(self):
        with self.house.reports.database.read() as connection:
            row = connection.execute(select(introductions)).one_or_none()
        return (row.state, row.reason) if row else None

    def shown(self):
        return self.team.get("/team/introductions", headers=EDITOR).get_data(as_text=True)


@pytest.fixture
def sink():
    with smtp_sink() as made:
        yield made


@pytest.fixture
def town(tmp_path, monkeypatch, sink):
    monkeypatch.setenv("ADBORTH_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("ADBORTH_SMTP_PORT", str(sink.port))
    monkeypatch.setenv("ADBORTH_SMTP_SECURITY", "none")
    monkeypatch.setenv("ADBORTH_SMTP_FROM", "adborth@example.net")
    monkeypatch.setenv("ADBORTH_ADDRESS", "https://adborth.example")
    made = Town(tmp_path, sink)
    yield made
    made.house.close()
    assert_no_address_left_intake(tmp_path)


def assert_no_address_left_intake(data):
    for path in (data / "reports.db", data / "analysis.db", data / "identity.db"):
        with closing(sqlite3.connect(path)) as connection:
            assert not [line for line in connection.iterdump() if MARI in line or OLWEN in line], path
    with closing(sqlite3.connect(data / "intake.db")) as connection:
        outbox = connection.execute("select body from outbox").fetchall()
    assert not [body for (body,) in outbox if body and (MARI.encode() in bytes(body) or OLWEN.encode() in bytes(body))]


def test_both_agree_and_learn_where_to_write(town) -> None:
    town.propose()
    assert town.write() == 2
    assert [letter["To"] for letter in town.sink.letters] == [MARI, OLWEN]
    assert "Would you like to be introduced" in town.public.get(town.link(MARI)).get_data(as_text=True)
    assert "Hoffech chi gael eich cyflwyno" in town.public.get(town.link(OLWEN)).get_data(as_text=True)
    assert "You agreed to be introduced" in town.answer(MARI, "yes")
    assert "One of them agreed" in town.shown()
    assert "coaching_and_mentoring" not in town.shown()
    town.answer(OLWEN, "yes")
    assert town.state == (IntroductionState.MET, "")
    assert town.write() == 2
    assert town.write() == 0
    to_mari, to_olwen = town.sink.letters[2:]
    assert (to_mari["To"], to_olwen["To"]) == (MARI, OLWEN)
    assert OLWEN in to_mari.get_content()
    assert MARI in to_olwen.get_content()
    shown = town.shown()
    assert "Both agreed" in shown
    assert "example.org" not in shown


def test_one_declines_and_nobody_learns_of_anybody(town) -> None:
    town.propose()
    town.write()
    town.answer(MARI, "yes")
    assert "ar ben" in town.answer(OLWEN, "no")
    assert "This introduction is over" in town.public.get(town.link(MARI)).get_data(as_text=True)
    assert town.write() == 0
    assert town.state == (IntroductionState.OVER, "")
    assert "Declined or expired" in town.shown()
    assert not [each for each in town.sink.letters if OLWEN in each.get_content() or MARI in each.get_content()]


def test_a_withdrawal_in_between_ends_it_at_once_and_its_late_answer_changes_nothing(town) -> None:
    town.propose()
    town.write()
    town.answer(MARI, "yes")
    with town.house.intake.open_unit() as unit:
        before = unit.introductions.open(town.house.intake.clock.now())
    withdraw_response(town.people[1], uow=town.house.intake.open_unit(), clock=town.house.intake.clock)
    town.carry()
    assert town.state is None
    page = town.shown()
    assert OFFER not in page
    assert "Nobody was asked yet." in page
    assert "ar ben" in town.public.get(town.link(OLWEN)).get_data(as_text=True)
    assert town.write() == 0
    late = before[0].news(0, NOON, agreed=True)
    town.hear(town.house.reports, late)
    assert town.state is None
    assert len(town.sink.letters) == 2


def test_a_message_that_comes_again_brings_no_second_letter(town) -> None:
    town.propose()
    with town.house.reports.database.read() as connection:
        id_ = connection.execute(select(introductions.c.id)).scalar_one()
    with town.house.reports.open_unit() as unit:
        known = unit.introductions.find(id_)
    again = known.proposal(known.expires_at)
    town.write()
    town.hear(town.house.intake, again)
    town.write()
    assert len(town.sink.letters) == 2
    assert MARI.encode() not in encode(again)


def test_an_address_that_takes_no_letter_and_no_mail_server_are_told_as_not_possible(town, monkeypatch) -> None:
    withdraw_response(town.people[1], uow=town.house.intake.open_unit(), clock=town.house.intake.clock)
    town.carry()
    town.wrote(OFFER, REFUSED, "en", "offer")
    town.propose()
    town.write()
    assert town.state == (IntroductionState.OVER, "not-possible")
    assert "Not possible" in town.shown()


def test_viewers_see_no_pairs_and_a_key_of_nobody_leads_nowhere(town) -> None:
    assert town.team.get("/team/introductions", headers={"X-Test-Caller": "vi"}).status_code == 403
    unknown = town.public.get("/r/-/introductions/1f0c.0.aaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert unknown.status_code == 404
    assert unknown.headers["Cache-Control"] == "no-store"


def test_texts_that_are_missing_or_too_long_are_asked_for_again(town) -> None:
    page = town.shown()
    [path] = re.findall(r'href="(/team/introductions/[^"/]+/[^"/]+)"', page)
    refused = town.decide(path, about_offer="x" * 501, about_need=" ", do="propose")
    assert refused.status_code == 400
    assert refused.get_data(as_text=True).count("Write between 1 and 500 characters.") == 4
    assert town.decide(path, do="dismiss").status_code == 303
    assert "No need and no offer fit" in town.shown()
    assert town.team.get(path, headers=EDITOR).status_code == 404
