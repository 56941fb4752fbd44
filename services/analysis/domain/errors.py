"""What can be wrong with a coding, by stable codes."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class InvalidSpan(CodedError):
    """A span is empty, runs backwards or leaves its text; `details` hold `start`, `end` and, if known, `length`."""

    code: ClassVar[str] = "invalid-span"


class InvalidProbability(CodedError):
    """A confidence or probability is not within 0 and 1; `details` hold `value`."""

    code: ClassVar[str] = "invalid-probability"


class InvalidCoding(CodedError):
    """A coding contradicts itself: no span, a code given twice; `details` hold `code_id` and `rule`."""

    code: ClassVar[str] = "invalid-coding"


class InvalidReview(CodedError):
    """A review is of another text than the answer it is held against; `details` hold `reviewer`."""

    code: ClassVar[str] = "invalid-review"


class CodebookUnknown(CodedError):
    """A version of a codebook was not told so far; `details` hold `codebook` and `version`."""

    code: ClassVar[str] = "codebook-unknown"
