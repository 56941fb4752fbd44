"""A file of 100,000 rows is taken in by a process that holds little of it, and a kill in the midst changes no count."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from services.intake.application.publish_survey import publish_survey
from services.intake.application.upload_file import Upload, start, upload_file
from services.intake.domain.imports import LEASE, PIECE_BYTES, Import, ImportState
from services.intake.main import Intake
from shared.contracts.clock import SystemClock
from tests.faults.sizes import size
from tests.support.fakes_drafts import OLWEN
from tests.support.intake import opened_intake
from tests.support.sources import ROOT
from tests.support.surveys import a_survey

ROWS = size(100_000)
REFUSED = ROWS // 100
SMALL = 1_000
_HEAD = "#,What's next?,Which did you use?,Submit Date (UTC),Network ID\n"
# What the second reading of a file, and a batch of rows, may add to a process beside what Python itself holds.
_MOST_MORE_KB = 40_000


def lines(rows: int) -> Iterator[str]:
    """An export; each hundredth row holds nothing."""
    yield _HEAD
    for number in range(rows):
        words = "" if number % 100 == 99 else f'"Mwy o amser i ddysgu gyda\'n gilydd {number}, plîs; a llai o bapur"'
        yield f"tok-{number},{words},Ffôn,2026-03-02 09:35:31,n{number}\n"


def pieces(rows: int) -> Iterator[bytes]:
    coming = lines(rows)
    while few := "".join(islice(coming, PIECE_BYTES // 128)):
        yield few.encode()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    return f"sqlite:///{tmp_path}/intake.db" if request.param == "sqlite" else request.getfixturevalue("postgres")


@pytest.fixture
def intake(url) -> Iterator[Intake]:
    with opened_intake(url, SystemClock()) as made:
        publish_survey(a_survey(), uow=made.desk.open_unit(), clock=made.clock)
        yield made


def begun(intake: Intake, rows: int) -> Import:
    made = Upload(survey="card", name="answers.csv", pieces=pieces(rows))
    job = upload_file(made, author=OLWEN, desk=intake.importing)
    return start(job.id, {}, author=OLWEN, desk=intake.importing)


def worker(url: str, ahead: float = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.taking_in", url, str(ahead)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def taken_in(url: str, ahead: float = 0) -> tuple[float, int]:
    """The seconds and the kilobytes that a worker took."""
    told, _ = worker(url, ahead).communicate(timeout=350)
    found, seconds, kilobytes = told.split()
    assert found == "1"
    return float(seconds), int(kilobytes)


def found(intake: Intake, job: Import) -> Import:
    return intake.importing.found(job.id, "default")


def stored(intake: Intake) -> int:
    return sum(len(ids) for ledger in intake.ledger() for ids in ledger.ids.values())


def test_rows_stream_in_little_memory(intake, url, show_figure: Callable[[str], None]) -> None:
    begun(intake, SMALL)
    _, least = taken_in(url)
    job = begun(intake, ROWS)
    seconds, most = taken_in(url)
    show_figure(
        f"import of {ROWS:,} rows on {url.partition(':')[0]}: {ROWS / seconds:,.0f} rows/s, "
        f"peak memory {most / 1000:,.0f} MB (with {SMALL:,} rows {least / 1000:,.0f} MB)"
    )
    done = found(intake, job)
    assert (done.state, done.stored + done.known, done.refused) == (ImportState.DONE, ROWS - REFUSED, REFUSED)
    assert stored(intake) == ROWS - REFUSED
    assert most < least + _MOST_MORE_KB


def test_a_worker_killed_in_the_midst_loses_and_doubles_nothing(intake, url, show_figure) -> None:
    job = begun(intake, ROWS)
    first = worker(url)
    while (now := found(intake, job)).looked_at < ROWS * 0.4:
        assert first.poll() is None
        time.sleep(0.02)
    first.kill()
    first.communicate()
    assert now.state is ImportState.RUNNING
    seconds, _ = taken_in(url, ahead=LEASE.total_seconds() + 1)
    done = found(intake, job)
    show_figure(f"killed at {now.percent} %, done {seconds:.1f} s after that: {done.stored:,} of {ROWS:,} stored")
    assert (done.state, done.stored, done.known, done.refused) == (ImportState.DONE, ROWS - REFUSED, 0, REFUSED)
    assert stored(intake) == ROWS - REFUSED
