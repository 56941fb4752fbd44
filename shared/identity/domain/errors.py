"""What can go wrong around people and their rights, each with a stable code."""

from shared.contracts.errors import CodedError


class WrongCredentials(CodedError):
    """The e-mail address and the password do not belong together; never says which of the two is wrong."""

    code = "wrong-credentials"


class TooManyAttempts(CodedError):
    """Too many failed sign-ins for this address or from this place; ``minutes``: how long to wait at most."""

    code = "too-many-attempts"


class LinkNotValid(CodedError):
    """A set-up link is unknown, used or expired; never says which."""

    code = "link-not-valid"


class InvalidDetails(CodedError):
    """Something typed breaks a rule; ``fields``: the field's name → the broken rule's code."""

    code = "invalid-details"

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields=fields)
        self.fields = fields


class RoleTooHigh(CodedError):
    """Nobody hands out a higher role than their own."""

    code = "role-too-high"


class LastOwner(CodedError):
    """A team keeps at least one owner."""

    code = "last-owner"


class PersonNotFound(CodedError):
    """Nobody with this id is in the team."""

    code = "person-not-found"


class TokenNotFound(CodedError):
    """The team has no token with this id."""

    code = "token-not-found"


class ForeignForm(CodedError):
    """A form came without the secret that our own page puts into it: it is out of date, or somebody else's."""

    code = "foreign-form"
