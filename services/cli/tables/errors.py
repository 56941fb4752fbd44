"""What can be wrong with a table given to, or wanted from, a command."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class TableError(CodedError):
    """A table cannot be read or written; `details` hold `path` and `problem`, in words for the person who gave it."""

    code: ClassVar[str] = "table-error"

    def __init__(self, path: object, problem: str) -> None:
        super().__init__(path=str(path), problem=problem)

    def __str__(self) -> str:
        return f"{self.details['path']}: {self.details['problem']}"
