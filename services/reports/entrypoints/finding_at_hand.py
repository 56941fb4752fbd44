"""What looks through words, as every view of it has it at hand, and how programs hear that something is kept back."""

from collections.abc import Mapping
from typing import Final, cast

from flask import current_app

from services.reports.application.find_answers import FoundPage, KeptBack
from services.reports.application.finding_ports import Finder
from services.reports.domain.errors import GroupTooSmall
from services.reports.domain.finding_errors import QuestionNeeded, WordsOfEveryone
from shared.contracts.errors import CodedError

EXTENSION: Final = "adborth-finding"
_REFUSALS: Final[Mapping[KeptBack, type[CodedError]]] = {
    KeptBack.QUESTION: QuestionNeeded,
    KeptBack.WORDS: WordsOfEveryone,
    KeptBack.SMALL: GroupTooSmall,
}


def finder() -> Finder:
    """The finder of the application that answers."""
    return cast(Finder, current_app.extensions[EXTENSION])


def told_or_refused(page: FoundPage) -> FoundPage:
    """The page, unless it is kept back. Raises QuestionNeeded, WordsOfEveryone, GroupTooSmall."""
    if page.kept_back is not None:
        raise _REFUSALS[page.kept_back]
    return page
