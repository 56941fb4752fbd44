"""Our own export comes back: recognised, as people wrote it, and nothing of it twice."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from services.intake.application.import_rows import import_source
from services.intake.application.publish_survey import publish_survey
from services.intake.application.run_imports import run_next
from services.intake.application.upload_file import Upload, start, upload_file
from services.intake.domain.responses import Response
from services.intake.importers.cards import Card
from services.intake.importers.incoming import Source, source_of
from services.intake.importers.opening import open_export
from services.intake.importers.table import Refusal
from shared.contracts.exported_table import name_of
from tests.support.fakes_drafts import OLWEN
from tests.support.fakes_imports import import_desk
from tests.support.fakes_intake import FakeStore, FakeUnit
from tests.support.surveys import a_question, a_survey

HEADINGS = "response,received_on,language,attribute.q_role,attribute.ward,q_next,q_next.codes,q_next.tone"
ROWS = (
    "00aa,2026-03-02,cy,nurse,3,Mwy o amser,c1,calm",
    "00ab,hidden,hidden,hidden,hidden,hidden,c1,",
    "00ac,2026-03-02,en,,,'- more chairs,,",
    "00ad,2026-03-02,en,,,'@home,,",
    "00ae,2026-03-02,en,,,'=1+1,,",
)


def asked(slug: str = "card"):
    role = a_question("q_role", kind="short_text", codebook=None)
    return a_survey(slug, questions=(a_question(), role))


def store_with(*slugs: str) -> FakeStore:
    made = FakeStore()
    for slug in slugs:
        publish_survey(asked(slug), uow=FakeUnit(made), clock=made.clock)
    return made


def exported(folder: Path, *rows: str, headings: str = HEADINGS) -> Path:
    path = folder / "exported.csv"
    path.write_text("\ufeff" + "\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return path


def source(path: Path, slug: str = "card", **more: str) -> Source:
    return source_of(open_export(path, more.get("preset", "auto")), asked(slug), {}, **more)


def imported(store: FakeStore, found: Source) -> tuple[int, int, list[tuple[int, str]]]:
    told = import_source(found, desk=store.desk(), refuse=lambda *_: None, after_batch=lambda _: None)
    return told.stored, told.known, [(each.line, each.faults[0].code) for each in told.refused]


def cards(found: Source) -> list[Card]:
    rows = [row.item for row in found.rows()]
    assert not any(isinstance(row, Refusal) for row in rows), rows
    return rows


def of_survey(store: FakeStore, slug: str) -> list[Response]:
    return [each for each in store.shelf.responses.values() if each.survey == slug]


def test_it_is_recognised_and_parsed_without_what_was_left_out(tmp_path) -> None:
    export = open_export(exported(tmp_path, *ROWS))
    assert export.preset.name == "adborth"
    first, second, third, *_ = [row.response for row in export.rows()]
    assert (first.id, first.language, str(first.submitted_at)[:10]) == ("00aa", "cy", "2026-03-02")
    assert {each.ref: each.answer for each in first.answers} == {
        "q_role": "nurse",
        "ward": "3",
        "q_next": "Mwy o amser",
    }
    assert (second.language, second.submitted_at) == ("", None)
    assert [each.answer for each in second.answers] == ["hidden"], "under a question it is somebody's word"
    assert third.answers[0].answer == "- more chairs"


def test_hidden_cells_are_empty_and_formula_guards_off(tmp_path) -> None:
    found = source(exported(tmp_path, *ROWS))
    assert (found.own, found.ignored) == (True, ("attribute.ward", "q_next.codes", "q_next.tone"))
    first, second, *others = [card.submission for card in cards(found)]
    assert (first.language, first.answers) == ("cy", {"q_next": "Mwy o amser", "q_role": "nurse"})
    assert (second.language, second.sent_at, second.answers) == ("", None, {"q_next": "hidden", "q_role": ""})
    assert [each.answers["q_next"] for each in others] == ["- more chairs", "@home", "=1+1"]


def test_the_same_file_stores_once_by_its_references(tmp_path) -> None:
    store, path = store_with("card"), exported(tmp_path, *ROWS)
    assert imported(store, source(path)) == (5, 0, [])
    again = exported(tmp_path, *reversed(ROWS))
    assert imported(store, source(again)) == (0, 5, [])


def test_a_table_of_cards_that_is_no_export_keeps_its_apostrophes(tmp_path) -> None:
    [card] = cards(source(exported(tmp_path, "hidden,'=1+1", headings="q_role,q_next")))
    assert card.submission.answers == {"q_role": "hidden", "q_next": "'=1+1"}


def made_of(store: FakeStore, slug: str) -> list[str]:
    """The rows that an export of what is stored would hold."""
    return [
        f"{name_of(each.id)},hidden,hidden,hidden,hidden,{each.answers[0].text},," for each in of_survey(store, slug)
    ]


def filled(folder: Path) -> FakeStore:
    store = store_with("card", "other")
    assert imported(store, source(exported(folder, "c1,one", "c2,two", headings="id,q_next"))) == (2, 0, [])
    return store


def test_what_was_exported_is_already_there_in_its_own_survey(tmp_path) -> None:
    store = filled(tmp_path)
    path = exported(tmp_path, *made_of(store, "card"), "00ff,hidden,hidden,,,a third,,")
    assert imported(store, source(path)) == (1, 2, [])
    assert imported(store, source(path)) == (0, 3, [])
    assert len(of_survey(store, "card")) == 3


@pytest.mark.parametrize("preset", ["auto", "columns", "adborth"])
def test_it_is_known_whatever_it_is_taken_for(tmp_path, preset) -> None:
    store = filled(tmp_path)
    path = exported(tmp_path, *made_of(store, "card"))
    assert imported(store, source(path, preset=preset)) == (0, 2, [])


def test_another_survey_takes_it_once(tmp_path) -> None:
    store = filled(tmp_path)
    path = exported(tmp_path, *made_of(store, "card"))
    assert imported(store, source(path, "other")) == (2, 0, [])
    assert imported(store, source(path, "other")) == (0, 2, [])
    assert {each.answers[0].text for each in of_survey(store, "other")} == {"one", "two"}


@pytest.mark.parametrize(("slug", "stored", "known"), [("card", 0, 1), ("other", 1, 0)])
def test_what_was_withdrawn_after_the_export_stays_away(tmp_path, slug, stored, known) -> None:
    store = filled(tmp_path)
    path = exported(tmp_path, *made_of(store, "card"))
    with FakeUnit(store) as unit:
        unit.responses.empty(of_survey(store, "card")[0].id)
        unit.commit()
    assert imported(store, source(path, slug)) == (stored, known, [(2, "already-withdrawn")])


def test_the_worker_knows_it_too(tmp_path) -> None:
    store = filled(tmp_path)
    desk = import_desk(store)
    content = exported(tmp_path, *made_of(store, "card"), "00ff,hidden,hidden,,,a third,,").read_bytes()
    job = upload_file(Upload(survey="card", name="a.csv", pieces=iter([content])), author=OLWEN, desk=desk)
    start(job.id, {}, author=OLWEN, desk=desk)
    assert run_next(desk=desk)
    done = desk.found(job.id, "default")
    assert (done.looked_at, done.stored, done.known, done.refused) == (3, 1, 2, 0)


def test_of_a_workbook_the_sheet_of_responses_is_read(tmp_path) -> None:
    book = Workbook()
    book.active.append(["Findings", "Your visit"])
    responses = book.create_sheet("Responses")
    for row in (HEADINGS, *ROWS[:2]):
        responses.append(row.split(","))
    book.create_sheet("Figures").append(["q_next", "n"])
    book.save(tmp_path / "exported.xlsx")
    found = source(tmp_path / "exported.xlsx")
    assert [card.submission.language for card in cards(found)] == ["cy", ""]
    assert (found.own, found.count()) == (True, 2)
