"""LimeSurvey's CSV and workbooks: headings are codes, codes with texts, or full texts; and its VV file."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from services.intake.importers.clocks import day_comes_first
from services.intake.importers.layout import Asked, Head, Layout, Preset, named_apart
from services.intake.importers.presets.limesurvey_vv import beside_other, form_of, is_finished, is_vv, vv_layout
from services.intake.importers.told import Plain, Rows, Ticks, is_tick, ticked

_CODES: Final = frozenset(
    "id submitdate lastpage startlanguage seed startdate datestamp ipaddr refurl token firstname lastname email".split()
    + ["interviewtime", "emailstatus", "usesleft"]
)
_TEXTS: Final = {
    "response id": "id", "date submitted": "submitdate", "last page": "lastpage", "start language": "startlanguage",
    "seed": "seed", "date started": "startdate", "date last action": "datestamp", "ip address": "ipaddr",
    "referrer url": "refurl", "access code": "token", "token": "token", "total time": "interviewtime",
    "first name": "firstname", "last name": "lastname", "email address": "email",
}  # fmt: skip
_TIMINGS: Final = re.compile(r"(?:grouptime\w*|\w+time|group time: .*|question time: .*|attribute_\d+)", re.IGNORECASE)
_WITH_TEXT: Final = re.compile(r"(?P<code>[A-Za-z][A-Za-z0-9]*(?:\[[^\]]*\])*)[.:;]\s+(?P<text>.+)", re.DOTALL)
_SUB: Final = re.compile(r"(?P<title>.+?) ?\[(?P<part>[^\[\]]+)\]", re.DOTALL)
_UNANSWERED: Final = frozenset({"{question_not_shown}"})


class LimeSurvey:
    """Under codes each sub-question is an answer of its own, as the tool's webhooks tell it."""

    name = "limesurvey"
    provider = "limesurvey"

    def recognises(self, head: Head) -> float:
        """By the columns in front, as codes or as texts."""
        if is_vv(head):
            return 1.0
        known = {known for heading in head.headings if (known := _known(heading))}
        if not {"id", "submitdate"} <= known:
            return 0.0
        return 1.0 if known & {"lastpage", "startlanguage", "seed", "datestamp"} else 0.6

    def layout(self, head: Head) -> Layout:
        """An empty date of submission means that somebody stopped before the end."""
        if is_vv(head):
            return vv_layout(head)
        where = {known: at for at, heading in reversed(list(enumerate(head.headings))) if (known := _known(heading))}
        sent_at = where.get("submitdate")
        return Layout(
            questions=tuple(_questions(head)),
            id_at=where.get("id"),
            time_at=sent_at,
            day_first=day_comes_first(head.below(sent_at), usually=True),
            language_at=where.get("startlanguage"),
            form_id=form_of(head),
            completed=lambda cells: is_finished(cells, sent_at),
        )


def _known(heading: str) -> str:
    """The code of a column that is about the response itself, "" for a question."""
    name = heading.casefold()
    code, _, text = name.partition(". ")
    if code in _CODES and (not text or text in _TEXTS):
        return code
    return _TEXTS.get(name, "")


def _questions(head: Head) -> Iterator[Asked]:
    columns = [
        (at, heading)
        for at, heading in enumerate(head.headings)
        if heading and not _known(heading) and not _TIMINGS.fullmatch(heading)
    ]
    by_code = any(heading in _CODES for heading in head.headings)
    if by_code or any(_WITH_TEXT.fullmatch(heading) for _, heading in columns[:1]):
        others = {_code(heading)[0]: at for at, heading in columns}
        yield from (_coded(at, heading, others) for at, heading in columns)
        return
    names = dict(zip((at for at, _ in columns), named_apart([heading for _, heading in columns]), strict=True))
    for title, group in groupby(columns, key=lambda column: _title(column[1])):
        parts = list(group)
        if title and len(parts) > 1:
            yield _over(title, parts, head)
        else:
            yield from (Asked(names[at], heading, Plain(at, _UNANSWERED)) for at, heading in parts)


def _coded(at: int, heading: str, others: Mapping[str, int]) -> Asked:
    code, text = _code(heading)
    return Asked(code, text, beside_other(Plain(at, _UNANSWERED), code, others))


def _code(heading: str) -> tuple[str, str]:
    found = _WITH_TEXT.fullmatch(heading)
    return (found["code"], found["text"]) if found else (heading, "")


def _title(heading: str) -> str:
    found = _SUB.fullmatch(heading)
    return found["title"] if found else ""


def _over(title: str, parts: list[tuple[int, str]], head: Head) -> Asked:
    """One question over its columns: options that were ticked, or the rows of a matrix."""
    lines = tuple((at, found["part"]) for at, heading in parts if (found := _SUB.fullmatch(heading)))
    cells = [text for at, part in lines if part.casefold() not in {"other", "arall"} for text in head.below(at)]
    if all(map(is_tick, cells)) and any(map(ticked, cells)):
        return Asked(title, title, Ticks(lines))
    return Asked(title, title, Rows(lines))


PRESET: Final[Preset] = LimeSurvey()
