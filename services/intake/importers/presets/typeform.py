"""Typeform: the token of the response in front, the questions, and when it was sent at the end."""

from collections.abc import Iterator
from typing import Final

from services.intake.importers.grid import Cells, cell
from services.intake.importers.layout import Asked, Head, Layout, Preset, named_apart
from services.intake.importers.told import Joined, Plain

_ABOUT_THEM: Final = frozenset(
    {"#", "response type", "start date (utc)", "stage date (utc)", "submit date (utc)", "network id", "tags", "ending"}
    | {"response id", "start date", "submit date", "submitted at", "token"}
)
_OTHER: Final = frozenset({"other", "arall"})
_UNFINISHED: Final = frozenset({"started", "partial", "incomplete"})


class Typeform:
    """A column `Other` holds the own words beside the choice before it; moments are UTC."""

    name = "typeform"
    provider = "typeform"

    def recognises(self, head: Head) -> float:
        """By the token's column and the names of the times."""
        if head.has("#", "Submit Date (UTC)") or head.has("Network ID", "Submit Date (UTC)"):
            return 1.0
        return 0.7 if head.has("#", "Network ID") or head.has("Response Type", "Stage Date (UTC)") else 0.0

    def layout(self, head: Head) -> Layout:
        """An option may be a question of its own: older exports give each a column."""
        type_at = head.position("Response Type")
        return Layout(
            questions=tuple(self._asked(head)),
            id_at=head.position("#", "Response ID", "Token"),
            time_at=head.position("Submit Date (UTC)", "Submit Date", "Submitted At", "Stage Date (UTC)"),
            completed=lambda cells: _finished(cells, type_at),
        )

    def _asked(self, head: Head) -> Iterator[Asked]:
        headings = head.headings
        names = list(named_apart(headings))
        questions = [at for at, heading in enumerate(headings) if heading and heading.casefold() not in _ABOUT_THEM]
        for place, at in enumerate(questions):
            if place and questions[place - 1] == at - 1 and _is_beside(head, at):
                continue
            beside = _is_beside(head, at + 1)
            yield Asked(names[at], headings[at], Joined((at, at + 1)) if beside else Plain(at))


def _is_beside(head: Head, at: int) -> bool:
    """Whether a column holds own words beside the choice before it; behind columns of options it stands for itself.

    Nobody may have chosen the last options: the first column before them in which anything stands tells.
    """
    if not 0 < at < len(head.headings) or head.headings[at].casefold() not in _OTHER:
        return False
    before = next((each for each in range(at - 1, -1, -1) if head.below(each)), 0)
    return any(text != head.headings[before] for text in head.below(before))


def _finished(cells: Cells, type_at: int | None) -> bool:
    return cell(cells, type_at).casefold() not in _UNFINISHED


PRESET: Final[Preset] = Typeform()
