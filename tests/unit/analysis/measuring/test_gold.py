"""Gold is read line by line; what breaks a rule is named by file, line and rule."""

import json
from pathlib import Path

import pytest

from services.analysis.domain.codings import Answer
from services.analysis.engine.measuring.errors import InvalidGold
from services.analysis.engine.measuring.gold import GoldAnswer, load_gold
from shared.codebooks.codebook import Codebook

GOOD = {"question_text": "What do you need?", "text": "Time.", "codes": ["time"]}


def written(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def test_a_line_with_all_keys_and_one_with_few(tmp_path: Path, small_codebook: Codebook) -> None:
    more = {"id": 7, "lang": "cy", "facets": ["need"], "source": "two readers", "votes": {"time": 2}}
    path = written(tmp_path / "gold.jsonl", GOOD | more, GOOD | {"codes": [], "facets": None})
    answer = Answer("Time.", "What do you need?")
    assert load_gold(path, small_codebook) == [
        GoldAnswer(answer, frozenset({"time"}), frozenset({"need"}), "cy", "two readers"),
        GoldAnswer(answer, frozenset(), None, "und", ""),
    ]


def test_a_line_separator_within_a_text_ends_no_line(tmp_path: Path, small_codebook: Codebook) -> None:
    path = written(tmp_path / "gold.jsonl", GOOD | {"text": "one\u2028two\u0085three"})
    assert load_gold(path, small_codebook)[0].answer.text == "one\u2028two\u0085three"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("{", "must be JSON"),
        ("[]", "must be a JSON object"),
        (json.dumps(GOOD | {"text": None}), "text must be a text"),
        (json.dumps({"text": "x", "codes": []}), "question_text must be a text"),
        (json.dumps(GOOD | {"codes": "time"}), "codes must be a list of names"),
        (json.dumps(GOOD | {"codes": [1]}), "codes must be a list of names"),
        (json.dumps(GOOD | {"codes": ["love"]}), "'love' in codes does not stand in the codebook"),
        (json.dumps(GOOD | {"facets": ["wish"]}), "'wish' in facets does not stand in the codebook"),
        (json.dumps(GOOD | {"lang": 3}), "lang must be a text"),
    ],
)
def test_what_breaks_a_rule_is_named(tmp_path: Path, small_codebook: Codebook, line: str, rule: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InvalidGold, match=r"gold\.jsonl, line 3: ") as caught:
        load_gold(path, small_codebook)
    assert rule in str(caught.value)


@pytest.mark.parametrize(("content", "rule"), [(b"\n", "holds no answers"), (b"\xff\xfe", "cannot be read")])
def test_an_empty_or_unreadable_file_is_named(
    tmp_path: Path, small_codebook: Codebook, content: bytes, rule: str
) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content)
    with pytest.raises(InvalidGold, match=rf"gold\.jsonl: {rule}"):
        load_gold(tmp_path / "gold.jsonl", small_codebook)
