"""The parent of every error that a person or a program outside may meet: a stable code, never free text."""

from typing import ClassVar


class CodedError(Exception):
    """An error with a stable, kebab-case `code`; `details` hold what a message to people needs (keys, limits, ids)."""

    code: ClassVar[str] = "error"

    def __init__(self, **details: object) -> None:
        super().__init__(self.code)
        self.details = details

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code}({told})"
