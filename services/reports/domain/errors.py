"""What a reader of reports can ask for that is not there."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class ReportNotFound(CodedError):
    """No survey with this slug was ever heard of; details: `slug`."""

    code: ClassVar[str] = "report-not-found"


class CodeNotFound(CodedError):
    """The survey's codebooks have no such code, and no answer bears it; details: `slug`, `asked`."""

    code: ClassVar[str] = "code-not-found"


class AttributeNotFound(CodedError):
    """The survey's responses have no such attribute; details: `slug`, `asked`."""

    code: ClassVar[str] = "attribute-not-found"


class GroupTooSmall(CodedError):
    """The figures of this group are kept back, or there is no such group, and so its quotes are; details: none."""

    code: ClassVar[str] = "group-too-small"


class InvalidCursor(CodedError):
    """The place to go on from was not made by this service; details: none, since it may be anything."""

    code: ClassVar[str] = "invalid-cursor"


class QuestionNotFound(CodedError):
    """The survey has no such question, or none of its answers is coded; details: `slug`, `asked`."""

    code: ClassVar[str] = "question-not-found"


class CodebooksDiffer(CodedError):
    """The sides were coded by different codebooks, and nobody said which codes are alike; details: `one`, `other`."""

    code: ClassVar[str] = "codebooks-differ"
