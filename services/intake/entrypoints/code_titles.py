"""What codes are called, in the reader's language: receipts show titles, not ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from services.intake.domain.sent_cards import CodedAnswer
from shared.codebooks.codebook import Words
from shared.codebooks.loading import builtin_codebook, builtin_names


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A code as a page shows it, with the spans `[start, end)` of the answer that it was given for."""

    theme: str
    code: str
    spans: tuple[tuple[int, int], ...]


def codes_shown(coded: CodedAnswer, language: str) -> list[CodeShown]:
    """The codes of an answer in the order of confidence.

    The titles are those of the codebooks that come with adborth; an id that stands in none of them is shown in words.
    """
    titles = _titles(coded.codebook or "")
    in_order = sorted(coded.codings, key=lambda coding: (-coding.confidence, coding.code))
    return [
        CodeShown(_said(titles, each.theme, language), _said(titles, each.code, language), each.spans)
        for each in in_order
    ]


def _said(titles: Mapping[str, Words], id_: str, language: str) -> str:
    words = titles.get(id_, {})
    return words.get(language) or words.get("en") or id_.replace("_", " ").capitalize()


@cache
def _titles(codebook: str) -> Mapping[str, Words]:
    if codebook not in builtin_names():
        return {}
    themes = builtin_codebook(codebook).themes
    codes = {code.id: code.title for theme in themes for code in theme.codes}
    return {theme.id: theme.title for theme in themes} | codes
