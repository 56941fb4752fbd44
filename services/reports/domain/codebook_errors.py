"""What can go wrong when a team works on a codebook."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class CodebookNotFound(CodedError):
    """The team has no such codebook, version, theme or code; details: `asked`."""

    code: ClassVar[str] = "codebook-not-found"


class DraftChanged(CodedError):
    """Somebody changed the draft, or made a version, since it was looked at; details: none."""

    code: ClassVar[str] = "codebook-draft-changed"


class VersionChanged(CodedError):
    """A newer version exists than the one that was to be replaced; details: `version`, the newest."""

    code: ClassVar[str] = "codebook-version-changed"


class VersionNotNamed(CodedError):
    """It was not said which version is to be replaced; details: none."""

    code: ClassVar[str] = "codebook-version-not-named"


class NothingChanged(CodedError):
    """The new version would be the same as the one there is; details: none."""

    code: ClassVar[str] = "codebook-nothing-changed"


class ReasonMissing(CodedError):
    """It was not said why a version is made, or at too great a length; details: `limit`, in characters."""

    code: ClassVar[str] = "codebook-reason-missing"


class CodebookTaken(CodedError):
    """There is a codebook or a draft of this id already; details: `asked`."""

    code: ClassVar[str] = "codebook-taken"


class WrongEdit(CodedError):
    """The codes that were named do not allow this; details: `field` (of the form), `rule` (a stable word)."""

    code: ClassVar[str] = "codebook-wrong-edit"


class RecodingNotFound(CodedError):
    """There is no such coding anew or discovery; details: `asked`."""

    code: ClassVar[str] = "recoding-not-found"


class RecodingNotReady(CodedError):
    """It was decided already, or nothing has been compared yet; details: none."""

    code: ClassVar[str] = "recoding-not-ready"
