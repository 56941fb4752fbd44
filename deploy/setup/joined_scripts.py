"""A script and the modules that it imports become one file: each further file would be a request on a slow line."""

import re
from collections import Counter
from pathlib import Path
from typing import Final

_IMPORT: Final = re.compile(r'^import [^;]* from "(\.{1,2}/[^"]+)";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export ", re.MULTILINE)
_NAME: Final = re.compile(r"^(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)
_COMMENT: Final = re.compile(r"^\s*//.*\n|^\s+", re.MULTILINE)


def joined(script: Path) -> bytes:
    """The script behind all modules that it imports by a relative path, each once, without comments and indents.

    Raises OSError, and ValueError when two of them use a name at their top: they stand in one scope.
    """
    whole = "".join(_parts(script.resolve(), set()))
    if twice := [name for name, count in Counter(_NAME.findall(whole)).items() if count > 1]:
        raise ValueError(f"{script}: its modules use a name twice: {', '.join(twice)}")
    return _COMMENT.sub("", whole).encode()


def _parts(script: Path, seen: set[Path]) -> list[str]:
    if script in seen:
        return []
    seen.add(script)
    text = script.read_text(encoding="utf-8")
    before = [part for path in _IMPORT.findall(text) for part in _parts((script.parent / path).resolve(), seen)]
    return [*before, _EXPORT.sub("", _IMPORT.sub("", text))]
