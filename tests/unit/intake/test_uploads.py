"""An uploaded file is looked at, started, taken in a few rows at a time, stopped, gone on with, and told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.publish_survey import publish_survey
from services.intake.application.run_imports import KEPT_FOR, forget_old, run_next
from services.intake.application.upload_file import (
    Upload,
    preview,
    read_as,
    resume,
    start,
    stop,
    throw_away,
    upload_file,
)
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.errors import StorageAway, SurveyNotFound
from services.intake.domain.imports import (
    LEASE,
    MEGABYTE,
    MOST_MEGABYTES,
    FileTooLarge,
    Import,
    ImportNotFound,
    ImportNotReady,
    ImportState,
)
from tests.support.fakes_drafts import OLWEN, STRANGER
from tests.support.fakes_imports import FakeImportUnit, import_desk
from tests.support.fakes_intake import FakeStore, FakeUnit
from tests.support.surveys import a_survey

TYPEFORM = "#,What's next?,Submit Date (UTC),Network ID\n"
ROWS = "".join(f"tok-{number},words {number},2026-03-02 09:35:31,n\n" for number in range(120))


@pytest.fixture
def store() -> FakeStore:
    made = FakeStore()
    publish_survey(a_survey(), uow=FakeUnit(made), clock=made.clock)
    return made


@pytest.fixture
def desk(store):
    return import_desk(store)


def uploaded(desk, text: str = TYPEFORM + ROWS, name: str = "a.csv", **given) -> Import:
    pieces = iter([text.encode()[:50], text.encode()[50:]])
    return upload_file(Upload(survey="card", name=name, pieces=pieces, **given), author=OLWEN, desk=desk)


def begun(desk, text: str = TYPEFORM + ROWS, **given) -> Import:
    return start(uploaded(desk, text, **given).id, {}, author=OLWEN, desk=desk)


def run(desk, rest=lambda _: False) -> bool:
    return run_next(desk=desk, rest=rest)


def found(desk, job: Import) -> Import:
    return desk.found(job.id, "default")


def figures(job: Import) -> tuple[int, ...]:
    return job.rows, job.looked_at, job.stored, job.known, job.refused


def test_a_file_is_taken_in_and_its_bytes_are_forgotten(store, desk) -> None:
    job = begun(desk)
    assert job.size == len(TYPEFORM + ROWS)
    assert run(desk)
    assert not run(desk)
    done = found(desk, job)
    assert (done.state, done.percent, figures(done)) == (ImportState.DONE, 100, (120, 120, 120, 0, 0))
    assert store.shelf.uploads.files == {}
    assert len(store.shelf.responses) == 120


def test_the_same_file_twice_adds_nothing(store, desk) -> None:
    for _ in range(2):
        job = begun(desk)
        run(desk)
    assert figures(found(desk, job)) == (120, 120, 0, 120, 0)
    assert len(store.shelf.responses) == 120


def test_a_preview_tells_what_would_come_and_stores_nothing(store, desk) -> None:
    seen = preview(uploaded(desk), desk=desk)
    assert seen.mapping.key_of("What's next?") == "q_next"
    assert [seen.told(asked) for asked in seen.asked] == [["words 0", "words 1", "words 2"]]
    assert not store.shelf.responses
    unlinked = preview(uploaded(desk, "Colour,Shape\nred,round\n"), desk=desk)
    assert (unlinked.reason, unlinked.source, len(unlinked.asked)) == ("no-known-column", None, 2)
    nothing = preview(uploaded(desk, "PK\x03\x04"), desk=desk)
    assert (nothing.reason, nothing.export, nothing.asked) == ("broken-workbook", None, ())
    own = preview(uploaded(desk, "q_next,Name\na,b\n"), desk=desk)
    assert own.source is not None
    assert (own.source.own, own.source.ignored) == (True, ("Name",))


def test_another_kind_is_read_and_decisions_hold(store, desk) -> None:
    text = "id,Colour,Shape\n1,red,round\n2,blue,\n"
    job = read_as(uploaded(desk, text).id, "columns", author=OLWEN, desk=desk)
    assert job.preset == "columns"
    start(job.id, {"Colour": "", "Shape": "q_next"}, author=OLWEN, desk=desk, form_id="form 1")
    run(desk)
    assert figures(found(desk, job)) == (2, 2, 1, 0, 1)
    assert [answer.text for response in store.shelf.responses.values() for answer in response.answers] == ["round"]
    with pytest.raises(ImportNotReady):
        read_as(job.id, "auto", author=OLWEN, desk=desk)


def test_it_stops_where_it_is_told_to_and_goes_on_there(store, desk) -> None:
    job = begun(desk)

    def stop_after_the_first(_: float) -> bool:
        if found(desk, job).looked_at == 50:
            stop(job.id, author=OLWEN, desk=desk)
        return False

    assert run(desk, stop_after_the_first)
    assert (found(desk, job).state, figures(found(desk, job))) == (ImportState.STOPPED, (120, 50, 50, 0, 0))
    resume(job.id, author=OLWEN, desk=desk)
    assert run(desk)
    assert figures(found(desk, job)) == (120, 120, 120, 0, 0)


def test_a_worker_that_ends_leaves_it_to_the_next(desk) -> None:
    job = begun(desk)
    assert run(desk, lambda _: True)
    assert (found(desk, job).state, found(desk, job).looked_at) == (ImportState.WAITING, 50)
    assert run(desk)
    assert figures(found(desk, job)) == (120, 120, 120, 0, 0)


def test_what_was_thrown_away_is_not_gone_on_with(store, desk) -> None:
    job = begun(desk)

    def forget(_: float) -> bool:
        store.shelf.uploads.jobs.clear()
        return True

    assert run(desk, forget)
    assert len(store.shelf.responses) == 50
    other = begun(desk)
    store_rest = iter([True])

    def lose(_: float) -> bool:
        store.shelf.uploads.jobs.pop(other.id)
        return next(store_rest, False)

    assert run(desk, lambda _: lose(_) and False)
    assert job.id not in store.shelf.uploads.jobs


def test_what_is_thrown_away_behind_its_last_row_has_no_end(store, desk) -> None:
    begun(desk, TYPEFORM + "tok-1,words,,n\n")

    def forget(_: float) -> bool:
        store.shelf.uploads.jobs.clear()
        return False

    assert run(desk, forget)
    assert store.shelf.uploads.jobs == {}


def test_a_crash_loses_no_row_and_equal_rows_stay_two(store, desk) -> None:
    text = "Timestamp,What's next?\n" + "2026-03-02 09:35:31,the same\n" * 120
    job = begun(desk, text)
    with pytest.raises(KeyboardInterrupt):
        run(desk, _interrupt)
    assert found(desk, job).state is ImportState.RUNNING
    assert not run(desk)
    store.clock.move(seconds=LEASE.total_seconds() + 1)
    assert run(desk)
    assert figures(found(desk, job)) == (120, 120, 120, 0, 0)
    assert len(store.shelf.responses) == 120


def _interrupt(_: float) -> bool:
    raise KeyboardInterrupt


def test_a_worker_that_was_thought_dead_stores_nothing_more(store, desk) -> None:
    job = begun(desk)

    def another_goes_on(_: float) -> bool:
        store.clock.move(seconds=LEASE.total_seconds() + 1)
        run(desk)
        return False

    assert run(desk, another_goes_on)
    assert figures(found(desk, job)) == (120, 120, 120, 0, 0)


def test_refusals_are_told_row_by_row_with_their_cells(store, desk) -> None:
    long = "x" * 10_001
    text = (
        "#,What's next?,Response Type,Submit Date (UTC),Network ID\n"
        "tok-1,words,completed,2026-03-02 09:35:31,n\ntok-1,other words,completed,,n\ntok-2,,completed,,n\n"
        f'tok-3,{long},completed,,n\ntok-4,half,started,,n\ntok-5,a,completed,,n,shifted\n"tok"6,b,completed,,n\n'
    )
    job = begun(desk, text)
    run(desk)
    rows = FakeImportUnit(store).__enter__().imports.refusals(job.id)
    assert [(row.line, [fault.code for fault in row.faults]) for row in rows] == [
        (3, ["id-conflict"]),
        (4, ["answers-missing"]),
        (5, ["answer-too-long"]),
        (6, ["response-unfinished"]),
        (7, ["surplus-cells"]),
        (8, ["broken-quotes"]),
    ]
    assert rows[2].faults[0].details == {"longest": 10_000, "length": 10_001}
    assert rows[1].cells == ("tok-2", "", "completed", "", "n")
    assert figures(found(desk, job)) == (7, 7, 1, 0, 6)


def test_of_withdrawn_words_nothing_is_kept(store, desk) -> None:
    begun(desk, TYPEFORM + "tok-1,words,,n\n")
    run(desk)
    [id_] = store.shelf.responses
    withdraw_response(id_, uow=FakeUnit(store), clock=store.clock)
    again = begun(desk, TYPEFORM + "tok-1,words,,n\n")
    run(desk)
    [row] = FakeImportUnit(store).__enter__().imports.refusals(again.id)
    assert (row.cells, row.faults[0].code) == ((), "already-withdrawn")


def test_a_file_that_can_not_be_read_to_its_end_is_not_begun(store, desk) -> None:
    job = begun(desk, TYPEFORM + ROWS + '"never closed')
    assert run(desk)
    failed = found(desk, job)
    assert (failed.state, failed.reason, failed.stored) == (ImportState.FAILED, "quote-never-closed", 0)
    gone = begun(desk)
    store.shelf.surveys.clear()
    assert run(desk)
    assert (found(desk, gone).state, found(desk, gone).reason) == (ImportState.FAILED, "survey-not-found")


def test_a_file_that_was_stopped_before_it_was_counted_stays_so(store, desk) -> None:
    job = begun(desk)
    opened, claimed = desk.open_export, []

    def stop_meanwhile(path, preset, name):
        claimed.append(stop(job.id, author=OLWEN, desk=desk))
        return opened(path, preset, name)

    assert run(replace(desk, open_export=stop_meanwhile))
    assert (found(desk, job).state, found(desk, job).rows, store.shelf.responses) == (ImportState.STOPPED, 0, {})
    assert found(desk, job).percent == 0


def test_uploads_are_the_teams_own(desk, store) -> None:
    job = uploaded(desk)
    for act in (stop, resume, throw_away):
        with pytest.raises(ImportNotFound):
            act(job.id, author=STRANGER, desk=desk)
    with pytest.raises(SurveyNotFound):
        upload_file(Upload(survey="card", name="a", pieces=iter(())), author=STRANGER, desk=desk)
    with pytest.raises(ImportNotFound):
        desk.found("nothing", "default")


def test_what_is_not_ready_says_so(desk) -> None:
    job = uploaded(desk)
    for act in (stop, resume):
        with pytest.raises(ImportNotReady):
            act(job.id, author=OLWEN, desk=desk)
    start(job.id, {}, author=OLWEN, desk=desk)
    for act in (throw_away, resume):
        with pytest.raises(ImportNotReady):
            act(job.id, author=OLWEN, desk=desk)
    with pytest.raises(ImportNotReady):
        start(job.id, {}, author=OLWEN, desk=desk)
    stop(job.id, author=OLWEN, desk=desk)
    throw_away(job.id, author=OLWEN, desk=desk)
    with pytest.raises(ImportNotFound):
        found(desk, job)


def test_a_file_that_is_too_large_is_not_kept(store, desk) -> None:
    pieces = (bytes(MEGABYTE) for _ in range(MOST_MEGABYTES + 1))
    with pytest.raises(FileTooLarge):
        upload_file(Upload(survey="card", name="a", pieces=pieces), author=OLWEN, desk=desk)
    assert not store.shelf.uploads.jobs


def test_old_files_are_thrown_away(store, desk) -> None:
    uploaded(desk)
    store.clock.move(seconds=(KEPT_FOR + timedelta(seconds=1)).total_seconds())
    young = uploaded(desk)
    assert forget_old(desk=desk) == 1
    assert list(store.shelf.uploads.jobs) == [young.id]


def test_a_database_that_is_away_is_told(store, desk) -> None:
    begun(desk)
    store.failure = StorageAway(retry_after_s=1)
    with pytest.raises(StorageAway):
        run(desk)


def test_a_worker_rests_by_sleeping_where_nobody_says_otherwise(desk) -> None:
    begun(desk, TYPEFORM + ROWS[:200])
    assert run_next(desk=desk)
