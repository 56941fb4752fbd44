"""What can stand in the way of a reviewer."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class AnswerNotFound(CodedError):
    """The team has no answer with this reference (any more): it may have been withdrawn; details: none."""

    code: ClassVar[str] = "answer-not-found"


class DecisionOvertaken(CodedError):
    """Somebody else decided about the answer since it was shown; details: `reference`, `number`."""

    code: ClassVar[str] = "decision-overtaken"


class WordsChanged(CodedError):
    """The answer's words are others than those that were shown; details: `reference`."""

    code: ClassVar[str] = "words-changed"


class CodeUnknown(CodedError):
    """The codebook has no such code; details: none, since it may be anything."""

    code: ClassVar[str] = "review-code-unknown"


class SpanOutside(CodedError):
    """A code is given to words that the answer does not have; details: `code`."""

    code: ClassVar[str] = "review-span-outside"


class NothingToUndo(CodedError):
    """No person's decision holds for the answer; details: `reference`."""

    code: ClassVar[str] = "nothing-to-undo"


class NotToBeCoded(CodedError):
    """The answer has no codebook, and so no codes; details: `reference`."""

    code: ClassVar[str] = "not-to-be-coded"


class NothingToDraw(CodedError):
    """There are no more answers under the question than were drawn already; details: `question`."""

    code: ClassVar[str] = "nothing-to-draw"


class AlreadyCoded(CodedError):
    """This person coded the answer blind before, and may have seen others' codes since; details: `reference`."""

    code: ClassVar[str] = "already-coded"
