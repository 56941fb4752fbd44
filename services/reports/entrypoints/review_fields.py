"""The fields of the review form: read from a post, or made from what holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from services.reports.domain.decisions import fingerprint
from services.reports.domain.judging import Judgement, LastSeen, Span
from services.reports.domain.masking import Word, words_of
from services.reports.domain.review_form import NOTHING_NEW, CodeRow, Run, rows_of
from services.reports.domain.reviewing import AnswerShown, Queue

MOST_ROWS: Final = 200
_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The form as it is shown: rows of codes, a new one being added, and what it was made from."""

    rows: tuple[CodeRow, ...]
    new: CodeRow
    number: int
    words: str
    version: int
    comment: str = ""
    wrong: tuple[int, ...] = field(default=())

    def judgement(self, reference: str, codes: Mapping[str, tuple[Span, ...]]) -> Judgement:
        """What is said of the answer by these codes."""
        return Judgement(
            reference=reference,
            words=self.words,
            number=self.number,
            codebook_version=self.version,
            codes=codes,
            comment=self.comment,
        )

    def seen(self, reference: str) -> LastSeen:
        """What the person had seen."""
        return LastSeen(reference, self.number)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a reviewer is: which queue, under which question, after which place; `saved` is the answer before."""

    queue: Queue
    question: str | None
    saved: str

    def args(self) -> dict[str, Any]:
        """The same as an address holds it."""
        return {"queue": self.queue.value, **({"question": self.question} if self.question else {})}


def asked_in(fields: Mapping[str, str]) -> Asked:
    """Where the reviewer is, by an address or a form; what is not known is the queue of the least sure."""
    queue = fields.get("queue", "")
    return Asked(
        Queue(queue) if queue in list(Queue) else Queue.UNSURE,
        fields.get("question") or None,
        fields.get("saved", ""),
    )


def fresh_form(shown: AnswerShown, *, blind: bool) -> ReviewForm:
    """The form of an answer nobody has touched: with the codes that hold, or with none where it is coded blind."""
    codings = () if blind else shown.held.codings
    return ReviewForm(
        rows=rows_of(codings, words_of(shown.said.text)),
        new=NOTHING_NEW,
        number=shown.number,
        words=fingerprint(shown.said.text),
        version=shown.outline.version if shown.outline else shown.said.codebook_version,
    )


def posted_form(fields: Mapping[str, str], shown: AnswerShown) -> ReviewForm:
    """The form as it was posted."""
    count = min(_number(fields.get("rows", "")), MOST_ROWS)
    return ReviewForm(
        rows=tuple(_row(fields, f"-{number}", shown) for number in range(count)),
        new=CodeRow(fields.get("code", ""), True, Run(_text(fields, "first"), _text(fields, "last"))),
        number=_number(fields.get("number", "")),
        words=fields.get("words", ""),
        version=_number(fields.get("version", "")),
        comment=fields.get("comment", "").replace("\r\n", "\n"),
    )


def words_shown(shown: AnswerShown) -> list[Word]:
    """The words of the answer, numbered."""
    return words_of(shown.said.text)


def _row(fields: Mapping[str, Any], at: str, shown: AnswerShown) -> CodeRow:
    start, end = _number(fields.get(f"start{at}", "")), _number(fields.get(f"end{at}", ""))
    return CodeRow(
        code=fields.get(f"code{at}", ""),
        kept=f"keep{at}" in fields,
        run=Run(_text(fields, f"first{at}"), _text(fields, f"last{at}")),
        span=(start, end) if 0 <= start < end <= len(shown.said.text) else None,
    )


def _text(fields: Mapping[str, str], name: str) -> str:
    return fields.get(name, "").strip()[:_DIGITS]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
