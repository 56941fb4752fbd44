"""`adborth parse` shows what a delivery or an export says, without a server."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from services.cli.command import adborth
from services.intake.providers.registry import PROVIDERS
from tests.support.providers.sealing import NOW, PAYLOADS, SEALS, configured, sealed

SECRET = "secret-one"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(adborth, ["parse", *map(str, arguments)])


def told(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    value: dict[str, Any] = json.loads(result.stdout)
    return value


def delivered(name: str, secret: str, folder: Path) -> list[str | Path]:
    """A delivery as files, and the options that say what was beside it."""
    raw = sealed(name, secret)
    (folder / "body").write_bytes(raw.body)
    (folder / "headers.json").write_text(json.dumps({key.title(): value for key, value in raw.headers.items()}))
    query = [part for key, value in raw.query.items() for part in ("--query", f"{key}={value}")]
    at = NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
    return ["--provider", name, "--headers", folder / "headers.json", *query, "--at", at, folder / "body"]


def test_a_delivery_is_printed_as_responses() -> None:
    assert told("--provider", "govuk-forms", PAYLOADS / "govuk-forms.json")["responses"][0] == {
        "external_response_id": "ABCD1234",
        "external_form_id": "77",
        "submitted_at": "2026-04-01T10:00:00Z",
        "completed": True,
        "language": "cy",
        "answers": [
            {"ref": "q1", "label": "Beth allai fod yn well?", "answer": "Mwy o gadeiriau"},
            {"ref": "q2", "label": "Beth?", "answer": "Ffôn; Post, cyntaf"},
            {"ref": "q3", "label": "Enw", "answer": "Dr Ann Jones"},
            {"ref": "q4", "label": "Cyfeiriad", "answer": "1 Stryd Fawr, Bangor, LL57 1AA"},
            {"ref": "q5", "label": "Pwy?", "answer": "Ann; Huw"},
        ],
    }


@pytest.mark.parametrize("name", SEALS)
def test_a_secret_is_judged_only_where_one_is_given(name: str, tmp_path: Path) -> None:
    arguments = delivered(name, SECRET, tmp_path)
    unjudged = told(*arguments)
    good = told(*arguments, "--secret", configured(name, "new"), "--secret", configured(name, SECRET))
    assert good == unjudged
    assert good["outcome"] in {"store", "fetch_required"}
    wrong = told(*arguments, "--secret", configured(name, "other"))
    assert wrong == {"outcome": "reject", "reason": "signature-wrong", "responses": []}


def test_headers_may_be_recorded_as_lists(tmp_path: Path) -> None:
    arguments = delivered("typeform", SECRET, tmp_path)
    kept = json.loads((tmp_path / "headers.json").read_text())
    (tmp_path / "headers.json").write_text(json.dumps({name: [value] for name, value in kept.items()}))
    assert told(*arguments, "--secret", configured("typeform", SECRET))["outcome"] == "store"


def test_without_a_proof_a_secret_rejects() -> None:
    body = PAYLOADS / "typeform.json"
    assert told("--provider", "typeform", body, "--secret", "x")["reason"] == "signature-missing"


def test_a_signature_is_fresh_only_for_a_while(tmp_path: Path) -> None:
    arguments = delivered("formbricks", SECRET, tmp_path)
    late = [*arguments, "--secret", configured("formbricks", SECRET), "--at", "2026-04-01T10:05:01Z"]
    assert told(*late)["reason"] == "signature-stale"


def test_what_cannot_be_read_is_put_aside_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff{")
    for name in PROVIDERS:
        assert told("--provider", name, tmp_path / "x")["outcome"] == "quarantine"


def test_the_content_type_may_be_said(tmp_path: Path) -> None:
    body = PAYLOADS / "tally.json"
    assert told("--provider", "tally", "--content-type", "text/plain", body) == told("--provider", "tally", body)


def test_people_read_it_in_lines() -> None:
    shown = run("--provider", "typeform", PAYLOADS / "typeform.json").stdout
    assert shown.startswith("store (responses), responses: 1\n\ntok-9: TF1, 2026-04-01T10:00:00Z, complete\n")
    assert "  What could be better? [better]\n    Mwy o gadeiriau\n" in shown
    wanted = run("--provider", "surveymonkey", PAYLOADS / "surveymonkey.json").stdout
    assert "to be fetched: api.surveymonkey.com /v3/surveys/500/responses/sm-1/details\n" in wanted
    begun = run("--provider", "paperform", PAYLOADS / "paperform.json")
    assert "[k2]" in begun.stdout


def test_an_export_is_shown_in_the_same_way(tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("Reference,Submitted at,What?\nA1,2026-04-01T10:00:00Z,Plîs\n", encoding="utf-8")
    found = told("--import", "--preset", "govuk-forms", table)
    assert (found["outcome"], found["preset"], found["refused"]) == ("store", "govuk-forms", [])
    assert found["responses"][0]["answers"][0]["answer"] == "Plîs"
    table.write_text("Reference,Submitted at,What?\nA1,,Plîs\nA2,,Plîs,surplus,surplus\n", encoding="utf-8")
    shown = run("--import", "--preset", "govuk-forms", table).stdout
    assert "\nA1: complete\n  What? [What?]\n    Plîs\n" in shown
    assert "\nline 3: " in shown
    table.write_text("")
    assert told("--import", table)["outcome"] == "quarantine"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--provider", "unknown"], "'standard-webhooks', 'formbricks'"),
        ([], "Give --import, or --provider with one of: standard-webhooks"),
        (["--import", "--provider", "tally"], "Give --import, or --provider"),
        (["--provider", "tally", "--headers", "LIST"], "must be an object"),
        (["--provider", "tally", "--headers", "BROKEN"], "is not JSON"),
        (["--import", "--preset", "unknown"], "'auto'"),
    ],
)
def test_a_wrong_call_says_what_there_is(arguments: list[str], complaint: str, tmp_path: Path) -> None:
    (tmp_path / "LIST").write_text("[]")
    (tmp_path / "BROKEN").write_text("{")
    given = [tmp_path / each if each.isupper() else each for each in arguments]
    result = run(*given, PAYLOADS / "tally.json")
    assert (result.exit_code, complaint in result.stderr) == (2, True), result.stderr
