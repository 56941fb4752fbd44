"""Any table with a row of headings: each column is a question, but for what names an id, a time or a language."""

from collections.abc import Callable, Iterator
from typing import Final

from services.intake.importers.clocks import day_comes_first
from services.intake.importers.layout import Asked, Head, Layout, Preset, named_apart
from services.intake.importers.told import Plain

_IDS: Final = (
    "id", "response id", "responseid", "response_id", "respondent id", "submission id", "submission_id", "reference",
    "uuid", "userid", "user id",
)  # fmt: skip
_TIMES: Final = (
    "received_at", "submitted at", "submitted_at", "submitted", "submission date", "submission time", "date submitted",
    "completion time", "completed at", "timestamp", "created at", "created_at", "recordeddate", "end date",
)  # fmt: skip
_LANGUAGES: Final = ("language", "lang", "iaith")


def asked_in(head: Head, is_about_them: Callable[[str], bool]) -> Iterator[Asked]:
    """A question for each column under the first row, leaving out those that are about the response itself."""
    names = named_apart(head.headings)
    for at, (name, heading) in enumerate(zip(names, head.headings, strict=True)):
        if heading and not is_about_them(heading):
            yield Asked(name, heading, Plain(at))


class AnyColumns:
    """What is left when no tool is recognised: people say themselves which column is which question."""

    name = "columns"
    provider = "file"

    def recognises(self, head: Head) -> float:  # noqa: ARG002  because others look at the head
        """Always, and less sure than any other."""
        return 0.05

    def layout(self, head: Head) -> Layout:
        """The columns by their headings."""
        time_at = head.position(*_TIMES)
        language_at = head.position(*_LANGUAGES)
        id_at = head.position(*_IDS)
        apart = {head.headings[at] for at in (time_at, language_at, id_at) if at is not None}
        return Layout(
            questions=tuple(asked_in(head, lambda heading: heading in apart)),
            id_at=id_at,
            time_at=time_at,
            day_first=day_comes_first(head.below(time_at), usually=True),
            language_at=language_at,
        )


PRESET: Final[Preset] = AnyColumns()
