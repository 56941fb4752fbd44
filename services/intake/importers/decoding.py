"""How a file of text was written: its byte order mark tells, else its zeros, else whether it is UTF-8 at all."""

import codecs
from pathlib import Path
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD: Final = 4_096
_PIECE: Final = 1 << 20
# One character in so many, in whatever script, is a blank or stands between cells.
_FEWEST_ZEROS: Final = 30


def encoding_of(path: Path) -> str:
    """The name of the encoding: UTF-8 and UTF-16 with and without a mark, else what Windows writes in Britain."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    return _by_zeros(head) or _by_trying(path)


def _by_zeros(head: bytes) -> str:
    """UTF-16 without a mark has a zero beside every separator, blank and line end, always on the same side.

    A stray zero or two in other text are only that.
    """
    even, odd = head[::2].count(0), head[1::2].count(0)
    if (even + odd) * _FEWEST_ZEROS < len(head) // 2:
        return ""
    if odd and not even:
        return "utf-16-le"
    return "utf-16-be" if even and not odd else ""


def _by_trying(path: Path) -> str:
    for name in ("utf-8", "cp1252"):
        if _fits(path, name):
            return name
    return "latin-1"


def _fits(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
