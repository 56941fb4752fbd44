"""`adborth survey late` as somebody types it."""

import uuid
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.cli.survey import survey
from services.intake.application.accept_response import accept_response
from services.intake.config import read_settings
from services.intake.domain.responses import State
from services.intake.domain.submissions import Submission
from services.intake.main import build_intake
from tests.support.fakes_intake import NOON


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Somebody else carries the messages: what this command leaves to be carried is tested elsewhere.
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nowhere")
    return tmp_path / "data"


def run(*arguments: object):
    return CliRunner().invoke(survey, [str(argument) for argument in arguments])


def hand_in_late(data: Path) -> str:
    intake = build_intake(read_settings(data))
    desk = intake.desk
    card = Submission(
        survey="journey", id=str(uuid.uuid4()), language="cy", answers={"q_next": "Hwyr"}, version=1, filled_at=NOON
    )
    accepted = accept_response(card, letterbox=desk.letterbox, clock=desk.clock, receipts=desk.receipts)
    intake.close()
    return accepted.response_id


def states(data: Path) -> set[State]:
    intake = build_intake(read_settings(data))
    [ledger] = [each for each in intake.ledger() if each.survey == "journey"]
    intake.close()
    return set(ledger.ids)


def test_late_cards_are_listed_and_admitted(data: Path) -> None:
    assert run("close", "journey", "--data", data).exit_code == 0
    response_id = hand_in_late(data)
    listed = run("late", "journey", "--data", data).stdout.splitlines()
    assert listed[0].startswith(f"{response_id}  filled in 22 November 2026 12:00 UTC by the device's clock, received")
    assert listed[1:] == ["1 put aside."]
    assert run("late", "journey", "--kind", "suspect", "--data", data).stdout == "0 put aside.\n"
    assert states(data) == {State.LATE}
    assert run("late", "journey", "--admit", "--data", data).stdout == "1 admitted.\n"
    assert run("late", "journey", "--data", data).stdout == "0 put aside.\n"
    assert states(data) == {State.PENDING}


def test_an_unknown_survey_is_named(data: Path) -> None:
    told = run("late", "nowhere", "--data", data)
    assert (told.exit_code, "There is no survey 'nowhere'" in told.output) == (1, True)
