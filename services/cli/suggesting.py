"""Goes through answers with a second coder: one that cannot be coded is left out, and a coder that is away ends it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from services.analysis.adapters.generative.errors import BudgetSpent, SecondCoderAway, SecondCoderRefused, UnusableReply
from services.analysis.application.coder import Coder
from services.analysis.domain.codings import Answer, AnswerCoding
from shared.contracts.errors import CodedError

# Statuses that may be about one answer (too long, say) and not about all of them.
_ABOUT_ONE: Final = {400, 413, 422}
_MOST_IN_A_ROW: Final = 5

Named = tuple[str, Answer]


@dataclass
class Tally:
    """How many answers were coded and left out, how many of the latter came last, and what ended it early."""

    coded: int = 0
    left_out: int = 0
    in_a_row: int = 0
    stopped: CodedError | None = None


def suggestions(answers: Iterable[Named], coder: Coder, tally: Tally) -> Iterator[dict[str, object]]:
    """A line for each answer that was coded, as `load_exemplars` reads them, with spans and coder besides."""
    for name, answer in answers:
        try:
            found = coder.code([answer])[0]
        except (BudgetSpent, SecondCoderAway, SecondCoderRefused, UnusableReply) as error:
            tally.in_a_row += 1
            if not _about_one(error) or tally.in_a_row == _MOST_IN_A_ROW:
                tally.stopped = error
                return
            tally.left_out += 1
            continue
        tally.coded += 1
        tally.in_a_row = 0
        yield _line(name, found)


def _about_one(error: CodedError) -> bool:
    refused = isinstance(error, SecondCoderRefused) and error.details["status"] in _ABOUT_ONE
    return refused or isinstance(error, UnusableReply)


def _line(name: str, found: AnswerCoding) -> dict[str, object]:
    return {
        "id": name,
        "question": found.answer.question,
        "text": found.answer.text,
        "codes": [coding.code for coding in found.codings],
        "facets": list(found.facets),
        "spans": {coding.code: [[span.start, span.end] for span in coding.spans] for coding in found.codings},
        "model": found.model,
    }
