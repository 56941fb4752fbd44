"""`adborth cards` and `adborth poster` print without a running adborth, and say in a line what can't be printed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.command import adborth
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.questions import Question
from services.intake.domain.wording import Wording
from tests.support.fakes_intake import FakeClock
from tests.support.intake import opened_intake
from tests.support.surveys import a_question, a_survey

SITE = "https://feedback.example.org"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("ADBORTH_INTAKE_DATABASE_URL", raising=False)
    with opened_intake(f"sqlite:///{tmp_path}/intake.db", FakeClock()) as intake:
        long = a_survey("long", questions=tuple(a_question(f"q_{number}") for number in range(9)))
        party = a_survey("party", title=Wording({"en": "Hello 🎉", "cy": "Helo"}))
        hidden = a_survey("hidden", questions=(a_question(), Question(key="source", kind="hidden")))
        for survey in (a_survey(), long, party, hidden):
            publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)
    return tmp_path


def run(data: Path, *arguments: str) -> Result:
    common = ["--address", SITE, "--out", str(data / "out.pdf"), "--data", str(data)]
    return CliRunner().invoke(adborth, [*arguments, *common])


def test_cards_are_numbered_and_printed(data: Path) -> None:
    done = run(data, "cards", "card", "--sheets", "2", "--event", "gŵyl", "--double-entry")
    assert (done.exit_code, "8 cards" in done.output) == (0, True), done.output
    assert (data / "out.pdf").read_bytes().startswith(b"%PDF-")
    with opened_intake(f"sqlite:///{data}/intake.db") as intake, intake.paper.open_reading() as reading:
        [count] = reading.cards.batches("card")
    assert (count.cards, dict(count.batch.attributes), count.batch.double_entry) == (8, {"event": "gŵyl"}, True)


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_poster_is_printed(data: Path, paper: str) -> None:
    done = run(data, "poster", "card", "--paper", paper, "--lang", "cy")
    assert done.exit_code == 0, done.output
    assert (data / "out.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("cards", "nowhere"), "There is no survey 'nowhere'."),
        (("poster", "nowhere"), "There is no survey 'nowhere'."),
        (("cards", "long"), "long has more questions than a card has room for."),
        (("cards", "card", "--sheets", "0"), "0 is not in the range"),
        (("cards", "card", "--event", "x" * 101), "event takes up to 100 characters"),
        (("poster", "hidden", "--source", "a\x00b"), "source takes up to 100 characters"),
        (("cards", "party"), "The font for paper lacks 🎉"),
        (("poster", "party"), "The font for paper lacks 🎉"),
    ],
)
def test_what_can_not_be_printed_is_said_in_a_line(data: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(data, *arguments)
    assert (done.exit_code != 0, told in done.output) == (True, True), done.output
    assert not (data / "out.pdf").exists()
