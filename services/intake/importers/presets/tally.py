"""Tally: the submission's id in front; beside a question with several choices stands a column for each option."""

from collections.abc import Iterator
from typing import Final

from services.intake.importers.clocks import day_comes_first
from services.intake.importers.grid import Cells, cell
from services.intake.importers.layout import Asked, Head, Layout, Preset, named_apart
from services.intake.importers.told import Plain, Ticks, is_tick

_ABOUT_THEM: Final = frozenset({"submission id", "respondent id", "submitted at", "status", "is completed"})


class Tally:
    """The id is that of its webhooks."""

    name = "tally"
    provider = "tally"

    def recognises(self, head: Head) -> float:
        """By its ids."""
        if not head.has("Submission ID"):
            return 0.0
        return 1.0 if head.has("Respondent ID", "Submitted at") else 0.6 if head.has("Submitted at") else 0.0

    def layout(self, head: Head) -> Layout:
        """The options' columns tell what was chosen: a comma may stand in an option."""
        time_at = head.position("Submitted at")
        status_at = head.position("Status", "Is completed")
        return Layout(
            questions=tuple(self._asked(head)),
            id_at=head.position("Submission ID"),
            time_at=time_at,
            day_first=day_comes_first(head.below(time_at), usually=False),
            completed=lambda cells: _finished(cells, status_at),
        )

    def _asked(self, head: Head) -> Iterator[Asked]:
        headings, names = head.headings, list(named_apart(head.headings))
        at = 0
        while at < len(headings):
            options = self._options(head, at)
            if headings[at] and headings[at].casefold() not in _ABOUT_THEM:
                yield Asked(names[at], headings[at], Ticks(options, whole=at) if options else Plain(at))
            at += 1 + len(options)

    def _options(self, head: Head, at: int) -> tuple[tuple[int, str], ...]:
        """The columns `Question (Option)` right behind a question, as far as they hold nothing but ticks."""
        found = []
        for behind in range(at + 1, len(head.headings)):
            option = _option(head.headings[at], head.headings[behind])
            if not option or not all(map(is_tick, head.below(behind))):
                break
            found.append((behind, option))
        return tuple(found)


def _option(question: str, heading: str) -> str:
    before = f"{question} ("
    return heading[len(before) : -1].strip() if heading.startswith(before) and heading.endswith(")") else ""


def _finished(cells: Cells, status_at: int | None) -> bool:
    return cell(cells, status_at).casefold() not in {"partial", "false", "in progress"}


PRESET: Final[Preset] = Tally()
