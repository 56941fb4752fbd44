"""`adborth suggest` as a person runs it: a file of suggestions that `adborth train` can learn from."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.analysis.engine.exemplars import load_exemplars
from services.cli.suggest import suggest
from shared.codebooks.loading import builtin_codebook
from tests.support.servers.chat_stub import ChatStub, says, sends, suggests

TIME = suggests(("time_and_space", ["No time"]), facets=[("need", ["No time"])])
NONE = suggests()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ADBORTH_SECOND_CODER_MODEL", "m")
    (tmp_path / "in.csv").write_text("ref,asked,words\na,Why?,No time ŵ\nb,,lunch\nc,Why?,No time\n", encoding="utf-8")

    def invoke(stub: ChatStub) -> Result:
        monkeypatch.setenv("ADBORTH_SECOND_CODER_URL", stub.url)
        columns = ["--text-column", "words", "--question-column", "asked", "--id-column", "ref"]
        options = [*columns, "--out", str(tmp_path / "out.jsonl"), "--data", str(tmp_path / "data")]
        return CliRunner().invoke(suggest, [str(tmp_path / "in.csv"), *options])

    return invoke


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def asked_about(stub: ChatStub) -> list[str]:
    return [json.loads(body["messages"][1]["content"])["answer"] for body in stub.asked]


def test_suggestions_are_written_with_their_evidence_and_read_as_exemplars(run, tmp_path):
    with ChatStub(TIME, NONE, TIME) as stub:
        result = run(stub)
    assert result.exit_code == 0, result.output
    assert "3 answers coded by suggested-m-" in result.stderr
    first, second, _ = lines_of(tmp_path / "out.jsonl")
    assert (first["id"], first["codes"], first["spans"]) == ("a", ["time_and_space"], {"time_and_space": [[0, 7]]})
    assert (first["text"], first["question"], first["facets"]) == ("No time ŵ", "Why?", ["need"])
    assert (second["id"], second["codes"], second["facets"]) == ("b", [], [])
    exemplars = load_exemplars(tmp_path / "out.jsonl", builtin_codebook("improvement"))
    assert [exemplar.codes for exemplar in exemplars] == [("time_and_space",), (), ("time_and_space",)]


def test_a_run_that_stopped_goes_on_where_it_was(run, tmp_path):
    with ChatStub(TIME, sends(b"", 401)) as stub:
        result = run(stub)
    assert result.exit_code == 2
    assert "refused with status 401; 1 answers coded" in result.stderr
    assert "No time" not in result.output
    assert [line["id"] for line in lines_of(tmp_path / "out.jsonl")] == ["a"]
    with ChatStub(NONE) as stub:
        assert run(stub).exit_code == 0
    assert asked_about(stub) == ["lunch", "No time"]
    assert [line["codes"] for line in lines_of(tmp_path / "out.jsonl")] == [["time_and_space"], [], []]


def test_a_budget_ends_the_run(run, tmp_path, monkeypatch):
    monkeypatch.setenv("ADBORTH_SECOND_CODER_REQUESTS", "2")
    with ChatStub(NONE) as stub:
        result = run(stub)
    assert (result.exit_code, len(stub.asked)) == (2, 2)
    assert "the budget of this run is spent: 2 requests" in result.stderr
    assert "The rest is not coded" in result.stderr


def test_an_answer_with_an_unusable_reply_is_left_out(run, tmp_path):
    with ChatStub(NONE, says("No time, sorry"), NONE) as stub:
        result = run(stub)
    assert (result.exit_code, "2 answers coded" in result.stderr, "1 left out" in result.stderr) == (0, True, True)
    assert [line["id"] for line in lines_of(tmp_path / "out.jsonl")] == ["a", "c"]


def test_what_is_kept_in_the_data_directory_holds_no_word(run, tmp_path):
    with ChatStub(TIME) as stub:
        run(stub)
    kept = [path.read_text() for path in (tmp_path / "data" / "second-coder").rglob("*") if path.is_file()]
    assert len(kept) == 3
    assert not any("No time" in text or "lunch" in text for text in kept)
