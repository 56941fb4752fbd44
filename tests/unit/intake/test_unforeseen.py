"""What nobody foresaw in a file, or in asking a tool, must not end the worker, nor come back to it for ever."""

from services.intake.application.run_imports import claim_next, halt
from services.intake.application.upload_file import resume, stop
from services.intake.domain.imports import ImportState
from services.intake.entrypoints import delivery_chores, import_chores
from services.intake.importers.incoming import Source
from tests.support.fakes_drafts import OLWEN
from tests.unit.intake.test_fetching_answers import Bench
from tests.unit.intake.test_import_chores import Stopping, a_desk


def test_a_file_that_cannot_be_taken_in_is_stopped_and_told_and_can_go_on(monkeypatch) -> None:
    _, desk, job = a_desk()
    rows = Source.rows
    monkeypatch.setattr(Source, "rows", lambda _: 1 // 0)
    import_chores.import_chores(desk)["imports"](Stopping(4))
    found = desk.found(job.id, "default")
    assert (found.state, found.reason) == (ImportState.STOPPED, "handling-failed")
    monkeypatch.setattr(Source, "rows", rows)
    assert resume(job.id, author=OLWEN, desk=desk).reason == ""
    import_chores.import_chores(desk)["imports"](Stopping(9))
    assert desk.found(job.id, "default").state is ImportState.DONE


def test_asking_a_tool_ends_no_worker_and_is_given_up_in_the_end() -> None:
    bench = Bench()
    bench.store.documents.meanwhile = lambda: 1 // 0
    fetching = delivery_chores.delivery_chores(bench.desk)["fetching"]
    for _ in range(11):
        assert bench.became == ("fetch-wanted", "thin-event")
        fetching(Stopping(1))
        bench.store.clock.move(minutes=3)
    assert bench.became == ("put-aside", "handling-failed")


def test_a_file_that_somebody_stopped_meanwhile_stays_as_they_left_it() -> None:
    _, desk, job = a_desk()
    claimed = claim_next(desk=desk)
    stop(job.id, author=OLWEN, desk=desk)
    halt(claimed, desk=desk)
    assert (desk.found(job.id, "default").state, desk.found(job.id, "default").reason) == (ImportState.STOPPED, "")
