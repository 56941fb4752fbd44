"""A program that did not hear the answer sends its request again under the same key, and gets the same answer."""

from dataclasses import dataclass

from shared.contracts.errors import CodedError


@dataclass(frozen=True)
class RequestKey:
    """A key that a caller chose for one of their requests; callers do not share keys."""

    team_id: str
    caller: str
    key: str


@dataclass(frozen=True)
class KeptAnswer:
    """The first answer, and the fingerprint of what was sent; status 0 while the first request is being handled."""

    fingerprint: str = ""
    status: int = 0
    body: str = ""
    location: str = ""


class KeyInUse(CodedError):
    """The first request under this key is not answered yet."""

    code = "idempotency-key-in-use"


class KeyReused(CodedError):
    """Another request was sent under this key before."""

    code = "idempotency-key-reused"


class UnfitKey(CodedError):
    """The key is empty, too long or not plain text."""

    code = "idempotency-key-unfit"
