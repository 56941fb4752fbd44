"""`adborth publish` as somebody types it, on a data directory of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.publish import publish
from services.cli.publishing_refused import reason
from services.reports.application.answer_codes import answer_code, set_answering_rules
from services.reports.application.draft_publication import set_rules
from services.reports.config import read_settings
from services.reports.domain.answering import AnsweringRules, Measure, OwedFrom, Said, State
from services.reports.domain.publication_errors import Objection
from services.reports.domain.redactions import Person
from services.reports.main import Reports, build_reports
from tests.support.reports.making import parcel, published
from tests.support.reports.models import JOURNEY
from tests.support.reports.publishing import MASKED, PUBLICATION, Worker, others, quotable
from tests.support.reports.web import OpenIdentity


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reports]:
    # Somebody else carries the messages.
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nowhere")
    monkeypatch.delenv("ADBORTH_ADDRESS", raising=False)
    made = build_reports(read_settings(tmp_path))
    made.migrations.upgrade()
    made.start()
    yield made
    made.close()


def run(reports: Reports, survey: str = "journey", *more: str) -> Result:
    return CliRunner().invoke(publish, ["--survey", survey, "--data", str(reports._settings.data), *more])


def tell(reports: Reports, *told: object) -> None:
    reports.consumer([parcel(each) for each in told])


def test_what_stands_in_the_way_is_said_in_a_line(reports: Reports) -> None:
    missing = run(reports)
    assert (missing.exit_code, missing.output) == (1, "Error: There is no survey 'journey'.\n")
    tell(reports, published())
    assert "nobody has answered it yet" in run(reports).output
    tell(reports, *others(4))
    assert "4 answered, and fewer than 5 are not published" in run(reports).output
    tell(reports, *others(8))
    set_rules(JOURNEY, None, True, desk=reports.publishing)
    refused = run(reports)
    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert "a second person must approve its draft: /team/reports/journey/publication" in refused.stderr


def test_a_draft_becomes_a_number_and_its_address_is_told(reports: Reports) -> None:
    tell(reports, published(), *others())
    assert run(reports).output == "/p/journey/1\n"
    again = run(reports, "journey", "--address", "https://adborth.example/")
    assert again.output == "https://adborth.example/p/journey/2\n"
    document = reports.publishing.archive.publication(JOURNEY).document
    assert document["note"] == {"en": "Newer figures.", "cy": "Ffigurau mwy diweddar."}
    assert document["quotes"] == []


def test_approved_quotes_are_taken_and_nothing_else_that_people_wrote(reports: Reports) -> None:
    client = reports.web_app(OpenIdentity()).test_client()
    tell(reports, published(), *others(), quotable(), quotable("u", "Not approved"))
    assert Worker(client).decide(words="[name]").status_code == 303
    assert run(reports).output == "/p/journey/1\n"
    document = reports.publishing.archive.publication(JOURNEY).document
    assert [quote["text"] for quote in document["quotes"]] == [MASKED]
    assert "Not approved" not in json.dumps(document)


def test_the_codes_that_are_owed_an_answer_are_named_and_once_answered_it_is_published(reports: Reports) -> None:
    tell(reports, published(), *others())
    desk = reports.publishing
    set_answering_rules(JOURNEY, AnsweringRules(OwedFrom(Measure.FOUND_IN, 5)), desk=desk)
    refused = run(reports)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "These codes have no answer yet: Time and space. The team" in refused.stderr
    assert ".." not in refused.stderr
    answer_code(JOURNEY, "time_and_space", 0, Said(State.DID, {"en": "Done"}), Person("1", "Ann"), desk=desk)
    assert run(reports).output == "/p/journey/1\n"


def test_what_other_parts_object_to_is_said(reports: Reports) -> None:
    assert (
        reason(Objection("owed", {"message": {"en": "an answer is owed", "cy": "x"}}), "journey") == "an answer is owed"
    )
    assert reason(Objection("owed"), "journey") == "owed"


def test_the_draft_of_the_team_is_published_as_it_stands(reports: Reports) -> None:
    client = reports.web_app(OpenIdentity()).test_client()
    tell(reports, published(), *others())
    assert Worker(client).post(PUBLICATION, {"title-en": "Our findings"}).status_code == 303
    assert run(reports).output == "/p/journey/1\n"
    assert reports.publishing.archive.publication(JOURNEY).document["title"]["en"] == "Our findings"
