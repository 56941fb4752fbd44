"""Passwords as argon2id hashes (RFC 9106), in the only place that knows the library."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from shared.identity.domain.opaque import new_secret


class Argon2Hasher:
    """The port ``Hasher``; ``figures`` default to the library's, the second choice of RFC 9106 (64 MiB, 3 passes)."""

    def __init__(self, figures: PasswordHasher | None = None) -> None:
        self._argon2 = figures or PasswordHasher()
        # Compared with when nobody has the address, so that the answer takes as long as for somebody who has.
        self._nobody = self._argon2.hash(new_secret())

    def hash(self, password: str) -> str:
        """A new salted hash."""
        return self._argon2.hash(password)

    def matches(self, password: str, stored: str | None) -> bool:
        """Whether the password made the hash; takes the same time when there is none (False)."""
        try:
            self._argon2.verify(stored or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    def is_dated(self, stored: str) -> bool:
        """Whether the hash was made with other figures than today's and wants making again."""
        return self._argon2.check_needs_rehash(stored)
