"""Commands beside a running adborth and without one: both leave everything where it belongs."""

import subprocess

import pytest

from services.embedded import Embedded, House, drain_if_alone
from services.reports.adapters import tables
from shared.database.directory_lock import DirectoryInUse, DirectoryLock
from tests.support.processes import ADBORTH
from tests.support.system.cards import draw_cards
from tests.support.system.one_process import OneProcess


@pytest.fixture
def system(tmp_path):
    with OneProcess(tmp_path, measured=True) as made:
        yield made


def test_an_import_without_a_running_adborth_carries_its_messages_itself(system):
    cards = draw_cards(30, seed=1)
    assert "30 stored, 0 already there, 0 refused" in system.import_csv(cards)
    assert "received 30 = coded 30 + pending 0 + parked 0 + withdrawn 0" in system.check(wait=0)
    assert "0 stored, 30 already there, 0 refused" in system.import_csv(cards)
    assert "received 30 = coded 30" in system.check(wait=5)


def test_a_second_adborth_on_the_same_directory_says_what_to_do(system):
    with DirectoryLock(system.data):
        command = system.adborth("up", "--port", "1")
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "another adborth is running" in ended.stderr
    assert "--data" in ended.stderr


def test_whoever_carries_alone_gives_way_to_an_adborth_that_starts(tmp_path):
    with DirectoryLock(tmp_path):
        assert drain_if_alone(tmp_path) is False
    assert drain_if_alone(tmp_path) is True


def test_a_production_command_never_carries_messages_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nobody.invalid")
    assert drain_if_alone(tmp_path) is False


def test_check_fails_when_something_stays_pending(system):
    house = House(system.data)
    house.migrate()
    house.prepare()
    system.import_csv(draw_cards(3, seed=2))
    with house.reports.open_unit() as unit:
        for table in (tables.codings, tables.answers, tables.responses):
            unit._connection.execute(table.delete())
        unit.commit()
    house.close()
    ended = subprocess.run(
        [str(ADBORTH), "check", "--data", str(system.data), "--wait", "1"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "3 still pending" in ended.stderr
    assert "the report counts 3 and holds 0" in ended.stderr


def test_the_lock_is_given_back_and_waited_for(tmp_path):
    with DirectoryLock(tmp_path), pytest.raises(DirectoryInUse), DirectoryLock(tmp_path):
        pass
    with DirectoryLock(tmp_path, patience=1):
        pass


def test_one_round_carries_what_a_first_start_promises(tmp_path):
    house = House(tmp_path)
    house.migrate()
    house.prepare()
    embedded = Embedded(house)
    assert embedded.waiting() > 0
    embedded.carry()
    assert embedded.waiting() == 0
    house.close()
