"""`adborth survey open`, `export` and `delete` as somebody types them."""

from pathlib import Path

import pytest
import yaml

from services.intake.application.accept_response import accept_response
from services.intake.application.start_draft import Begun, start_empty
from services.intake.config import read_settings
from services.intake.domain.responses import State
from services.intake.main import build_intake
from tests.integration.intake.test_late_command import run, states
from tests.support.fakes_drafts import OLWEN
from tests.support.surveys import a_submission


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Somebody else carries the messages.
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nowhere")
    return tmp_path / "data"


def test_a_closed_survey_is_opened_again(data: Path) -> None:
    assert run("close", "journey", "--data", data).exit_code == 0
    assert run("open", "journey", "--data", data).stdout == "journey is open, version 2\n"
    assert "journey  version 2  open" in run("list", "--data", data).stdout


def test_a_survey_is_written_as_a_file_that_is_no_change(data: Path, tmp_path: Path) -> None:
    written = run("export", "journey", "--data", data).stdout
    assert yaml.safe_load(written)["slug"] == "journey"
    file = tmp_path / "journey.yaml"
    file.write_text(written)
    assert "stands like that already" in run("publish", file, "--data", data).stdout


def test_a_survey_is_deleted_only_with_its_slug_twice(data: Path) -> None:
    run("list", "--data", data)
    intake = build_intake(read_settings(data))
    card = a_submission(survey="journey")
    accept_response(card, letterbox=intake.desk.letterbox, clock=intake.clock, receipts=intake.desk.receipts)
    intake.close()
    assert run("delete", "journey", "--data", data).exit_code == 2
    refused = run("delete", "journey", "--confirm", "jorney", "--data", data)
    assert (refused.exit_code, "nothing was deleted" in refused.output) == (1, True)
    assert states(data) == {State.PENDING}
    assert "1 responses withdrawn" in run("delete", "journey", "--confirm", "journey", "--data", data).stdout
    assert states(data) == {State.WITHDRAWN}
    assert "There is no survey 'journey'" in run("open", "journey", "--data", data).output


def test_only_a_published_survey_is_opened(data: Path) -> None:
    run("list", "--data", data)
    intake = build_intake(read_settings(data))
    start_empty(Begun("small", {"en": "Small"}), author=OLWEN, desk=intake.drafting)
    intake.close()
    assert "never published" in run("open", "small", "--data", data).output
