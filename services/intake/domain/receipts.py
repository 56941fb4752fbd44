"""Receipts: speakable codes that show that a response was stored, and are themselves never stored."""

import hashlib
import hmac

# Crockford's base 32: no I, L, O or U, which are misread or misheard.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = 12
_GROUP = 4
_FIELD = 0b100101  # x^5 + x^2 + 1: the arithmetic of the 32 characters, in which every one has an inverse


class Receipts:
    """Makes receipts with a secret; the same secret and response id always give the same code."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def code_for(self, response_id: str) -> str:
        """The receipt of a response: 60 bits in three groups of four characters, then a check character."""
        digest = hmac.digest(self._secret, f"receipt/{response_id}".encode(), hashlib.sha256)
        bits = int.from_bytes(digest[:8], "big")
        body = "".join(ALPHABET[bits >> (5 * place) & 31] for place in range(_CHARACTERS))
        groups = [body[start : start + _GROUP] for start in range(0, _CHARACTERS, _GROUP)]
        return "-".join([*groups, check_character(body)])


def check_character(body: str) -> str:
    """The character that makes any one wrong character, and any two that were swapped, recognisable."""
    check = 0
    for character in body:
        check = _doubled(check) ^ ALPHABET.index(character)
    return ALPHABET[_doubled(check)]


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _FIELD if value & 0b100000 else value
