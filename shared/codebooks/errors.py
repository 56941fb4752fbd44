"""What can be wrong with a codebook, told by file, line and rule."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class InvalidCodebook(CodedError):
    """A codebook breaks a rule.

    `details` hold `source` (the file), `line` (from 1; 0 where the codebook came without lines, such as in a message
    or when the file cannot be read at all), `place` (where in it), `rule`, and `key`, whose value breaks it ("" where
    it is no single one).
    """

    code: ClassVar[str] = "invalid-codebook"

    def __init__(self, source: str, place: str, rule: str, *, line: int = 0, key: str = "") -> None:
        super().__init__(source=source, line=line, place=place, rule=rule, key=key)

    def __str__(self) -> str:
        at_line = f", line {self.details['line']}" if self.details["line"] else ""
        return f"{self.details['source']}{at_line}: {self.details['place']}: {self.details['rule']}"


class UnknownCodebook(CodedError):
    """No built-in codebook has this name; `details` hold `name` and `known`."""

    code: ClassVar[str] = "unknown-codebook"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name=name, known=known)

    def __str__(self) -> str:
        known = ", ".join(self.details["known"]) if isinstance(self.details["known"], tuple) else ""
        return f"there is no codebook '{self.details['name']}'; there are: {known}"
