"""`adborth connect` as somebody types it: it prints an address at which the tool's calls are taken."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.connect import connect
from services.intake.config import read_settings
from services.intake.main import build_intake
from tests.support.intake import NobodySignedIn
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADBORTH_BROKER_URLS", "amqp://nowhere")
    return tmp_path / "data"


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(connect, [*arguments, "--data", str(data)])


def test_the_printed_address_takes_what_is_signed_with_the_secret(data) -> None:
    done = run(data, "--survey", "journey", "--provider", "typeform", "--secret", TYPEFORM_SECRET)
    assert (done.exit_code, done.stdout.startswith("/hooks/typeform/")) == (0, True)
    intake = build_intake(read_settings(data))
    client = intake.web_app(NobodySignedIn()).test_client()
    body = typeform_body()
    assert client.post(done.stdout.strip(), data=body, headers=typeform_headers(body)).status_code == 200
    assert client.post(done.stdout.strip(), data=body).status_code == 401
    intake.close()


def test_a_secret_is_made_and_printed_where_none_is_given(data) -> None:
    printed = run(data, "--survey", "journey", "--provider", "standard-webhooks").stdout.splitlines()
    assert re.fullmatch(r"secret: whsec_[\w+/]{32}", printed[1])
    site = ("--address", "https://feedback.example.org/")
    [address] = run(data, "--survey", "journey", "--provider", "paperform", *site).stdout.splitlines()
    assert re.fullmatch(r"https://feedback\.example\.org/hooks/paperform/[0-9a-f]{32}\?secret=[\w-]{32}", address)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--survey", "nothing", "--provider", "tally"), "There is no survey 'nothing'"),
        (("--survey", "journey", "--provider", "tally", "--secret", "x"), "A secret has 8 to 500"),
        (("--survey", "journey", "--provider", "pigeon"), "'pigeon' is not one of"),
    ],
)
def test_what_is_wrong_is_told(data, arguments, told) -> None:
    done = run(data, *arguments)
    assert done.exit_code != 0
    assert told in done.output
