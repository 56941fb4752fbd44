"""Makes ids from names: what was written for people becomes a word that a file and a program can point to."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60


class Ids:
    """Hands out each id once; an id that somebody reserved goes to the first who names it."""

    def __init__(self, reserved: Iterable[str]) -> None:
        self._reserved = set(reserved)
        self._taken: set[str] = set()

    def take(self, own: str, name: str, kind: str) -> str:
        """Its own id, if it has one that nobody took; otherwise one made from its name, or else from its kind."""
        if own and own not in self._taken:
            self._taken.add(own)
            return own
        wanted = id_from(name, kind)
        number, free = 1, wanted
        while free in self._taken or free in self._reserved:
            number += 1
            free = f"{wanted}_{number}"
        self._taken.add(free)
        return free


def id_from(name: str, kind: str) -> str:
    """Lower-case letters, digits and underscores from a name; `kind` stands in where none are left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "_", plain.replace("'", "")).strip("_")[:_LONGEST].strip("_")
    if not word:
        return kind
    return word if word[0].isalpha() else f"{kind}_{word}"
