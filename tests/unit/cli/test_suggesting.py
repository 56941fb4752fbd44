"""One answer that cannot be coded is left out; a coder that is away or spent ends the run."""

from collections.abc import Sequence

import pytest
from click.testing import CliRunner

from services.analysis.adapters.generative.errors import BudgetSpent, SecondCoderAway, SecondCoderRefused, UnusableReply
from services.analysis.domain.codings import Answer, AnswerCoding
from services.cli.suggest import suggest
from services.cli.suggesting import Tally, suggestions
from shared.contracts.errors import CodedError
from tests.support.fakes_analysis import FakeCoder


class Failing(FakeCoder):
    """Raises for the word "bad"."""

    def __init__(self, error: CodedError) -> None:
        super().__init__()
        self._error = error

    def code(self, answers: Sequence[Answer]) -> list[AnswerCoding]:
        if "bad" in answers[0].text:
            raise self._error
        return super().code(answers)


def run(error: CodedError, *texts: str) -> tuple[list[object], Tally]:
    tally = Tally()
    named = [(str(number), Answer(text)) for number, text in enumerate(texts)]
    return [line["id"] for line in suggestions(named, Failing(error), tally)], tally


@pytest.mark.parametrize("error", [UnusableReply(rule="x"), SecondCoderRefused(status=400)])
def test_an_answer_that_cannot_be_coded_is_left_out(error: CodedError) -> None:
    lines, tally = run(error, "a", "bad", "b")
    assert (lines, tally.coded, tally.left_out, tally.stopped) == (["0", "2"], 2, 1, None)


@pytest.mark.parametrize(
    "error",
    [BudgetSpent(unit="tokens", limit=9), SecondCoderAway(reason="too slow"), SecondCoderRefused(status=401)],
)
def test_what_concerns_all_answers_ends_the_run(error: CodedError) -> None:
    lines, tally = run(error, "a", "bad", "b")
    assert (lines, tally.coded, tally.left_out, tally.stopped) == (["0"], 1, 0, error)


def test_many_failures_in_a_row_end_the_run() -> None:
    lines, tally = run(UnusableReply(rule="x"), *["bad"] * 4, "a", *["bad"] * 9)
    assert (lines, tally.left_out, str(tally.stopped)) == (["4"], 8, "the second coder's reply is unusable: x")


def test_without_a_second_coder_the_command_says_how_to_have_one(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("ADBORTH_SECOND_CODER_URL", raising=False)
    (tmp_path / "in.csv").write_text("words\nno time\n", encoding="utf-8")
    options = ["--text-column", "words", "--out", str(tmp_path / "out.jsonl"), "--data", str(tmp_path)]
    result = CliRunner().invoke(suggest, [str(tmp_path / "in.csv"), *options])
    assert (result.exit_code, "set ADBORTH_SECOND_CODER_URL" in result.stderr) == (2, True)
    assert not (tmp_path / "out.jsonl").exists()
