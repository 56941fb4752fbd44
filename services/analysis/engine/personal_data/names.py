"""Names after a title, English or Welsh: "Dr ap Gwilym", "Mrs O'Boyle", "yr Athro Siân Ŵyn-Davies"."""

import re
from collections.abc import Iterator
from typing import Final

from services.analysis.domain.codings import Span

_TITLE: Final = re.compile(
    r"(?<![\w'’.@-])(?:"
    r"(?:drs?|mr|mrs|ms|mx|prof|rev|revd|cllr|parch|cyng)\b\.?"
    r"|(?:doctor|miss|professor|sister|nurse|matron|reverend|sir|dame|lord|lady|councillor|"
    r"nyrs|meddyg|chwaer|parchedig|cynghorydd|yr athro|y fonesig)\b)(?=[ \t\u00a0])",
    re.IGNORECASE,
)
_CAPITAL_ONLY: Final = frozenset("miss sir dame rev lord lady doctor matron".split())  # also everyday words
_SMALL_NAME_TOO: Final = frozenset({"mr", "mrs", "mx"})  # "mrs davies" can be nothing else
_GAP: Final = re.compile(r"[ \t\u00a0]{1,3}")
_LETTER: Final = r"(?:[^\W\d_]|[\u0300-\u036f])"
_PART: Final = re.compile(rf"[^\W\d_]{_LETTER}*(?:[-'’‑]{_LETTER}+)*")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.){1,4}|[B-HJ-Z](?![\w'’-])|[A-Z]{1,3}(?=[ \u00a0][A-Z][^\W\dA-Z_'’])")
_LINK: Final = frozenset("van der den de la le du von di da dos del ap ab ferch verch bin ibn al el y".split())
_LINKED: Final = re.compile(r"(?:d|l|al|el|de)[-'’][A-Z]")
_MOST_PARTS: Final = 3
# Words with a capital after a title that are no name: the next sentence, a role, a product.
_NO_NAME: Final = frozenset(
    # "Sir" is a county in Welsh
    "benfro fôn gâr gaerfyrddin fynwy fflint ddinbych drefaldwyn feirionnydd gaernarfon faesyfed frycheiniog "
    "neb whoever neither nobody asked said says act "
    "a i the this that these those it he she they we you and but or who when where what why how in on at is "
    "was has had if so then there my our his her their not no yes all some after before since please thank "
    "thanks mae maen roedd yr yn ond dwi rwy ni hi nhw fe fo mi os pan felly diolch practitioner specialist "
    "manager consultant director lead leader associate educator executive led in-charge advisor adviser mentor "
    "coach training development staff ward hospital trust board team service services clinic union company "
    "organisation organisations surgery teams word excel office forms outlook powerpoint windows project "
    "access who foster teulu staffio arbenigol ymgynghorol cyswllt ardal gofrestredig gymunedol iau ysgol "
    "cofrestredig".split()
)


def names(text: str) -> Iterator[Span]:
    """The name after each title, without the title: first names, initials and surnames, up to three and their links."""
    for title in _TITLE.finditer(text):
        word = title[0].rstrip(".")
        if word == "MS" or (word[0].islower() and word.lower().split()[0] in _CAPITAL_ONLY):
            continue
        if span := _name_at(text, title.end(), word):
            yield span


def _name_at(text: str, after_title: int, title: str) -> Span | None:
    at, start, end, parts = after_title, 0, 0, 0
    while parts < _MOST_PARTS and (gap := _GAP.match(text, at)):
        at, is_part = _part_at(text, gap.end(), title)
        if at == gap.end():
            break
        start, parts = start or gap.end(), parts + is_part
        end = at if is_part else end
    if not parts and title.lower() in _SMALL_NAME_TOO:
        return _small_name_at(text, after_title)
    return Span(start, _without_possessive(text, start, end)) if parts else None


def _part_at(text: str, at: int, title: str) -> tuple[int, bool]:
    """Where the part of a name at `at` ends (there, if it is none), and whether it is more than a link."""
    word = _PART.match(text, at)
    if word and word[0] in _LINK:
        return word.end(), False
    initials = _INITIALS.match(text, at)
    if initials:
        return initials.end(), True
    if word is None or _TITLE.match(text, at) or not _is_capital(word[0]) or _plain(word[0]) in _NO_NAME:
        return at, False
    shouted = word[0].isupper() and len(word[0]) > 1 and not title.isupper()
    return (at, False) if shouted else (word.end(), True)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or bool(_LINKED.match(word))


def _small_name_at(text: str, at: int) -> Span | None:
    gap = _GAP.match(text, at)
    word = _PART.match(text, gap.end()) if gap else None
    if word is None or len(word[0]) < 3 or _plain(word[0]) in _NO_NAME:
        return None
    return Span(word.start(), _without_possessive(text, *word.span()))


def _without_possessive(text: str, start: int, end: int) -> int:
    return end - 2 if end - 2 > start and text[end - 2 : end] in {"'s", "’s"} else end


def _plain(word: str) -> str:
    return re.sub(r"['’]s\Z", "", word.lower())
