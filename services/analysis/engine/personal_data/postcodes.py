"""Postcodes of the United Kingdom and the islands: the form is the Royal Mail's, the area one that exists."""

import re
from collections.abc import Iterator
from typing import Final

from services.analysis.domain.codings import Span

_AREAS: Final = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N "
    "NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF "
    "TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)
# Outward code (A9, A99, AA9, AA99, A9A, AA9A) and inward code, which has none of the letters C I K M O V.
_POSTCODE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:([A-Z]{1,2})(?:[0-9]{1,2}|[0-9][A-Z])|GIR)[ \t\u00a0]{0,2}"
    r"([0-9][ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"1st|2nd|3rd|[04-9]th")


def postcodes(text: str) -> Iterator[Span]:
    """Every whole postcode, in capitals or not; half a one ("in SA2") tells too little to be one."""
    for match in _POSTCODE.finditer(text):
        is_area = match[1] is None or match[1].upper() in _AREAS
        if is_area and match[0].isascii() and not _ORDINAL.fullmatch(match[2]):
            yield Span(*match.span())
