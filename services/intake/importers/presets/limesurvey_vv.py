"""LimeSurvey's VV file: separated by tabs, texts above codes, some characters by name. Its most exact export."""

import re
from collections.abc import Mapping
from typing import Final

from services.intake.importers.grid import Cells, cell
from services.intake.importers.layout import Asked, Head, Layout, Told
from services.intake.importers.told import Escaped, Unless

_ABOUT_THEM: Final = frozenset(
    "id submitdate lastpage startlanguage seed startdate datestamp ipaddr refurl token".split()
)
_NAMES: Final = {"{quote}": '"', "{tab}": "\t", "{cr}": "\r", "{newline}": "\n", "{lbrace}": "{"}
_OTHER: Final = "-oth-"
_NEVER: Final = frozenset({"", "{question_not_shown}", "NULL"})
_FORM: Final = re.compile(r"(?:results-survey|survey_|vvexport_|survey)(\d{4,})", re.IGNORECASE)
_UNANSWERED: Final = frozenset({"{question_not_shown}", "NULL"})
# Codes of questions hold letters and digits only: what stands behind `_` is the sub-question.
_SUB: Final = re.compile(r"(?P<question>[A-Za-z][A-Za-z0-9]*)_(?P<part>\w+)", re.ASCII)


def is_vv(head: Head) -> bool:
    """Whether the codes stand in the second row."""
    codes = set(head.heading_row(1))
    return {"id", "submitdate"} <= codes and bool(codes & {"lastpage", "startlanguage", "startdate"})


def vv_layout(head: Head) -> Layout:
    """The first row says what the second one names; refs are written as webhooks and CSV write them: `Q2[SQ001]`."""
    texts, codes = head.heading_row(0), head.heading_row(1)
    where = {code: at for at, code in reversed(list(enumerate(codes))) if code}
    sent_at = where.get("submitdate")
    others = {_ref(code): at for code, at in where.items()}
    return Layout(
        headers=2,
        questions=tuple(
            Asked(_ref(code), _text(texts, at, code), beside_other(Escaped(at, _NAMES, _UNANSWERED), code, others))
            for at, code in enumerate(codes)
            if code and code not in _ABOUT_THEM
        ),
        id_at=where.get("id"),
        time_at=sent_at,
        language_at=where.get("startlanguage"),
        form_id=form_of(head),
        completed=lambda cells: is_finished(cells, sent_at),
    )


def beside_other(told: Told, code: str, where: Mapping[str, int]) -> Told:
    """A list's answer without the mark that own words stand in a column beside it, as the tool's webhooks tell it."""
    beside = where.get(f"{code}[other]")
    return told if beside is None else Unless(told, _OTHER, beside)


def form_of(head: Head) -> str:
    """The number of the survey, which the tool puts into the file's name."""
    found = _FORM.search(head.name)
    return found[1] if found else ""


def is_finished(cells: Cells, sent_at: int | None) -> bool:
    """Whether a response was sent."""
    return cell(cells, sent_at) not in _NEVER


def _ref(code: str) -> str:
    found = _SUB.fullmatch(code)
    return f"{found['question']}[{found['part']}]" if found else code


def _text(texts: tuple[str, ...], at: int, code: str) -> str:
    text = texts[at] if at < len(texts) else ""
    return "" if text == code else text
