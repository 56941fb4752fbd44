"""`adborth survey partials` and `tidy` as somebody types them, and the loop that tidies by itself."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner

from services.cli.survey import survey
from services.intake.application.publish_survey import publish_survey
from services.intake.application.save_unfinished import SoFar, save_unfinished
from services.intake.config import read_settings
from services.intake.domain.errors import StorageAway
from services.intake.entrypoints import chores
from services.intake.entrypoints.chores import chores_of
from services.intake.main import Intake, build_intake
from tests.support.fakes_intake import NOON, FakeClock
from tests.support.fakes_unfinished import FakeApart
from tests.support.surveys import a_survey


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Somebody else carries the messages: what this command leaves to be carried is tested elsewhere.
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nowhere")
    folder = tmp_path / "data"
    for clock in (None, FakeClock(NOON.replace(year=2020))):
        intake = build_intake(read_settings(folder), clock=clock)
        intake.prepare()
        save(intake)
        intake.close()
    return folder


def save(intake: Intake) -> None:
    publish_survey(a_survey(save_and_return=True), uow=intake.desk.open_unit(), clock=intake.clock)
    saved = intake.desk.letterbox.survey("card")
    assert saved is not None
    save_unfinished(SoFar(answers={"q_next": "Fy ngeiriau"}, language="cy"), saved, desk=intake.unfinished)


def run(*arguments: object, **more: str):
    return CliRunner().invoke(survey, [str(argument) for argument in arguments], **more)


def test_partials_are_counted_without_words_and_become_responses_when_asked_twice(data: Path) -> None:
    listed = run("partials", "card", "--data", data).stdout.splitlines()
    assert listed == [
        "q_next  1 unfinished end here  left out by 0 of 0 sent cards",
        "q_role  0 unfinished end here  left out by 0 of 0 sent cards",
        "1 unfinished.",
    ]
    early = run("partials", "card", "--count", "--yes", "--data", data)
    assert (early.exit_code, "has not closed yet" in early.output) == (1, True)
    run("close", "card", "--data", data)
    assert run("partials", "card", "--count", "--data", data, input="n\n").exit_code == 1
    done = run("partials", "card", "--count", "--data", data, input="y\n")
    assert "1 are responses now, 0 left unfinished" in done.stdout
    assert run("partials", "card", "--data", data).stdout.splitlines()[-1] == "0 unfinished."


def test_what_has_expired_is_deleted(data: Path) -> None:
    assert run("tidy", "--data", data).stdout == "1 deleted.\n"
    assert run("tidy", "--data", data).stdout == "0 deleted.\n"


def test_the_loop_tidies_and_outlives_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    # The module's own pause of an hour can't be waited for.
    monkeypatch.setattr(chores, "_TIDY_EVERY_S", 0.001)
    store, stop = FakeApart(), Event()
    failures = [StorageAway(retry_after_s=1), None]
    opened = store.apart().open_unit

    def open_unit():
        if not failures:
            stop.set()
        elif failure := failures.pop(0):
            raise failure
        return opened()

    [loop] = chores_of(replace(store.apart(), open_unit=open_unit)).values()
    loop(stop)
    assert (failures, store.commits) == ([], 2)
