"""What another tool's answer is as an answer to a question of ours."""

import re
from collections.abc import Sequence
from typing import Final

from services.intake.domain.foreign_wording import normalised, option_labels
from services.intake.domain.questions import Question

_APART: Final = re.compile(r"[\n;]")
_COMMA: Final = re.compile(r",\s*")
_YES: Final = frozenset({"true", "yes", "ie", "accepted", "1"})
_NO: Final = frozenset({"false", "no", "na", "0"})


def read_answer(question: Question, texts: Sequence[str]) -> tuple[str, str]:
    """The answer that these texts are together, and the code of what forbids it ("" when it can be stored).

    Choices may be told by key or label, in any language, joined by semicolons, lines or commas, and keys by blanks as
    well; what is no option is own words where the question has an option for them.
    """
    told = "\n".join(text.strip() for text in texts if text.strip())
    text = _chosen(question, told) if question.choices else question.type.read(question, told)
    fault = question.fault(text)
    return text, fault.code if fault else ""


def _chosen(question: Question, told: str) -> str:
    if question.fault(told) is None:
        return told
    labels = option_labels(question)
    if whole := _named(question, told, labels):
        return whole
    parts = [part.strip() for part in _APART.split(told) if part.strip()]
    if len(parts) == 1 and (listed := _listed(parts[0], labels) or _spaced(question, parts[0])):
        return "\n".join(listed)
    keys = {part: _named(question, part, labels) for part in parts}
    own = "; ".join(part for part, key in keys.items() if not key)
    return question.type.joined(question, [key for key in dict.fromkeys(keys.values()) if key], own) or told


def _named(question: Question, part: str, labels: dict[str, str]) -> str:
    """The key of the option that a text names, with no more words than that; "" when it names none."""
    exact = question.type.read(question, part)
    if exact in {option.key for option in question.choices}:
        return exact
    said = normalised(part)
    return labels.get(said) or _agreed(question, said)


def _agreed(question: Question, said: str) -> str:
    """What yes and no mean to a question that can only be agreed to or not."""
    yes = [option.key for option in question.choices if option.permits] if question.type.asks_consent else []
    no = [option.key for option in question.choices if not option.permits] if yes else []
    if question.kind == "yes_no":
        yes, no = ["yes"], ["no"]
    meant = yes if said in _YES else no if said in _NO else []
    return meant[0] if len(meant) == 1 else ""


def _listed(part: str, labels: dict[str, str]) -> list[str]:
    """The options of a list with commas, the longest label first since labels hold commas too; [] if one is none."""
    pieces = _COMMA.split(part)
    found: list[str] = []
    start = 0
    while start < len(pieces):
        for end in range(len(pieces), start, -1):
            if key := labels.get(normalised(", ".join(pieces[start:end]))):
                found.append(key)
                start = end
                break
        else:
            return []
    return found


def _spaced(question: Question, part: str) -> list[str]:
    """The options of a list of keys with blanks, in their order; [] if one word is no key."""
    keys = [option.key for option in question.choices]
    words = set(part.split())
    return [key for key in keys if key in words] if words <= set(keys) else []
