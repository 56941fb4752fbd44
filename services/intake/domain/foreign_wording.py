"""Whether two wordings are the same question, however another tool spaces, accents or numbers them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from services.intake.domain.questions import Question

_LEAST: Final = 0.62
_CERTAIN: Final = 1.0
_NUMBER: Final = re.compile(r"^\s*(?:q\s*)?\d+\s*[.):-]\s+", re.IGNORECASE)
_NO_WORD: Final = re.compile(r"[\W_]+")
_LONGEST_COMPARED: Final = 300
_LANGUAGES: Final = {"welsh": "cy", "cymraeg": "cy", "english": "en", "saesneg": "en", "arabic": "ar", "polish": "pl"}
_LANGUAGE_FIELDS: Final = frozenset({"language", "lang", "locale", "iaith"})

Asked = tuple[str, str, tuple[str, ...]]
"""A tool's question: its ref, its wording, and answers to it."""


def normalised(text: str) -> str:
    """The words alone, in lower case, without accents, numbering and punctuation."""
    decomposed = unicodedata.normalize("NFKD", _NUMBER.sub("", text)).casefold()
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NO_WORD.sub(" ", bare).strip()


def language_told(text: str) -> str:
    """The code of a language as tools write it: "cy-GB", "Welsh", "Cymraeg"; what is no language as it is."""
    told = normalised(text)
    return _LANGUAGES.get(told) or told.partition(" ")[0]


def tells_language(ref: str, label: str) -> bool:
    """Whether a tool's question, mostly a hidden one, says in which language the form was filled in."""
    return bool({normalised(ref), normalised(label)} & _LANGUAGE_FIELDS)


def best_pairs(asked: Sequence[Asked], questions: Sequence[Question]) -> dict[str, str]:
    """Our key by the tool's ref, for the questions that are alike enough; each of ours once, the best first."""
    scored = sorted(
        (-likeness(one, question), number, place, one[0], question.key)
        for number, one in enumerate(asked)
        for place, question in enumerate(questions)
    )
    pairs: dict[str, str] = {}
    for unlike, _, _, ref, key in scored:
        if -unlike >= _LEAST and ref not in pairs and key not in pairs.values():
            pairs[ref] = key
    return pairs


def likeness(asked: Asked, question: Question) -> float:
    """How sure it is that a tool's question is this one, 0 to 1; options that were chosen speak for it."""
    ref, label, answers = asked
    words = _asked(label)
    if _asked(question.key) in {_asked(ref), words}:
        return _CERTAIN
    alike = max((_alike(words, wording) for wording in _wordings(question)), default=0.0)
    return alike if alike == _CERTAIN else min(alike + _chosen(answers, question), _CERTAIN - 0.01)


def option_labels(question: Question) -> dict[str, str]:
    """The key of each option by everything that it is called, normalised: its key, and its text in any language.

    What two options are called ("C" and "C++") is left out.
    """
    named: dict[str, set[str]] = {}
    for option in question.choices:
        for name in (option.key, *option.text.texts.values()):
            named.setdefault(normalised(name), set()).add(option.key)
    return {name: keys.pop() for name, keys in named.items() if name and len(keys) == 1}


def _wordings(question: Question) -> Iterator[str]:
    yield from (_asked(text) for text in question.text.texts.values())


# Every delivery asks for the same pairs again. What is remembered are questions and keys, never answers.
@lru_cache(maxsize=10_000)
def _asked(text: str) -> str:
    return normalised(text[: 4 * _LONGEST_COMPARED])[:_LONGEST_COMPARED]


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > _LEAST / 2 else 0.0


def _chosen(answers: Sequence[str], question: Question) -> float:
    if not question.choices:
        return 0.0
    labels = option_labels(question)
    parts = [normalised(part) for answer in answers for part in re.split(r"[\n;]", answer) if part.strip()]
    if not labels or not parts:
        return 0.0
    return 0.3 * sum(part in labels for part in parts) / len(parts)
