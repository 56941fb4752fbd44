"""Google Forms: the sheet of answers, or the CSV that the form itself gives; a time, then the questions."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from services.intake.importers.clocks import day_comes_first, moment
from services.intake.importers.layout import Asked, Head, Layout, Preset, Told, named_apart
from services.intake.importers.told import Listed, Plain, Rows

_TIMES: Final = frozenset(
    "timestamp stamp stampamser zeitstempel horodateur tijdstempel tidsstempel tidsstämpel tidspunkt aikaleima".split()
    + ["time stamp", "stamp amser", "marca temporal", "informazioni cronologiche", "carimbo de data/hora"]
    + ["sygnatura czasowa", "marca de tempo", "marca de temps", "časová značka", "временная метка", "отметка времени"]
    + [
        "طابع زمني",
        "الطابع الزمني",
        "时间戳记",
        "タイムスタンプ",
        "타임스탬프",
        "zaman damgası",
        "zaman damgasi",
        "časové razítko",
    ]
)
_PERSONAL: Final = frozenset({"email address", "username", "e-mail address", "cyfeiriad e-bost"})
_SCORE: Final = frozenset({"score", "sgôr"})
_GRID: Final = re.compile(r"(?P<title>.+?) ?\[(?P<row>[^\[\]]+)\]")
# The form's own download names the zone, and sets choices apart by semicolons; the sheet does neither.
_OWN_DOWNLOAD: Final = re.compile(r"\d{4}/\d{1,2}/\d{1,2} .*(?:GMT|UTC|[AP]M)", re.IGNORECASE)


class GoogleForms:
    """No response has an id: one is known again by its content."""

    name = "google-forms"
    provider = "google-forms"

    def recognises(self, head: Head) -> float:
        """By the name of the first column, in a few languages, and a moment in it."""
        moments = head.below(0)[:5]
        if head.headings[0].casefold() not in _TIMES or (moments and not all(map(moment, moments))):
            return 0.0
        return 0.9

    def layout(self, head: Head) -> Layout:
        """The lines of a grid are one question."""
        moments = head.below(0)
        own = any(_OWN_DOWNLOAD.match(text) for text in moments)
        return Layout(
            questions=tuple(self._asked(head.headings, own=own)),
            time_at=0,
            day_first=day_comes_first(moments, usually=True),
        )

    def _asked(self, headings: tuple[str, ...], *, own: bool) -> Iterator[Asked]:
        names = list(named_apart(headings))
        columns = [at for at in range(1, len(headings)) if headings[at] and not self._is_about_them(at, headings[at])]
        for title, group in groupby(columns, key=lambda at: _title(headings[at])):
            lines = list(group)
            if title and len(lines) > 1:
                yield Asked(title, title, Rows(tuple((at, _row(headings[at])) for at in lines)))
            else:
                yield from (Asked(names[at], headings[at], _told(at, own=own)) for at in lines)

    def _is_about_them(self, at: int, heading: str) -> bool:
        return at <= 2 and heading.casefold() in _PERSONAL | _SCORE


def _told(at: int, *, own: bool) -> Told:
    return _Choices(at) if own else Plain(at)


class _Choices:
    """Choices of the form's own download; words in which a semicolon is followed by a blank are a sentence."""

    def __init__(self, at: int) -> None:
        self._plain = Plain(at)
        self._listed = Listed(at, ";")

    def __call__(self, cells: tuple[str, ...]) -> str:
        text = self._plain(cells)
        return text if re.search(r";(?:\s|$)", text) else self._listed(cells)


def _title(heading: str) -> str:
    found = _GRID.fullmatch(heading)
    return found["title"] if found else ""


def _row(heading: str) -> str:
    found = _GRID.fullmatch(heading)
    return found["row"] if found else ""


PRESET: Final[Preset] = GoogleForms()
