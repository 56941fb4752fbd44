"""Why something can't be quoted, approved or published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from shared.contracts.errors import CodedError


@dataclass(frozen=True, slots=True)
class Objection:
    """A reason why something can't be published: a stable `code`, and what a sentence about it needs.

    One that another part of reports raises brings its own sentence in both languages as `message`, a mapping.
    """

    code: str
    details: Mapping[str, object] = field(default_factory=dict)


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
    """The rules are not met; details: `objections`, the codes of the reasons."""

    code: ClassVar[str] = "not-to-be-published"

    def __init__(self, objections: Sequence[Objection]) -> None:
        super().__init__(objections=tuple(each.code for each in objections))
        self.objections = tuple(objections)
