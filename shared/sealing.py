"""Seals short secrets before they are stored, so that a copy of a database alone gives none of them away."""

import base64
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LENGTH: Final = 32
_PURPOSE: Final = b"adborth: secrets at rest"


class Unsealable(Exception):
    """What is stored was sealed with another secret key, or is no seal at all."""


class Seal:
    """Seals with a key that follows from the secret key of the installation."""

    def __init__(self, secret_key: str) -> None:
        made = HKDF(algorithm=SHA256(), length=_LENGTH, salt=None, info=_PURPOSE).derive(secret_key.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(made))

    def sealed(self, secret: str) -> str:
        """The secret as it may be stored."""
        return self._fernet.encrypt(secret.encode()).decode()

    def opened(self, stored: str) -> str:
        """The secret again. Raises Unsealable."""
        try:
            return self._fernet.decrypt(stored.encode()).decode()
        except InvalidToken as error:
            raise Unsealable from error
