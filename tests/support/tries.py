"""How often a random test tries: as often as it says in `make test`, a tenth of that in `make unit`."""

from hypothesis import settings

_WHOLE = 100


def tries(whole: int) -> int:
    """So many of the examples as the profile leaves, of which a profile's own number is a part of a hundred."""
    return max(5, whole * settings.default.max_examples // _WHOLE)
