"""What can be wrong with the answers that a coder is measured on, by stable codes."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class InvalidGold(CodedError):
    """A file of coded answers breaks a rule; `details` hold `source`, `line` (from 1; 0: the whole file), `rule`."""

    code: ClassVar[str] = "invalid-gold"

    def __init__(self, source: object, line: int, rule: str) -> None:
        super().__init__(source=str(source), line=line, rule=rule)

    def __str__(self) -> str:
        at_line = f", line {self.details['line']}" if self.details["line"] else ""
        return f"{self.details['source']}{at_line}: {self.details['rule']}"
