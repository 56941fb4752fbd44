"""What intake refuses, each with a stable code, so that the API, the form and the import say the same thing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from shared.contracts.errors import CodedError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a submission.

    `code` is stable; `question` the key it is about ("" when it is about the whole card); `details` hold limits and
    the like, never a word that a person wrote.
    """

    code: str
    question: str = ""
    details: dict[str, object] = field(default_factory=dict)


class SurveyNotFound(CodedError):
    """There is no survey of this slug; details: `survey`."""

    code = "survey-not-found"


class SurveyDeleted(CodedError):
    """The team deleted the survey of this slug: nothing is published under it again; details: `survey`."""

    code = "survey-deleted"


class SurveyClosed(CodedError):
    """The survey takes no more responses; details: `survey`, `words` (the organiser's, by language)."""

    code = "survey-closed"


class SurveyNotOpen(CodedError):
    """The survey takes responses only from a later time on; details: `survey`, `opens_at`."""

    code = "survey-not-open"


class InvalidSurvey(CodedError):
    """A survey breaks a rule; details: `question` (its key, "" for the survey itself), `rule`, perhaps `file`."""

    code = "invalid-survey"


class InvalidAnswers(CodedError):
    """A submission can't be stored as it is; `faults` say everything that is wrong with it."""

    code = "invalid-answers"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(faults=[(fault.code, fault.question) for fault in self.faults])


class IdConflict(CodedError):
    """A submission id came again with other answers; details: `id`."""

    code = "id-conflict"


class AlreadyWithdrawn(CodedError):
    """A submission came again after its response was withdrawn: it can't come back; details: `id`."""

    code = "already-withdrawn"


class ResponseNotFound(CodedError):
    """There is no response of this id; details: `response`."""

    code = "response-not-found"


class ReceiptMistyped(CodedError):
    """A text that can't be a receipt: the characters don't fit each other, whoever was given one."""

    code = "receipt-mistyped"


class ReceiptUnknown(CodedError):
    """No response has this receipt: it was never given, or the place it was given at keeps others."""

    code = "receipt-unknown"


class TooManyWrongReceipts(CodedError):
    """So many receipts that nobody was given came from one address that it has to wait; details: `retry_after_s`."""

    code = "too-many-wrong-receipts"


class UnreadableFile(CodedError):
    """A file that can't be imported at all; details: `reason` and, where there is one, `line`."""

    code = "unreadable-file"


class StorageAway(CodedError):
    """The database is away, full or busy: nothing was promised; details: `retry_after_s`."""

    code = "storage-away"
