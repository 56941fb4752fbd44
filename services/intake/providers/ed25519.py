"""Checking ed25519 signatures, as RFC 8032 section 5.1 describes it.

Only public values are worked with, so that no secret can leak through the time it takes.
"""

import hashlib
from typing import Final, TypeAlias

_P: Final = 2**255 - 19
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
_D: Final = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_ONE: Final = pow(2, (_P - 1) // 4, _P)
_LENGTH: Final = 32

# A point in extended coordinates: x = X/Z, y = Y/Z, X·Y = Z·T.
_Point: TypeAlias = tuple[int, int, int, int]
_NEUTRAL: Final[_Point] = (0, 1, 1, 0)


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature of 64 bytes over a message was made by the holder of a public key of 32 bytes."""
    if len(key) != _LENGTH or len(signature) != 2 * _LENGTH:
        return False
    signer, committed = _point(key), _point(signature[:_LENGTH])
    scalar = int.from_bytes(signature[_LENGTH:], "little")
    if signer is None or committed is None or scalar >= _ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:_LENGTH] + key + message).digest(), "little") % _ORDER
    return _are_equal(_times(scalar, _GENERATOR), _sum(committed, _times(challenge, signer)))


def _sum(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: _Point) -> _Point:
    total = _NEUTRAL
    while scalar:
        if scalar & 1:
            total = _sum(total, point)
        point = _sum(point, point)
        scalar >>= 1
    return total


def _are_equal(one: _Point, other: _Point) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % _P == 0 and (one[1] * other[2] - other[1] * one[2]) % _P == 0


def _point(encoded: bytes) -> _Point | None:
    number = int.from_bytes(encoded, "little")
    y, is_odd = number & ((1 << 255) - 1), number >> 255
    if y >= _P:
        return None
    x = _x_of(y)
    if x is None or (x == 0 and is_odd):
        return None
    if x & 1 != is_odd:
        x = _P - x
    return x, y, 1, x * y % _P


def _x_of(y: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if x * x % _P != square:
        x = x * _ROOT_OF_MINUS_ONE % _P
    return x if x * x % _P == square else None


def _generator() -> _Point:
    y = 4 * pow(5, -1, _P) % _P
    x = _x_of(y) or 0
    x = x if x % 2 == 0 else _P - x
    return x, y, 1, x * y % _P


_GENERATOR: Final = _generator()
