"""What is wrong with a codebook file is told by file, line and rule, whatever is wrong with it."""

from pathlib import Path

import pytest

from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.loading import load_codebook

FILE = """\
# a comment on line 1
id: small
version: 2
title:
  en: Small
themes:
  - id: means
    title: {en: Means}
    definition: What is needed.
    codes:
      - id: money
        title: {en: Money}
        include:
          en: Funding.
          cy: Cyllid.
        examples:
          - no cash
          - no money
facets:
  - {id: need, definition: asks}
"""


def broken_by(tmp_path: Path, old: str, new: str) -> str:
    assert old in FILE
    path = tmp_path / "broken.yaml"
    path.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidCodebook) as caught:
        load_codebook(path)
    return str(caught.value)


def test_the_file_is_a_codebook_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(FILE, encoding="utf-8")
    assert load_codebook(path).code_ids == ("money",)


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("version: 2", "version: two", 3, "codebook: version must be a whole number"),
        ("version: 2\n", "version: 2\ncolour: red\n", 4, "codebook: unknown key 'colour'; known keys are facets, id"),
        ("  en: Small", "  cy: Bach", 4, "codebook: title must be a text, or give the English words"),
        ("- id: means", "- id: Means", 7, "theme: id 'Means' must be lower-case"),
        ("What is needed.", "3", 9, "theme 'means': definition must be a text, or give"),
        ("- id: money", "- id: means", 11, "code 'means': id 'means' is given twice (first on line 7)"),
        ("          en: Funding.\n", "", 13, "code 'money': include must be a text, or give the English words"),
        ("en: Funding.", "en: 12", 13, "code 'money': include must be a text that is not empty, in each language"),
        ("- no money", "- 12", 18, "code 'money': examples must be texts that are not empty, but one is 12"),
        ("        examples:", "        exmaples:", 16, "code: unknown key 'exmaples'"),
        ("  - {id: need, definition: asks}", "  - need", 20, "facet: must be a mapping"),
        ("id: need", "id: money", 20, "facet 'money': id 'money' is given twice (first on line 11)"),
        ("definition: asks", "", 20, "facet 'need': definition must be a text"),
    ],
)
def test_a_broken_rule_is_told_by_line(tmp_path: Path, old: str, new: str, line: int, rule: str) -> None:
    told = broken_by(tmp_path, old, new)
    assert told.startswith(f"broken.yaml, line {line}: "), told
    assert rule in told


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("title:\n", "title: [\n", 6, "expected ',' or ']'"),
        ("version: 2", "version: 2\n version: 3", 4, "mapping values are not allowed here"),
        ("id: small", "id: small\nid: large", 3, "the key 'id' is given twice"),
        ("en: Small", "en: !!python/name:os.system", 5, "could not determine a constructor"),
        ("version: 2", "version: 2026-13-45", 3, "month must be in 1..12"),
        ("en: Small", "en: *nowhere", 5, "found undefined alias"),
        ("{id: need", "{[id, need]: need", 20, "found unhashable key"),
        ("no cash", "no \x07cash", 17, "special characters are not allowed (#x0007)"),
        ("no cash", "[" * 1000, 1, "nested too deeply"),
    ],
)
def test_what_is_no_yaml_is_told_by_line(tmp_path: Path, old: str, new: str, line: int, rule: str) -> None:
    told = broken_by(tmp_path, old, new)
    assert f"broken.yaml, line {line}: file: is not valid YAML: " in told
    assert rule in told


@pytest.mark.parametrize(
    ("content", "rule"), [(b"\xff\xfe\xfa", "cannot be read"), (b"- 1", "a mapping"), (b"", "a mapping")]
)
def test_a_file_that_is_no_codebook_is_named(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidCodebook, match=rf"broken\.yaml.*{rule}"):
        load_codebook(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidCodebook, match="absent"):
        load_codebook(tmp_path / "absent.yaml")
