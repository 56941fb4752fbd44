"""JSON lines in and out: one object a row."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from services.cli.tables.coded_row import CodedRow
from services.cli.tables.errors import TableError
from shared.codebooks.codebook import Codebook


def read_jsonl(path: Path) -> Iterator[dict[str, str]]:
    """The rows by key, values as text (null: empty); raises TableError naming the line that cannot be read."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _row(path, number, line)


def write_jsonl(path: Path, rows: Iterable[CodedRow], _codebook: Codebook) -> None:
    """One object a row: id, codes, facets, model."""
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for row in rows:
            lines.write(json.dumps(row.as_object(), ensure_ascii=False) + "\n")


def _row(path: Path, number: int, line: bytes) -> dict[str, str]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeError as error:
        raise TableError(path, f"line {number} is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise TableError(path, f"line {number} is not JSON ({error.msg})") from error
    if not isinstance(row, dict):
        raise TableError(path, f"line {number} must be a JSON object")
    return {str(name): "" if value is None else _encodable(str(value)) for name, value in row.items()}


def _encodable(text: str) -> str:
    """The text with lone surrogates, which JSON can hold but no file, replaced."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
