"""Why something can't be quoted, approved or published."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class PublicationNotFound(CodedError):
    """There is no publication of this number, or none at all; details: `slug`."""

    code: ClassVar[str] = "publication-not-found"


class CandidateNotFound(CodedError):
    """No answer that may be quoted stands here: withdrawn, coded anew, or not permitted; details: `slug`."""

    code: ClassVar[str] = "candidate-not-found"


class ChangedMeanwhile(CodedError):
    """Somebody else changed it, or the words changed, after the page was drawn; details: none."""

    code: ClassVar[str] = "changed-meanwhile"


class ReasonMissing(CodedError):
    """Refusing, and showing what was suggested to be masked, need a reason that is kept; details: none."""

    code: ClassVar[str] = "reason-missing"


class NotToBePublished(CodedError):
    """The rules are not met; details: `objections`, each with its own code."""

    code: ClassVar[str] = "not-to-be-published"
