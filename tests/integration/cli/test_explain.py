"""`adborth explain` shows a sum that adds up, on the terminal and on a page that hides nothing and runs nothing."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.analysis.domain.codings import Answer, Span
from services.analysis.engine.built_in import built_in_coder
from services.analysis.engine.explanation import CodeExplained, WordGiven, explain
from services.analysis.engine.linear_coder import LinearCoder
from services.cli.explain import explain_command, shown
from services.cli.explanation_page import Piece, pieces, write_explanation

TEXT = "We have no time to think, and need much more than a training course"


@pytest.fixture(scope="module")
def coder() -> LinearCoder:
    return built_in_coder("improvement")


def test_the_terminal_shows_words_that_add_up() -> None:
    result = CliRunner().invoke(explain_command, [TEXT, "--question", "What support do you need?"])
    assert result.exit_code == 0, result.output
    table = result.output[: result.output.index("best segment")]
    assert "time_and_space: given" in table
    figures = [float(figure) for figure in re.findall(r"│ +([+-]\d+\.\d\d) │", table)]
    assert sum(figures[:-1]) == pytest.approx(figures[-1], abs=0.06)  # each is rounded to hundredths
    assert "“time”" in table
    assert "“training”" not in table


def test_what_is_given_comes_first_and_two_others_follow(coder: LinearCoder) -> None:
    codes = shown(explain(coder, Answer(TEXT)))
    assert [code.decided for code in codes][-2:] == [False, False]
    assert all(code.decided for code in codes[:-2])


def test_a_page_shows_every_word_and_runs_nothing(coder: LinearCoder, tmp_path: Path) -> None:
    text = "No time <script>alert(1)</script> to think"
    write_explanation(tmp_path / "page.html", explain(coder, Answer(text, "Why & how?")), coder.codebook)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "Why &amp; how?" in page
    assert "Time and space: given" in page
    assert re.search(r'class="w p5">time<small>\+\d', page)


def test_pieces_are_the_whole_text_again(coder: LinearCoder) -> None:
    code = explain(coder, Answer(TEXT)).codes[0]
    found = pieces(TEXT, code)
    assert "".join(piece.text for piece in found) == TEXT
    assert [piece.text for piece in found if piece.given is None and piece.text.strip()][-1] == " a training course"


def test_the_strongest_words_have_the_deepest_colours() -> None:
    words = [WordGiven(span, given) for span, given in zip(spans("ab cd ef"), (2.0, -9.0, 0.04), strict=True)]
    code = CodeExplained("time", True, 0.9, 0.0, 0.0, tuple(words), 0.9, 0.9)
    assert [piece.colour for piece in pieces("ab cd ef", code) if piece != Piece(" ")] == [5, -5, 0]


def spans(text: str) -> list[Span]:
    return [Span(found.start(), found.end()) for found in re.finditer(r"\w+", text)]


def test_a_missing_model_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "none.npz").write_bytes(b"")
    result = CliRunner().invoke(explain_command, [TEXT, "--model", str(tmp_path / "none.npz")])
    assert result.exit_code == 2
    assert "adborth train" in result.output


def test_a_page_is_written_by_the_command(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert CliRunner().invoke(explain_command, ["?!", "--html", str(out)]).exit_code == 0
    assert "Why these codes?" in out.read_text(encoding="utf-8")
