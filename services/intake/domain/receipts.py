"""Receipts: speakable codes that show that a response was stored, and are themselves never stored."""

import hashlib
import hmac

from services.intake.domain.errors import ReceiptMistyped

# Crockford's base 32: no I, L, O or U, which are misread or misheard.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = 12
_GROUP = 4
_KEY_BYTES = 16
# What people type instead, by Crockford's rules; spaces and all kinds of hyphens only part the groups.
_TYPED = str.maketrans("OIL", "011", " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212_.")
_FIELD = 0b100101  # x^5 + x^2 + 1: the arithmetic of the 32 characters, in which every one has an inverse


class Receipts:
    """Makes receipts with a secret; the same secret and response id always give the same code."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def code_for(self, response_id: str) -> str:
        """The receipt of a response: 60 bits in three groups of four characters, then a check character."""
        digest = hmac.digest(self._secret, f"receipt/{response_id}".encode(), hashlib.sha256)
        return code_from(int.from_bytes(digest[:8], "big"))

    def key_for(self, code: str) -> str:
        """What a response is found by, from its receipt as `read_code` gives it; the receipt does not follow from it.

        A second keyed digest and not a part of the first: whoever reads the database can't make a receipt, and
        nobody outside knows which keys lie near each other, so that the time of a look into the index tells nothing.
        """
        return hmac.digest(self._secret, f"find/{code}".encode(), hashlib.sha256)[:_KEY_BYTES].hex()

    def key_of(self, response_id: str) -> str:
        """What the response of this id is found by."""
        return self.key_for(self.code_for(response_id))


def code_from(bits: int) -> str:
    """A code of the lowest 60 bits, as receipts are written."""
    return _written("".join(ALPHABET[bits >> (5 * place) & 31] for place in range(_CHARACTERS)))


def read_code(typed: str) -> str:
    """The receipt that somebody typed, as it is written; raises ReceiptMistyped when it can't be one.

    Lower case, other groups, O for 0 and I or L for 1 are read as meant. One wrong character and any two that were
    swapped are always noticed, more of them in 31 of 32 cases; whether such a receipt was ever given is not asked.
    """
    characters = typed.upper().translate(_TYPED)
    body, check = characters[:-1], characters[-1:]
    if len(body) != _CHARACTERS or set(characters) - set(ALPHABET) or check != check_character(body):
        raise ReceiptMistyped
    return _written(body)


def _written(body: str) -> str:
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
