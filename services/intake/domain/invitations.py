"""An invitation: who may send one card to a survey, by a link that is made from a secret and kept nowhere."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

INVITE: Final = "invite"
"""The field, and the part of an address, that holds an invitation's token."""

INVITATION: Final = "invitation"
"""The attribute that says whose personal invitation a response came by."""

FEWEST_ALIKE: Final = 10
"""An anonymous response bears what is known of the invited only where so many invited people share it."""

_TOKEN_CHARACTERS: Final = 26  # of 5 bits each: 130 bits


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite: an address or a code, and what is known of them, such as their site or role."""

    reference: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One invitation to a survey.

    `digest` recognises its token. `used_on` is the day on which a card came by it, and nothing else is kept about
    that card; `reminded_on` the day of the last letter; `no_reminders` what the invited person asked for.
    """

    id: str
    team_id: str
    survey: str
    reference: str
    attributes: Mapping[str, str]
    digest: str
    used_on: date | None = None
    reminded_on: date | None = None
    no_reminders: bool = False


class InvitationTokens:
    """Makes the tokens of invitations with a secret, so that a link can be made again and is never stored."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def token_for(self, invitation_id: str) -> str:
        """The token of an invitation: 130 bits in a to z and 2 to 7, which nobody guesses without the secret."""
        made = hmac.digest(self._secret, f"invitation/{invitation_id}".encode(), hashlib.sha256)
        return base64.b32encode(made).decode().lower()[:_TOKEN_CHARACTERS]


def digest_of(token: str) -> str:
    """What is stored of a token. It is random, so that nobody finds it from its digest by trying."""
    return hashlib.sha256(token.strip().lower().encode()).hexdigest()
