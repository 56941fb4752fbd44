"""Reads gold: answers with the codes that careful readers gave them, which a coder is measured against."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from services.analysis.domain.codings import Answer
from services.analysis.engine.measuring.errors import InvalidGold
from shared.codebooks.codebook import Codebook

UNKNOWN_LANGUAGE: Final = "und"  # "undetermined" in ISO 639-2

Line = dict[str, object]


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """One answer as people (or models: `source` says so, if anything does) coded it; facets None: nobody looked."""

    answer: Answer
    codes: frozenset[str]
    facets: frozenset[str] | None = None
    language: str = UNKNOWN_LANGUAGE
    source: str = ""


def load_gold(path: Path, codebook: Codebook) -> list[GoldAnswer]:
    """The gold answers of a JSON-lines file; raises InvalidGold naming file, line and rule.

    A line holds `question_text`, `text` and `codes`; `lang`, `facets` and `source` if known; other keys pass.
    """
    found = [_gold_answer(path, number, line, codebook) for number, line in json_objects(path)]
    if not found:
        raise InvalidGold(path, 0, "holds no answers")
    return found


def json_objects(path: Path) -> Iterator[tuple[int, Line]]:
    """The objects of a JSON-lines file with the number of their line, from 1; empty lines pass. Raises InvalidGold."""
    try:
        # Not splitlines(): JSON may hold a line separator (U+2028) within a text.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidGold(path, 0, f"cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _object(path, number, line)


def text_of(path: Path, number: int, line: Line, key: str, default: str | None = None) -> str:
    """The text at a key of a line; without a `default` it must be there. Raises InvalidGold."""
    value = default if line.get(key) is None else line[key]
    if not isinstance(value, str):
        raise InvalidGold(path, number, f"{key} must be a text")
    return value


def names_of(path: Path, number: int, line: Line, key: str, known: Sequence[str]) -> frozenset[str]:
    """The names at a key of a line, each of them `known`; raises InvalidGold."""
    names = line.get(key)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InvalidGold(path, number, f"{key} must be a list of names")
    if unknown := [name for name in names if name not in known]:
        raise InvalidGold(path, number, f"{unknown[0]!r} in {key} does not stand in the codebook")
    return frozenset(names)


def _object(path: Path, number: int, line: str) -> Line:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise InvalidGold(path, number, f"must be JSON ({error})") from error
    if not isinstance(found, dict):
        raise InvalidGold(path, number, "must be a JSON object")
    return found


def _gold_answer(path: Path, number: int, line: Line, codebook: Codebook) -> GoldAnswer:
    looked_at_facets = line.get("facets") is not None
    return GoldAnswer(
        answer=Answer(text_of(path, number, line, "text"), text_of(path, number, line, "question_text")),
        codes=names_of(path, number, line, "codes", codebook.code_ids),
        facets=names_of(path, number, line, "facets", codebook.facet_ids) if looked_at_facets else None,
        language=text_of(path, number, line, "lang", UNKNOWN_LANGUAGE) or UNKNOWN_LANGUAGE,
        source=text_of(path, number, line, "source", ""),
    )
