"""Uploaded files, how far they have come and what they refused: on the fake, on SQLite and on PostgreSQL the same."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.import_ports import RefusedRow
from services.intake.application.publish_survey import publish_survey
from services.intake.application.retire_survey import delete_survey
from services.intake.domain.errors import Fault
from services.intake.domain.imports import LEASE, Import, ImportState
from tests.support.fakes_drafts import OLWEN
from tests.support.fakes_imports import import_desk
from tests.support.fakes_intake import NOON, FakeClock, FakeStore
from tests.support.intake import opened_intake
from tests.support.surveys import a_survey

ODD = "=1+1 ŵ \0 \ud800 'x'\n"


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "fake":
        yield import_desk(FakeStore())
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.importing


def a_job(**changed) -> Import:
    given = {
        "id": str(uuid.uuid4()),
        "team_id": "default",
        "survey": "card",
        "name": "atebion ŵ.csv",
        "size": 6,
        "created_at": NOON,
        "created_by": "olwen",
        "by_name": "Olwen Rees",
        "decisions": {"Beth?": "q_next", "Pam?": ""},
        "headings": (("Beth?", "Pam?"), ("", "x")),
    }
    return Import(**(given | changed))


def changing(desk, change):
    with desk.open_unit() as unit:
        result = change(unit.imports)
        unit.commit()
    return result


def looking(desk, look):
    with desk.open_reading() as reading:
        return look(reading.imports)


def add(desk, *jobs: Import, pieces=(b"abc", b"\0\xff!")) -> None:
    for job in jobs:
        changing(desk, lambda imports, job=job: imports.add(job, iter(pieces)))


def test_a_file_comes_back_as_it_was_uploaded_until_it_is_forgotten(desk) -> None:
    job = a_job()
    assert changing(desk, lambda imports: imports.add(job, iter((b"abc", b"\0\xff!")))) == 6
    assert looking(desk, lambda imports: imports.find(job.id)) == job
    assert looking(desk, lambda imports: b"".join(imports.pieces(job.id))) == b"abc\0\xff!"
    changing(desk, lambda imports: imports.forget_file(job.id))
    assert looking(desk, lambda imports: list(imports.pieces(job.id))) == []
    assert looking(desk, lambda imports: imports.find("nothing")) is None


def test_a_survey_has_its_imports_the_newest_first(desk) -> None:
    old, new = a_job(), a_job(created_at=NOON + timedelta(minutes=1))
    add(desk, old, new, a_job(survey="other"), a_job(team_id="another-team"))
    assert [job.id for job in looking(desk, lambda imports: imports.of_survey("card", "default"))] == [new.id, old.id]


def test_the_oldest_that_waits_is_claimed_or_whose_worker_fell_silent(desk) -> None:
    waiting = a_job(state=ImportState.WAITING, created_at=NOON + timedelta(minutes=1))
    held = a_job(state=ImportState.RUNNING, held_until=NOON + LEASE)
    add(desk, waiting, held, a_job(), a_job(state=ImportState.DONE), a_job(state=ImportState.STOPPED))
    assert changing(desk, lambda imports: imports.claim(NOON)).id == waiting.id
    assert changing(desk, lambda imports: imports.claim(NOON + 2 * LEASE)).id == held.id
    changing(desk, lambda imports: imports.keep(replace(waiting, state=ImportState.RUNNING, held_until=NOON + LEASE)))
    assert changing(desk, lambda imports: imports.claim(NOON)) is None


def test_rows_that_were_refused_are_told_by_line_a_few_at_a_time(desk) -> None:
    job = a_job()
    add(desk, job)
    fault = Fault("answer-too-long", "q_next", {"longest": 10, "length": 12})
    rows = [RefusedRow(line, (ODD, "", str(line)), (fault, Fault("id-conflict"))) for line in (7, 2, 30)]
    changing(desk, lambda imports: imports.refuse(job, rows))
    changing(desk, lambda imports: imports.refuse(job, rows[:1]))
    found = looking(desk, lambda imports: imports.refusals(job.id))
    assert found == sorted(rows, key=lambda row: row.line)
    assert [row.line for row in looking(desk, lambda imports: imports.refusals(job.id, 2, 1))] == [7]
    assert looking(desk, lambda imports: imports.refusals("nothing")) == []


def test_what_is_forgotten_is_gone_and_what_runs_is_not_forgotten(desk) -> None:
    old, running = a_job(), a_job(state=ImportState.RUNNING)
    young = a_job(created_at=NOON + timedelta(days=2))
    add(desk, old, running, young)
    changing(desk, lambda imports: imports.refuse(old, [RefusedRow(1, (), ())]))
    assert changing(desk, lambda imports: imports.forget_before(NOON + timedelta(days=1))) == 1
    assert looking(desk, lambda imports: imports.find(old.id)) is None
    assert looking(desk, lambda imports: imports.refusals(old.id)) == []
    assert {job.id for job in looking(desk, lambda imports: imports.of_survey("card", "default"))} == {
        running.id,
        young.id,
    }


def test_uploads_go_with_a_deleted_survey_and_others_stay(database_url) -> None:
    with opened_intake(database_url, FakeClock()) as intake:
        jobs = {slug: a_job(survey=slug) for slug in ("card", "another")}
        for slug, job in jobs.items():
            publish_survey(a_survey(slug), uow=intake.desk.open_unit(), clock=intake.clock)
            add(intake.importing, job)
            row = RefusedRow(2, ("words",), (Fault("id-conflict"),))
            changing(intake.importing, lambda imports, job=job, row=row: imports.refuse(job, [row]))
        delete_survey("card", "card", author=OLWEN, desk=intake.drafting)
        for slug, left in (("card", 0), ("another", 1)):
            job = jobs[slug]
            with intake.importing.open_reading() as reading:
                assert len(reading.imports.of_survey(slug, "default")) == left
                assert bool(list(reading.imports.pieces(job.id))) is bool(left)
                assert len(reading.imports.refusals(job.id)) == left
