"""What people wrote, as files can hold it: no control characters, no halves of letters, no endless text."""

import re
from typing import Final

LONGEST: Final = 5_000
"""Characters of one quote in a file that is read; tables and JSON hold the whole."""

_NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_FROM_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


def safe(text: str, longest: int | None = None) -> str:
    """The text without what XML can't hold, cut where it is longer than `longest`."""
    clean = _SURROGATES.sub("\ufffd", _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return clean if longest is None or len(clean) <= longest else clean[: longest - 1] + "…"


def on_one_line(text: str, longest: int | None = None) -> str:
    """The same without breaks."""
    return safe(" ".join(text.split()), longest)


def from_right(text: str) -> bool:
    """Whether a text is written from right to left: its first letter says so."""
    first = _LETTER.search(text)
    return first is not None and bool(_FROM_RIGHT.match(first[0]))


def language_tag(language: str, otherwise: str) -> str:
    """A language as files name it; whatever else stands there is taken for `otherwise`."""
    return language if _LANGUAGE.fullmatch(language) else otherwise
