"""A question by which people leave an e-mail address, so that they can be written to; nothing else is done with it."""

import re
from typing import Final

from services.intake.domain.errors import Fault
from services.intake.domain.question_types.question_type import Asked, Control, QuestionType, is_storable

# What every mail server takes; neither blanks nor what would begin another line or another address of a letter.
_ADDRESS: Final = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_LONGEST: Final = 254


class Email(QuestionType):
    """One address. It stays in intake: no other service is told of the question or of its answers."""

    name = "email"
    control = Control.TEXT_LINE
    longest = _LONGEST
    says = False
    private = True
    input_type = "email"
    autocomplete = "email"

    def fault(self, asked: Asked, text: str) -> Fault | None:
        """It must be an address as mail servers take them."""
        address = self.read(asked, text)
        sound = len(address) <= _LONGEST and is_storable(address) and _ADDRESS.fullmatch(address)
        return None if sound else Fault("answer-no-address", asked.key)

    def read(self, asked: Asked, cell: str) -> str:  # noqa: ARG002  because other types look at the question
        """An address without the blanks around it."""
        return cell.strip()
