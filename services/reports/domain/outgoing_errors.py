"""What can be wrong with what a team wants told to others."""

from typing import ClassVar

from shared.contracts.errors import CodedError


class AddressNotUsable(CodedError):
    """No https address of a named host, on the usual port, without user or fragment; details: none."""

    code: ClassVar[str] = "address-not-usable"


class EndpointNotFound(CodedError):
    """The team has no such endpoint, sending, threshold or digest; details: none."""

    code: ClassVar[str] = "endpoint-not-found"
