"""`adborth import` and `adborth survey` as somebody types them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.imports import import_file
from services.cli.survey import survey, withdraw
from services.intake.config import read_settings
from services.intake.domain.responses import State
from services.intake.main import build_intake

SURVEY = """
slug: card
languages: [en]
title: {en: A card}
questions:
  - {key: q_a, type: long_text, text: {en: "Why?"}}
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Somebody else carries the messages: what these commands leave to be carried is tested elsewhere.
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nowhere")
    return tmp_path / "data"


def run(command, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def ids_by_state(data: Path, slug: str) -> dict[State, frozenset[str]]:
    intake = build_intake(read_settings(data))
    [found] = [ledger.ids for ledger in intake.ledger() if ledger.survey == slug]
    intake.close()
    return found


def test_a_file_is_imported_once_and_its_refusals_listed(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("q_next,q_support,Name\nmore time,a coach,A\n,,B\n" + "x" * 10_001 + ",,C\n", encoding="utf-8")
    first = run(import_file, file, "--survey", "journey", "--data", data)
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        "cards.csv:3: Answer at least one question",
        "cards.csv:4: q_next: Shorten this answer to 10,000 characters or fewer; it has 10,001",
        "Columns that are no question and were left out: Name",
        "1 stored, 0 already there, 2 refused",
    ]
    again = run(import_file, file, "--survey", "journey", "--data", data)
    assert again.stdout.splitlines()[-1] == "0 stored, 1 already there, 2 refused"
    assert len(ids_by_state(data, "journey")[State.PENDING]) == 1


@pytest.mark.parametrize(
    ("content", "slug", "told"),
    [
        (b"Why,What\na,b\n", "journey", "Columns: Why, What. Questions: q_journey, q_next, q_support, q_use"),
        (b"q_next\na\n", "nowhere", "There is no survey 'nowhere'. There are: journey."),
        (b'q_next\n"caf', "journey", "a quotation mark that opens in the row of line 2 is never closed"),
        (b"", "journey", "the file holds no column names"),
    ],
)
def test_an_unusable_file_is_told_and_exits_with_2(tmp_path, data, content, slug, told) -> None:
    (tmp_path / "cards.csv").write_bytes(content)
    done = run(import_file, tmp_path / "cards.csv", "--survey", slug, "--data", data)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "importing" not in done.stderr


def test_a_file_of_another_kind_is_told(tmp_path: Path, data: Path) -> None:
    (tmp_path / "cards.odt").touch()
    done = run(import_file, tmp_path / "cards.odt", "--survey", "journey", "--data", data)
    assert (done.exit_code, "only .csv, .tsv, .txt, .xlsx can be imported" in done.stderr) == (2, True)


def test_surveys_are_published_listed_and_closed(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "card.yaml"
    file.write_text(SURVEY, encoding="utf-8")
    assert "card version 1 is published: /s/card" in run(survey, "publish", file, "--data", data).stdout
    assert "stands like that already" in run(survey, "publish", file, "--data", data).stdout
    assert "card is closed since" in run(survey, "close", "card", "--data", data).stdout
    listed = run(survey, "list", "--data", data).stdout.splitlines()
    assert [line.split()[:4] for line in listed] == [
        ["card", "version", "1", "closed"],
        ["journey", "version", "1", "open"],
    ]


def test_mistakes_are_told_in_a_line(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "card.yaml"
    file.write_text(SURVEY.replace("long_text", "essay"), encoding="utf-8")
    wrong = run(survey, "publish", file, "--data", data)
    assert (wrong.exit_code, "card.yaml, question q_a: type must be one of" in wrong.stderr) == (1, True)
    file.write_text(SURVEY.replace("slug: card", "slug: A"), encoding="utf-8")
    assert "card.yaml: slug must be" in run(survey, "publish", file, "--data", data).stderr
    assert "There is no survey 'nowhere'." in run(survey, "close", "nowhere", "--data", data).stderr
    assert "There is no response 'nobody'." in run(withdraw, "nobody", "--data", data).stderr


def test_a_response_is_withdrawn(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("q_next\nmore time\n", encoding="utf-8")
    run(import_file, file, "--survey", "journey", "--data", data)
    [id_] = ids_by_state(data, "journey")[State.PENDING]
    assert run(withdraw, id_, "--data", data).stdout == "Withdrawn.\n"
    assert run(withdraw, id_, "--data", data).stdout == "It had been withdrawn before.\n"
    assert ids_by_state(data, "journey") == {State.WITHDRAWN: frozenset({id_})}


def test_a_database_that_is_full_or_away_is_told(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("q_next\nmore time\n", encoding="utf-8")
    monkeypatch.setenv("ADBORTH_INTAKE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    done = run(survey, "list", "--data", data)
    assert done.exit_code == 1
    assert "The database is away, full or busy" in done.stderr
