"""Words at which things go wrong, so that a page can be brought to say so from outside, and a form half translated."""

from typing import Any, Final

from services.intake.application.ports import Letterbox
from services.intake.domain.errors import StorageAway
from services.intake.domain.responses import Response

AWAY: Final = "words that come while the database is away"
BROKEN: Final = "words at which the program breaks"
ENGLISH_ONLY: Final = "What would you change tomorrow morning?"
LOCKED_OUT: Final = "locked-out@example.org"


class TroubledLetterbox:
    """A letterbox that takes every card but those with the words above."""

    def __init__(self, inner: Letterbox) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def keep(self, response: Response) -> bool:
        for answer in response.answers:
            if answer.text == AWAY:
                raise StorageAway(retry_after_s=5)
            if answer.text == BROKEN:
                raise RuntimeError("the program breaks, as it was asked to")
        return self._inner.keep(response)
