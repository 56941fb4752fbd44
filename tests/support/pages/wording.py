"""Which sentences are Welsh and which are English, by the catalogues: so a page that mixes them is found."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

from services.intake.adapters.survey_files import builtin_survey_files, read_survey_file
from services.intake.domain.wording import Wording
from tests.support.pages.trouble import ENGLISH_ONLY
from tests.support.sources import ROOT

_WORDS_AT_LEAST: Final = 4
_BLANK: Final = re.compile(r"%\(\w+\)[sd]|\{\w*\}|\s*%%\s*")


def other_language_in(texts: Iterable[str], language: str) -> list[str]:
    """Sentences of the other language that occur in a page's texts."""
    whole = "\n".join(texts)
    return sorted(piece for piece in _foreign_to(language) if piece in whole)


@cache
def _foreign_to(language: str) -> frozenset[str]:
    pairs = list(_pairs())
    own = {text for pair in pairs for text in pair[language]}
    foreign = {text for pair in pairs for name, said in pair.items() if name != language for text in said}
    pieces = {piece for text in foreign - own for piece in _pieces(text)}
    return frozenset(piece for piece in pieces if not any(piece in text for text in own))


def _pieces(text: str) -> Iterator[str]:
    """The stretches of a text between what is filled in, if they are long enough to be told from a coincidence."""
    for piece in _BLANK.split(text):
        if len(piece.split()) >= _WORDS_AT_LEAST:
            yield " ".join(piece.split())


def _pairs() -> Iterator[dict[str, tuple[str, ...]]]:
    yield {"en": (ENGLISH_ONLY,), "cy": ()}
    for path in catalogues():
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.string:
                    yield {"en": _texts(message.id), "cy": _texts(message.string)}
    for path in builtin_survey_files():
        survey = read_survey_file(path)
        said = [survey.title, survey.intro, survey.thanks, survey.closed_message]
        for wording in [*said, *(text for question in survey.questions for text in (question.text, question.help))]:
            yield _in_both(wording)


def catalogues() -> list[Path]:
    """Every catalogue of Welsh texts."""
    return [path for parent in ("services", "shared") for path in (ROOT / parent).glob("*/locale/cy/**/messages.po")]


def _texts(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _in_both(wording: Wording) -> dict[str, tuple[str, ...]]:
    return {name: tuple(wording.texts.get(name, "").splitlines()) for name in ("en", "cy")}
