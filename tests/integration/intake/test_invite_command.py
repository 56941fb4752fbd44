"""`adborth invite` and `adborth remind` as somebody types them, with a mail server that keeps what it is given."""

import csv
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.invite import invite
from services.cli.remind import remind
from services.cli.survey import survey
from shared.post.letters import Letter, LetterRefused, PostAway
from shared.post.smtp_post import SmtpAccount, SmtpPost
from tests.support.servers.ports import free_port
from tests.support.smtp_sink import REFUSED, Sink, smtp_sink

SURVEY = """
slug: card
languages: [en, cy]
title: {en: "A card, or two", cy: Cerdyn ŵ}
invitations: anonymous
questions:
  - {key: q_a, type: long_text, text: {en: "Why?", cy: "Pam?"}}
"""
PEOPLE = f"email,role,name\nann@example.org,gp,Ann\nben@example.org,gp,Ben\n{REFUSED},gp,No\n,gp,Nobody\n"
ADDRESS = ("--address", "https://feedback.example.org")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nowhere")
    (tmp_path / "card.yaml").write_text(SURVEY, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert run(survey, "publish", tmp_path / "card.yaml", "--data", tmp_path).exit_code == 0
    return tmp_path


@pytest.fixture
def sink(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    with smtp_sink() as opened:
        monkeypatch.setenv("ADBORTH_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("ADBORTH_SMTP_PORT", str(opened.port))
        monkeypatch.setenv("ADBORTH_SMTP_SECURITY", "none")
        monkeypatch.setenv("ADBORTH_SMTP_FROM", "Olwen Rees <olwen@example.org>")
        yield opened


def run(command, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def invite_all(data: Path) -> Result:
    out = ("--out", data / "links.csv", "--attributes", "role")
    return run(invite, "card", data / "people.csv", *out, *ADDRESS, "--data", data)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_people_are_invited_once_and_their_links_written(data: Path) -> None:
    first = invite_all(data)
    assert "people.csv:5: This row names nobody" in first.output
    assert "Columns that were not kept: name" in first.output
    assert "3 invited, 0 had been before, 1 refused" in first.output
    links = rows(data / "links.csv")
    assert [link["reference"] for link in links] == ["ann@example.org", "ben@example.org", REFUSED]
    assert links[0]["link"].startswith("https://feedback.example.org/s/card?invite=")
    assert stat.S_IMODE((data / "links.csv").stat().st_mode) == 0o600
    assert "0 invited, 3 had been before" in invite_all(data).output
    assert rows(data / "links.csv") == links


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere", "people.csv"), "There is no survey 'nowhere'"),
        (("journey", "people.csv"), "journey is open to all"),
        (("card", "card.yaml"), "only .csv can be read"),
        (("card", "people.csv", "--attributes", "site"), "'site' is no column that can be kept"),
    ],
)
def test_what_can_not_be_meant_is_told(data: Path, arguments: tuple[str, ...], told: str) -> None:
    slug, file, *more = arguments
    answer = run(invite, slug, data / file, *more, "--out", data / "links.csv", *ADDRESS, "--data", data)
    assert (answer.exit_code, told in answer.output) == (1, True), answer.output


def test_the_address_of_links_has_to_be_said(data: Path) -> None:
    assert run(invite, "card", data / "people.csv", "--out", data / "x.csv", "--data", data).exit_code == 2
    assert run(remind, "card", *ADDRESS, "--data", data).exit_code == 2


def test_links_of_another_secret_are_not_made(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invite_all(data)
    monkeypatch.setenv("ADBORTH_SECRET_KEY", "another secret")
    answer = run(remind, "card", "--out", data / "later.csv", *ADDRESS, "--data", data)
    assert (answer.exit_code, "The secret was changed" in answer.output) == (1, True)
    assert not (data / "later.csv").exists()


def test_a_reminder_is_a_file_for_mail_merge(data: Path) -> None:
    invite_all(data)
    assert run(remind, "card", "--out", data / "later.csv", *ADDRESS, "--data", data).exit_code == 0
    assert rows(data / "later.csv") == rows(data / "links.csv")
    no_server = run(remind, "card", "--send", *ADDRESS, "--data", data)
    assert "No mail server is set up" in no_server.output


def test_a_reminder_is_a_letter_in_both_languages_once_a_day(data: Path, sink: Sink) -> None:
    invite_all(data)
    first = run(remind, "card", "--send", 6000, *ADDRESS, "--data", data)
    assert f"refused: {REFUSED}" in first.output
    assert "2 sent, 1 refused" in first.output
    letter = next(letter for letter in sink.letters if letter["To"] == "ann@example.org")
    assert (letter["Subject"], letter["From"]) == ("A card, or two / Cerdyn ŵ", "Olwen Rees <olwen@example.org>")
    link = rows(data / "links.csv")[0]
    text = letter.get_content()
    for part in (link["link"] + "&lang=en", link["link"] + "&lang=cy", link["no_reminders_link"], "wahoddiad"):
        assert part in text
    assert letter["List-Unsubscribe"] == f"<{link['no_reminders_link']}>"
    assert (letter["Auto-Submitted"], letter["Message-ID"].endswith("@example.org>")) == ("auto-generated", True)
    assert sink.connections == 1
    assert "0 sent, 1 refused, 2 had one today" in run(remind, "card", "--send", *ADDRESS, "--data", data).output
    assert len(sink.letters) == 2


def test_a_mail_server_that_is_away_is_told(data: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    invite_all(data)
    monkeypatch.setenv("ADBORTH_SMTP_PORT", str(free_port()))
    answer = run(remind, "card", "--send", *ADDRESS, "--data", data)
    assert (answer.exit_code, "takes no letters (ConnectionRefusedError)" in answer.output) == (1, True)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_way_that_should_be_guarded_is_never_taken_unguarded(sink: Sink, security: str) -> None:
    account = SmtpAccount(host="127.0.0.1", port=sink.port, sender="o@example.org", security=security)
    with SmtpPost(account) as post, pytest.raises(PostAway):
        post.send(Letter("ann@example.org", "A card", "Words", "https://x"))
    assert sink.letters == []


def test_an_account_that_the_server_does_not_know_is_told(sink: Sink) -> None:
    account = SmtpAccount(
        host="127.0.0.1", port=sink.port, sender="o@example.org", security="none", user="o", password="p"
    )
    with SmtpPost(account) as post, pytest.raises(PostAway):
        post.send(Letter("ann@example.org", "A card", "Words", "https://x"))


def test_an_address_that_would_write_a_header_is_refused(sink: Sink) -> None:
    account = SmtpAccount(host="127.0.0.1", port=sink.port, sender="o@example.org", security="none")
    with SmtpPost(account) as post, pytest.raises(LetterRefused):
        post.send(Letter("ann@example.org\nBcc: all@example.org", "A card", "Words", "https://x"))
