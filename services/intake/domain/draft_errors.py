"""What can go wrong while a survey is written."""

from shared.contracts.errors import CodedError


class DraftChanged(CodedError):
    """Somebody else changed meanwhile what is to be changed; nothing was saved; details: `survey`."""

    code = "draft-changed"


class UnfitSlug(CodedError):
    """The address of a new survey can't be this; details: `slug`, `reason`: form, taken or missing."""

    code = "unfit-slug"


class UnreadableDraft(CodedError):
    """A file that holds no survey's document; details: `rule`, and `question` ("" for the survey itself)."""

    code = "unreadable-draft"


class NotYetPublished(CodedError):
    """Only a published survey can be opened, closed or archived; details: `survey`."""

    code = "not-yet-published"


class NotTheSlug(CodedError):
    """What was typed to confirm is not the slug of the survey; nothing was deleted; details: `survey`."""

    code = "not-the-slug"
