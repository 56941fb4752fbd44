"""Secrets that are only ever compared: whoever reads the database finds hashes that open nothing."""

import hashlib
import hmac
import secrets

_BYTES = 32


def new_secret(prefix: str = "") -> str:
    """A fresh secret of 256 random bits, safe in an address, a header and a cookie."""
    return prefix + secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> str:
    """What is stored of a secret: SHA-256 is enough, because 256 random bits cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def blinded(word: str, key: str) -> str:
    """A stand-in for a word that can be guessed (an e-mail address), worthless without the installation's key."""
    return hmac.new(key.encode(), word.encode(), hashlib.sha256).hexdigest()
