"""Why a file can't be had."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class FileNotOffered(CodedError):
    """There is no file of this name, or no such chart in this report; details: `name`."""

    code: ClassVar[str] = "file-not-offered"


class FileNotReady(CodedError):
    """Making the file takes longer than anybody waits: it goes on, and whoever asks again gets it; details: none."""

    code: ClassVar[str] = "file-not-ready"


class TooManyResponses(CodedError):
    """A page doesn't take so many responses out, but the command does; details: `most`."""

    code: ClassVar[str] = "too-many-responses"
