"""Why something can't be answered, commented on or celebrated."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class CommentNotFound(CodedError):
    """There is no such comment, or the code is not its; details: none."""

    code: ClassVar[str] = "comment-not-found"


class CommentsClosed(CodedError):
    """Comments are not taken here; details: `slug`."""

    code: ClassVar[str] = "comments-closed"


class TooManyComments(CodedError):
    """So many comments came from one place that it has to wait; details: `retry_after_s`."""

    code: ClassVar[str] = "too-many-comments"


class NothingToThankFor(CodedError):
    """Nobody has chosen anything for the page of thanks; details: `slug`."""

    code: ClassVar[str] = "nothing-to-thank-for"
