"""What can go wrong before the engine codes anything, by stable codes."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class ArtefactMissing(CodedError):
    """The trained model is not there; `details` hold `path`."""

    code: ClassVar[str] = "artefact-missing"

    def __str__(self) -> str:
        return f"there is no trained model at {self.details['path']}: run `make setup` or `adborth train`"


class ArtefactInvalid(CodedError):
    """A file is no trained model of this version or codebook; `details` hold `path` and `reason`."""

    code: ClassVar[str] = "artefact-invalid"

    def __str__(self) -> str:
        return f"{self.details['path']} cannot be used ({self.details['reason']}): run `adborth train` again"


class InvalidExemplars(CodedError):
    """An exemplar file breaks a rule; `details` hold `source`, `line` (from 1; 0: the whole file) and `rule`."""

    code: ClassVar[str] = "invalid-exemplars"

    def __str__(self) -> str:
        return f"{self.details['source']}, line {self.details['line']}: {self.details['rule']}"
