"""The worker looks for uploaded files by itself, and outlives a database that is away."""

from dataclasses import replace
from threading import Event

from services.intake.application.publish_survey import publish_survey
from services.intake.application.upload_file import Upload, start, upload_file
from services.intake.domain.errors import StorageAway
from services.intake.domain.imports import ImportState
from services.intake.entrypoints import import_chores as chores
from tests.support.fakes_drafts import OLWEN
from tests.support.fakes_imports import import_desk
from tests.support.fakes_intake import FakeStore, FakeUnit
from tests.support.surveys import a_survey

FILE = b"#,What's next?,Submit Date (UTC),Network ID\n" + b"".join(b"tok-%d,words,,n\n" % row for row in range(120))


class Stopping(Event):
    """Is set after it was waited for so many times, and never waits."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        if self.left < 0:
            self.set()
        return self.is_set()


def a_desk():
    store = FakeStore()
    publish_survey(a_survey(), uow=FakeUnit(store), clock=store.clock)
    desk = import_desk(store)
    job = upload_file(Upload(survey="card", name="a.csv", pieces=iter([FILE])), author=OLWEN, desk=desk)
    start(job.id, {}, author=OLWEN, desk=desk)
    return store, desk, job


def test_a_waiting_file_is_taken_in_until_the_worker_ends() -> None:
    _, desk, job = a_desk()
    chores.import_chores(desk)["imports"](Stopping(2))
    assert (desk.found(job.id, "default").state, desk.found(job.id, "default").stored) == (ImportState.WAITING, 100)
    chores.import_chores(desk)["imports"](Stopping(9))
    assert (desk.found(job.id, "default").state, desk.found(job.id, "default").stored) == (ImportState.DONE, 120)


def test_a_database_that_is_away_ends_nothing() -> None:
    store, desk, job = a_desk()
    store.failure = StorageAway(retry_after_s=1)
    loops = chores.import_chores(replace(desk))
    for loop in loops.values():
        loop(Stopping(3))
    store.failure = None
    assert desk.found(job.id, "default").state is ImportState.WAITING


def test_old_files_are_thrown_away_by_themselves() -> None:
    store, desk, job = a_desk()
    chores.import_chores(desk)["imports"](Stopping(9))
    store.clock.move(days=31)
    chores.import_chores(desk)["old imports"](Stopping(1))
    assert job.id not in store.shelf.uploads.jobs
