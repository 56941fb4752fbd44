"""Rows of any file become the same cards as ever: ours by their ids, other tools by theirs, whichever way they come."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.application.import_rows import import_rows, import_source
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.errors import UnreadableFile
from services.intake.domain.foreign_responses import ForeignAnswer, ForeignResponse
from services.intake.domain.mappings import Origin, QuestionMapping, translate
from services.intake.importers.cards import Card
from services.intake.importers.csv_table import read_csv
from services.intake.importers.incoming import Source, source_of
from services.intake.importers.opening import open_export
from services.intake.importers.table import Refusal
from tests.support.fakes_intake import FakeStore, FakeUnit
from tests.support.surveys import a_survey
from tests.support.tries import tries

CELL = st.text(alphabet="ab ,;'=\n\"ŵ", max_size=6)


def source(path: Path, content: bytes, **asked: str) -> Source:
    path.write_bytes(content)
    decisions = asked.pop("decisions", {})
    preset = asked.get("preset", "auto")
    return source_of(open_export(path, preset), a_survey(version=1), decisions, **asked)


def store_of_cards() -> FakeStore:
    made = FakeStore()
    publish_survey(a_survey(), uow=FakeUnit(made), clock=made.clock)
    return made


@settings(max_examples=tries(60), deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(["", "c1", "c2"]), CELL, CELL), max_size=6))
def test_our_own_table_stores_what_it_stored_before_under_the_same_ids(tmp_path_factory, rows) -> None:
    quoted = ['"' + '","'.join(cell.replace('"', '""') for cell in row) + '"' for row in rows]
    content = "\n".join(["id,q_next,Name", *quoted]).encode()
    before, now = store_of_cards(), store_of_cards()
    whole = import_rows(read_csv(content), "card", desk=before.desk(), after_batch=lambda _: None)
    told: list[tuple[int, Refusal]] = []
    streamed = source(tmp_path_factory.mktemp("own") / "cards.csv", content)
    found = import_source(
        streamed, desk=now.desk(), refuse=lambda row, why: told.append((row.line, why)), after_batch=lambda _: None
    )
    assert now.shelf.responses == before.shelf.responses
    assert (found.stored, found.known, found.refused) == (whole.stored, whole.known, whole.refused)
    assert [why for _, why in told] == list(found.refused)
    assert (streamed.own, streamed.ignored) == (True, whole.ignored)


def test_a_webhook_and_an_export_of_one_response_are_one(tmp_path) -> None:
    sent = ForeignResponse(
        id="tok-1",
        form_id="abC123",
        submitted_at=None,
        completed=True,
        language="",
        answers=(ForeignAnswer(ref="f1", label="What's next?", answer="Mwy o amser"),),
    )
    mapping = QuestionMapping().learnt(sent.answers, a_survey())
    by_webhook = translate(sent, mapping, a_survey(), Origin(provider="typeform")).submission
    text = "#,What's next?,Submit Date (UTC),Network ID\ntok-1,Mwy o amser,2026-03-02 09:35:31,n\n"
    [row] = source(tmp_path / "a.csv", text.encode()).rows()
    assert isinstance(row.item, Card)
    assert (row.item.submission.id, row.item.submission.digest) == (by_webhook.id, by_webhook.digest)


def test_ids_that_begin_anew_in_each_form_are_told_apart_by_the_form(tmp_path) -> None:
    text = b"ID,Start time,Completion time,Email,Name,What's next?\n1,1/2/26 9:00:00,1/2/26 9:01:00,anonymous,,a\n"
    ids = set()
    for form in ("", "F1", "F2"):
        [row] = source(tmp_path / "a.csv", text, form_id=form).rows()
        assert isinstance(row.item, Card)
        ids.add(row.item.submission.id)
    assert len(ids) == 3


def test_marks_of_a_tool_are_stronger_than_names_that_are_keys_and_a_person_is_stronger_still(tmp_path) -> None:
    text = b"q_next,_uuid,_submission_time\nwords,u1,2026-03-02T09:35:31\n"
    assert not source(tmp_path / "a.csv", text).own
    assert source(tmp_path / "a.csv", text, preset="adborth").own
    assert not source(tmp_path / "a.csv", b"q_next,Name\na,b\n", preset="columns").own


def test_columns_that_mean_nothing_or_two_things_are_told(tmp_path) -> None:
    for content, reason in (
        (b"Colour,Shape\nred,round\n", "no-known-column"),
        (b"q_next,a,a\n1,2,3\n", "columns-twice"),
    ):
        with pytest.raises(UnreadableFile) as told:
            source(tmp_path / "a.csv", content)
        assert told.value.details["reason"] == reason


def test_refused_rows_of_our_own_come_back_as_they_were(tmp_path) -> None:
    plain = source(tmp_path / "a.csv", b"q_next,Name\n=1+1,Ann\n")
    [first] = plain.rows()
    [again] = source(tmp_path / "b.csv", b"q_next,Name,adborth: reason\n'=1+1,Ann,why\n").rows()
    assert isinstance(first.item, Card)
    assert isinstance(again.item, Card)
    assert again.item.submission == first.item.submission


def test_lines_of_our_own_that_can_not_be_read_are_refused(tmp_path) -> None:
    found = list(source(tmp_path / "a.csv", b'q_next,Name\n"x"y,Ann\na,b,c\nd,e,\n').rows())
    faults = [row.item.faults[0].code if isinstance(row.item, Refusal) else "" for row in found]
    assert faults == ["broken-quotes", "surplus-cells", ""]


def test_a_file_of_another_tool_tells_what_it_leaves_out(tmp_path) -> None:
    found = source(tmp_path / "a.csv", b"What's next?,Colour\na,red\n")
    assert (found.own, found.ignored, found.headings, found.count()) == (
        False,
        ("Colour",),
        (("What's next?", "Colour"),),
        1,
    )
