"""Work that outlasts a transaction is done by one worker at a time, and an adoption waits for who codes by the old."""

import time
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy.exc import OperationalError

from services.analysis.adapters.claims import SqlClaims
from services.analysis.application.work_ports import KeptModel
from services.analysis.config import Settings
from services.analysis.main import build_analysis
from tests.support.received import MOMENT

WANTED = ("default", "c")
KILL_HOLDERS = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
SOON_S = 10


@pytest.fixture
def workers(database_url):
    """Each has connections of its own, as processes have."""
    made = [build_analysis(Settings(data=Path(), database=database_url), coders={}) for _ in range(2)]
    made[0].migrations.upgrade()
    yield made
    for analysis in made:
        analysis.close()


def test_what_is_claimed_cannot_be_claimed_again_until_it_is_left(workers):
    claims = SqlClaims(workers[0].database)
    with claims("one") as mine:
        with claims("one") as theirs:
            assert (mine, theirs) == (True, False)
        with claims("one") as theirs:
            assert not theirs, "asking in vain takes nothing away"
    with claims("one") as mine:
        assert mine


def test_a_claim_ends_with_an_error_too(workers):
    claims = SqlClaims(workers[0].database)
    with pytest.raises(ValueError, match="broken"), claims("one"):
        raise ValueError("broken")
    with claims("one") as mine:
        assert mine


def mine_now(claims: SqlClaims) -> bool:
    with claims("work") as mine:
        return mine


def test_workers_claim_against_each_other_and_a_killed_one_claims_nothing(postgres):
    """A kill ends a worker's connections, and the server forgets what they had locked."""
    one, other = (build_analysis(Settings(data=Path(), database=postgres), coders={}) for _ in range(2))
    claim = SqlClaims(one.database)("work")
    assert claim.__enter__()
    claims = SqlClaims(other.database)
    with claims("work") as mine, claims("other work") as more:
        assert (mine, more) == (False, True)
    with other.database.write() as connection:
        connection.exec_driver_sql(KILL_HOLDERS)
    until = time.monotonic() + SOON_S
    while not mine_now(claims):
        assert time.monotonic() < until
    with pytest.raises(OperationalError):
        claim.__exit__(None, None, None)
    for analysis in (one, other):
        analysis.close()


def test_an_adoption_waits_for_a_batch_that_is_coded_by_the_model_before(workers):
    with workers[0].open_unit() as unit:
        unit.models.keep(KeptModel(id="m1", team_id="default", codebook="c", codebook_version=1, name="new"), b"x")
        unit.commit()
    adopted = Event()

    def adopt() -> None:
        with workers[1].open_unit() as unit:
            unit.models.adopt("m1", MOMENT)
            unit.commit()
        adopted.set()

    adopting = Thread(target=adopt)
    with workers[0].open_unit() as unit:
        unit.models.hold([WANTED])
        assert unit.models.adopted([WANTED]) == {}
        adopting.start()
        assert not adopted.wait(0.3)
        assert unit.models.adopted([WANTED]) == {}
        unit.commit()
    adopting.join(10)
    with workers[0].open_unit() as unit:
        unit.models.hold([WANTED])
        assert unit.models.adopted([WANTED])[WANTED].name == "new"
