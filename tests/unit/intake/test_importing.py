"""A file is stored once however often it is imported; what is refused is named by its line."""

import pytest

from services.intake.application.close_survey import close_survey
from services.intake.application.import_rows import Imported, import_rows
from services.intake.application.publish_survey import publish_survey
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.errors import SurveyNotFound, UnreadableFile
from services.intake.importers.csv_table import read_csv
from shared.contracts.names import MessageName
from tests.support.fakes_intake import FakeStore, FakeUnit
from tests.support.surveys import a_survey


@pytest.fixture
def store() -> FakeStore:
    made = FakeStore()
    publish_survey(a_survey(), uow=FakeUnit(made), clock=made.clock)
    return made


def imported(store: FakeStore, text: str, slug: str = "card") -> Imported:
    return import_rows(read_csv(text.encode()), slug, desk=store.desk(), after_batch=lambda _: None)


def counts(found: Imported) -> tuple[int, int, int]:
    return found.stored, found.known, len(found.refused)


def refusals(found: Imported) -> list[tuple[int, list[str]]]:
    return [(refusal.line, [fault.code for fault in refusal.faults]) for refusal in found.refused]


def texts(store: FakeStore) -> list[str]:
    return sorted(answer.text for response in store.shelf.responses.values() for answer in response.answers)


def test_importing_again_changes_nothing_and_equal_rows_are_two_people(store) -> None:
    file = "q_next,q_role\nmore time,nurse\nmore time,nurse\nless paper,\n"
    assert counts(imported(store, file)) == (3, 0, 0)
    assert counts(imported(store, file)) == (0, 3, 0)
    assert texts(store) == ["less paper", "more time", "more time", "nurse", "nurse"]
    assert len(store.told(MessageName.RESPONSE_RECEIVED)) == 3


def test_rows_are_known_whatever_the_order_of_rows_and_columns(store) -> None:
    imported(store, "q_next,q_role\na,nurse\nb,\n")
    assert counts(imported(store, "q_role,q_next\n,b\nnurse,a\n")) == (0, 2, 0)


def test_an_id_column_is_the_identity(store) -> None:
    id_ = "6f0c21d3-2a3e-4f6e-9d51-0d3a7c6a5b11"
    assert counts(imported(store, f"id,q_next\n{id_},a\ncard 7,b\n,c\n")) == (3, 0, 0)
    assert id_ in {response.submission_id for response in store.shelf.responses.values()}
    again = imported(store, f"id,q_next\n{id_},a\ncard 7,other words\n,c\n")
    assert (counts(again), refusals(again)) == ((0, 2, 1), [(3, ["id-conflict"])])


def test_the_same_id_twice_in_one_file_is_one_card_or_a_conflict(store) -> None:
    found = imported(store, "id,q_next\nx,a\nx,a\nx,b\n")
    assert (counts(found), refusals(found)) == ((1, 1, 1), [(4, ["id-conflict"])])


def test_each_refusal_names_its_line(store) -> None:
    file = (
        "q_next,q_role,language,received_at,Name\n"
        "sound,nurse,cy,2026-03-01T09:00:00Z,A\n"
        '"two\nlines",,,2026-03-01 09:00,B\n'
        ",,,,C\n"
        "\n"
        f"text,{'x' * 201},fr,,D\n"
        "text,,,yesterday,E\n"
        "a\0b,,,,F\n"
        "text,,,,G,surplus\n"
        'te"xt",,,,\n'
        '"te"xt,,,,\n'
    )
    found = imported(store, file)
    assert counts(found) == (3, 0, 6)
    assert refusals(found) == [
        (5, ["answers-missing"]),
        (7, ["unknown-language", "answer-too-long"]),
        (8, ["unreadable-time"]),
        (9, ["answer-unstorable"]),
        (10, ["surplus-cells"]),
        (12, ["broken-quotes"]),
    ]
    assert found.ignored == ("Name",)
    assert texts(store) == ["nurse", "sound", 'te"xt"', "two\nlines"]
    by_language = {response.language: response.received_at.isoformat() for response in store.shelf.responses.values()}
    assert by_language["cy"] == "2026-03-01T09:00:00+00:00"


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "0001-01-01", "9999-12-31T23:59:59-10:00"])
def test_a_time_at_the_end_of_the_calendar_is_refused_by_its_line(store, time: str) -> None:
    found = imported(store, f"q_next,received_at\na,{time}\nb,\n")
    assert (counts(found), refusals(found)) == ((1, 0, 1), [(2, ["unreadable-time"])])


def test_many_rows_go_in_small_transactions(store) -> None:
    batches: list[int] = []
    rows = "q_next\n" + "".join(f"card {number}\n" for number in range(120))
    before = store.commits
    import_rows(read_csv(rows.encode()), "card", desk=store.desk(), after_batch=batches.append)
    assert batches == [50, 50, 20]
    assert store.commits == before + 3


def test_cards_may_be_imported_after_closing_but_not_after_withdrawal(store) -> None:
    close_survey("card", uow=FakeUnit(store), clock=store.clock)
    assert counts(imported(store, "q_next\nlate\n")) == (1, 0, 0)
    [id_] = store.shelf.responses
    withdraw_response(id_, uow=FakeUnit(store), clock=store.clock)
    assert refusals(imported(store, "q_next\nlate\n")) == [(2, ["already-withdrawn"])]


def test_a_survey_that_is_not_there_is_told(store) -> None:
    with pytest.raises(SurveyNotFound):
        imported(store, "q_next\na\n", slug="nowhere")


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (b"", "empty", 1),
        (b"\n\n", "empty", 1),
        (b"q_next\nfine\ncaf\xe9\n", "not-utf-8", 3),
        ("q_next\nfine".encode("utf-16"), "not-utf-8", 1),
        (b"q_next,q_next\na,b\n", "columns-twice", 1),
        (b'q_next\nfine\n"never closed\nrow\n', "quote-never-closed", 3),
    ],
)
def test_an_unusable_file_says_why_and_where(content: bytes, reason: str, line: int) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_csv(content)
    assert refused.value.details == {"reason": reason, "line": line}


def test_a_file_without_a_known_column_names_both_sides(store) -> None:
    with pytest.raises(UnreadableFile) as refused:
        imported(store, "Question 1,Question 2\na,b\n")
    assert refused.value.details["columns"] == ["Question 1", "Question 2"]
    assert refused.value.details["keys"] == ["q_next", "q_role"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_of_all_countries_are_read(separator: str) -> None:
    table = read_csv(f"\ufeffq_next{separator}q_role\r\nŵyr{separator}1,5\r\n".replace("1,5", "nyrs").encode())
    assert [dict(row.cells) for row in table.rows] == [{"q_next": "ŵyr", "q_role": "nyrs"}]
