"""Suggestions remembered in a folder, one small file each: spans and codes, never a word of an answer."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from services.analysis.domain.codings import Span
from services.analysis.domain.errors import InvalidSpan
from services.analysis.domain.suggestions import Marked, Suggestions


class FileCache:
    """The port SuggestionCache on a folder, which anybody may delete at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Suggestions | None:
        """What was put under the key; a file that is damaged counts as none."""
        try:
            kept = json.loads(self._path(key).read_bytes())
            return Suggestions(_marked(kept["codes"]), _marked(kept["facets"]))
        except (OSError, ValueError, KeyError, TypeError, InvalidSpan):
            return None

    def put(self, key: str, suggestions: Suggestions) -> None:
        """Keep these; a reader sees the whole file or none."""
        path = self._path(key)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.parent.mkdir(exist_ok=True)
        beside = path.with_name(f".{os.getpid()}-{path.name}")
        kept = {"codes": _plain(suggestions.codes), "facets": _plain(suggestions.facets)}
        try:
            beside.write_text(json.dumps(kept), encoding="utf-8")
            beside.replace(path)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def _marked(kept: Sequence[Any]) -> tuple[Marked, ...]:
    return tuple(Marked(str(id_), tuple(Span(int(start), int(end)) for start, end in spans)) for id_, spans in kept)


def _plain(marked: Sequence[Marked]) -> list[Any]:
    return [[one.id, [[span.start, span.end] for span in one.spans]] for one in marked]
