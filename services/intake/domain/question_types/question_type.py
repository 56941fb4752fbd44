"""What a type of question decides: how it is drawn, read, checked and shown, and which settings it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol

from services.intake.domain.errors import Fault
from services.intake.domain.wording import NOTHING_SAID, Wording


class Control(StrEnum):
    """What a page draws for a question; types share controls, so that a new type seldom needs a new one."""

    TEXT_AREA = "text-area"
    TEXT_LINE = "text-line"
    ONE_OF = "one-of"
    ANY_OF = "any-of"
    DATE = "date"
    HIDDEN = "hidden"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen, by its key; `other` asks for own words; `permits` what choosing it permits."""

    key: str
    text: Wording = NOTHING_SAID
    other: bool = False
    permits: tuple[str, ...] = ()


class Asked(Protocol):
    """What a type sees of the question that is asked."""

    @property
    def key(self) -> str:
        """The question's key."""
        ...

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that the survey gives."""
        ...

    @property
    def limit(self) -> int:
        """The most characters of what is written."""
        ...

    @property
    def least(self) -> int:
        """The fewest choices, 0 without a bound."""
        ...

    @property
    def most(self) -> int:
        """The most choices, 0 without a bound."""
        ...

    @property
    def lowest(self) -> int | None:
        """Where a scale begins."""
        ...

    @property
    def highest(self) -> int | None:
        """Where a scale ends."""
        ...

    @property
    def lowest_label(self) -> Wording:
        """What the beginning of a scale means."""
        ...

    @property
    def highest_label(self) -> Wording:
        """What the end of a scale means."""
        ...

    @property
    def megabytes(self) -> int:
        """The largest file, 0 = the usual."""
        ...


class QuestionType:
    """One type of question. The rules here are those of a single text; a type overrides what differs.

    An answer is always one text; `joined` makes it of what was posted and `parts` takes it apart again.
    """

    name: ClassVar[str]
    control: ClassVar[Control]
    takes: ClassVar[frozenset[str]] = frozenset()
    """The settings that mean something to the type, by their names in `Question`."""
    longest: ClassVar[int] = 0
    """The most characters where the question says nothing else."""
    rows: ClassVar[int] = 1
    """The height of the control, in lines."""
    repeats: ClassVar[bool] = False
    """Whether a form or program may send several texts for one answer."""
    free_text: ClassVar[bool] = False
    """Whether people answer in words of their own, which a codebook can be applied to."""
    says: ClassVar[bool] = True
    """Whether an answer says something by itself: a card of nothing but consents is empty."""
    always_attribute: ClassVar[bool] = False
    """Whether the answer is an attribute of the response instead of an answer."""
    private: ClassVar[bool] = False
    """Whether the answer stays in intake: told to no other service, and shown to nobody but its writer."""
    input_type: ClassVar[str] = "text"
    """What a browser is told of a line of text, and what it may fill in by itself."""
    autocomplete: ClassVar[str] = ""
    asks_consent: ClassVar[bool] = False
    """Whether the answer says what may happen with the words."""

    def rules(self, asked: Asked) -> Iterator[str]:  # noqa: ARG002  because other types look at the question
        """The rules that the question's settings break."""
        return iter(())

    def choices(self, asked: Asked) -> tuple[Option, ...]:  # noqa: ARG002  because other types look at the question
        """Everything that can be chosen; nothing when any text is an answer."""
        return ()

    def joined(self, asked: Asked, posted: Sequence[str], own_words: str = "") -> str:  # noqa: ARG002  because other types look at both
        """The one text of what was posted under a question's name, and in the field for own words beside it."""
        return "\n".join(posted)

    def parts(self, asked: Asked, text: str) -> list[str]:  # noqa: ARG002  because other types look at the question
        """What the controls show for an answer: the text, the keys chosen, or day, month and year."""
        return [text]

    def own_words(self, asked: Asked, text: str) -> str:  # noqa: ARG002  because other types look at both
        """The words that stand beside an option for them."""
        return ""

    def chosen(self, asked: Asked, text: str) -> tuple[str, ...]:  # noqa: ARG002  because other types look at both
        """The keys that an answer chooses."""
        return ()

    def fault(self, asked: Asked, text: str) -> Fault | None:
        """What forbids an answer that is not blank; None when it can be stored."""
        return text_fault(asked.key, text, asked.limit)

    def shown(self, asked: Asked, text: str, language: str) -> str:  # noqa: ARG002  because other types look at all
        """The answer as people read it in a language: labels instead of keys, a line for each."""
        return text

    def read(self, asked: Asked, cell: str) -> str:  # noqa: ARG002  because other types look at the question
        """The answer that a cell of a file means; what means nothing stays as it is, for `fault` to name."""
        return cell


def text_fault(key: str, text: str, longest: int) -> Fault | None:
    """What forbids a free text: too long, or characters that no database keeps (NUL, half a surrogate pair)."""
    if len(text) > longest:
        return Fault("answer-too-long", key, {"longest": longest, "length": len(text)})
    if not is_storable(text):
        return Fault("answer-unstorable", key)
    return None


def is_storable(text: str) -> bool:
    """Whether a text can be kept exactly; every character but NUL and lone surrogates can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
