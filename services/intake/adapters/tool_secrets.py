"""Secrets that nobody can guess, for tools to sign with or to send along."""

import base64
import secrets
from typing import Final

_BYTES: Final = 24


def new_secret(signs: bool) -> str:
    """A secret of 24 random bytes: in the form of Standard Webhooks where it signs, else fit for an address."""
    if signs:
        return "whsec_" + base64.b64encode(secrets.token_bytes(_BYTES)).decode()
    return secrets.token_urlsafe(_BYTES)
