"""`adborth codebook` carries a codebook out to other programs and back."""

from pathlib import Path

from click.testing import CliRunner, Result

from services.cli.command import adborth
from shared.codebooks.loading import builtin_codebook, load_codebook


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(adborth, ["codebook", *map(str, arguments)])


def test_a_codebook_goes_out_and_comes_back(tmp_path: Path) -> None:
    qdc, back, again = tmp_path / "out.qdc", tmp_path / "back.yaml", tmp_path / "again.qdc"
    result = run("export", "improvement", "--out", qdc)
    assert (result.exit_code, "'improvement' version 2 with 3 themes, 18 codes, 5 facets" in result.output) == (0, True)
    assert run("import", qdc, "--out", back).exit_code == 0
    assert load_codebook(back) == builtin_codebook("improvement")
    assert run("export", back, "--out", again).exit_code == 0
    assert again.read_bytes() == qdc.read_bytes()


def test_what_cannot_be_read_is_told_in_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    out, wrong = tmp_path / "out.yaml", tmp_path / "wrong.qdc"
    wrong.write_text("<CodeBook>\n<Codes>\n</CodeBook>", encoding="utf-8")
    told = run("import", wrong, "--out", out)
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert "wrong.qdc, line 3: file: is not well-formed XML: mismatched tag" in told.stderr
    assert not out.exists()
    assert "there are: improvement" in run("export", "nhs", "--out", out).stderr
    assert "absent.yaml" in run("export", tmp_path / "absent.yaml", "--out", out).stderr
