"""What can go wrong with printed cards, each with a stable code."""

from shared.contracts.errors import CodedError


class CardNotFound(CodedError):
    """No card of this number was printed for the survey; details: `number`."""

    code = "card-not-found"


class BatchNotFound(CodedError):
    """The team printed no such batch; details: `batch`."""

    code = "batch-not-found"


class NothingToSettle(CodedError):
    """This copy is not waiting for a decision: somebody was quicker; details: `copy`."""

    code = "nothing-to-settle"


class PhotoNotFound(CodedError):
    """There is no photo of this card; details: `number`."""

    code = "photo-not-found"


class UnreadablePhoto(CodedError):
    """A file that is no JPEG, PNG or WebP picture, or one with too many pixels; details: `pixels` (the most)."""

    code = "unreadable-photo"


class TooLongForPaper(CodedError):
    """A survey with more questions than a card has room for; details: `survey`."""

    code = "too-long-for-paper"


class ShortAddressNotFound(CodedError):
    """There is no such short address; details: `address`."""

    code = "short-address-not-found"


class UnprintableText(CodedError):
    """The font for paper lacks a character that a survey's words hold; details: `character`."""

    code = "unprintable-text"


class UnfitAttribute(CodedError):
    """An event, session, cohort or source that no form takes; details: `attribute`, `longest`."""

    code = "unfit-attribute"
