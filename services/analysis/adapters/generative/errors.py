"""How asking a second coder can fail, by stable codes; no detail ever holds a word of an answer or a reply."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class SecondCoderOff(CodedError):
    """No second coder is set up, which is the normal state."""

    code: ClassVar[str] = "second-coder-off"

    def __str__(self) -> str:
        return "no second coder is set up: set ADBORTH_SECOND_CODER_URL and ADBORTH_SECOND_CODER_MODEL"


class SecondCoderAway(CodedError):
    """The server could not be reached, was too slow or too busy, over all attempts; `details` hold `reason`."""

    code: ClassVar[str] = "second-coder-away"

    def __str__(self) -> str:
        return f"the second coder is away ({self.details['reason']})"


class SecondCoderRefused(CodedError):
    """The server refused, which another attempt would not change; `details` hold `status`."""

    code: ClassVar[str] = "second-coder-refused"

    def __str__(self) -> str:
        return f"the second coder's server refused with status {self.details['status']}"


class UnusableReply(CodedError):
    """A reply is not what was asked for, so that this answer stays uncoded; `details` hold `rule`."""

    code: ClassVar[str] = "unusable-reply"

    def __str__(self) -> str:
        return f"the second coder's reply is unusable: {self.details['rule']}"


class BudgetSpent(CodedError):
    """The next request would go beyond what one run may use; `details` hold `unit` and `limit`."""

    code: ClassVar[str] = "suggestion-budget-spent"

    def __str__(self) -> str:
        return f"the budget of this run is spent: {self.details['limit']:,} {self.details['unit']}"
