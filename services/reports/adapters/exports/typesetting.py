"""Sets pages and pictures with Typst: from our own fonts, tagged for screen readers, whatever letters people used."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import typst

_FOLDER: Final = Path(__file__).parents[2] / "pages" / "print"
_FONTS: Final = _FOLDER / "fonts"
_STANDARD: Final = "ua-1"
_LACKING: Final = "could not be displayed"
_SIGNS: Final = frozenset({"So", "Sk", "Cn", "Co", "Cf", "Mn", "Me"})
_PLAIN: Final = 0x250
_KEPT: Final = frozenset("–—‘’“”…•·€ŵŷŴŶẁẂẃẅỳ[]")

Letters = Callable[[str], str]


def pdf_of(template: str, data: Mapping[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1). Signs that no font of ours has are told by their names."""
    return _set(template, data, {"format": "pdf", "pdf_standards": _STANDARD})


def png_of(template: str, data: Mapping[str, Any]) -> bytes:
    """The first page as a picture, at twice the size of a screen's points."""
    return _set(template, data, {"format": "png", "ppi": 144.0})


def _set(template: str, data: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    compiler = typst.Compiler(_FOLDER / template, root=_FOLDER, font_paths=[_FONTS], ignore_system_fonts=True)
    written = json.dumps(data, ensure_ascii=False)
    lettered: tuple[Letters, ...] = (str, _without_signs, _plain_only)
    for attempt, letters in enumerate(lettered, 1):
        text = "".join(map(letters, written)) if letters is not str else written
        try:
            made = compiler.compile(sys_inputs={"data": text}, **options)
        except typst.TypstError as error:
            # PDF/UA wants every letter to be one that can be read; a report must not fail for a smiley.
            if _LACKING not in str(error) or attempt == len(lettered):
                raise
            continue
        if isinstance(made, bytes):
            return made
    raise TypeError("Typst gave no file")


def _without_signs(letter: str) -> str:
    if ord(letter) < _PLAIN or unicodedata.category(letter) not in _SIGNS:
        return letter
    return _named(letter)


def _plain_only(letter: str) -> str:
    return letter if ord(letter) < _PLAIN or letter in _KEPT else _named(letter)


def _named(letter: str) -> str:
    if unicodedata.category(letter) in {"Cf", "Mn", "Me"}:
        return ""
    return f"[{unicodedata.name(letter, 'sign').lower()}]"
