"""Why a card is not taken although its answers are sound: nobody invited it, there is no room, or it came too fast."""

from shared.contracts.errors import CodedError


class NotLetIn(CodedError):
    """The card itself is sound, but its survey does not take it from this person, or not any more."""

    code = "not-let-in"


class TooManyCards(CodedError):
    """Too many cards came from one address, or to one survey, at once; details: `retry_after_s`."""

    code = "too-many-cards"


class InvitationNeeded(NotLetIn):
    """The survey takes cards only from people who were invited, and none was shown; details: `survey`."""

    code = "invitation-needed"


class InvitationUnknown(NotLetIn):
    """The survey knows no such invitation; details: `survey`."""

    code = "invitation-unknown"


class InvitationUsed(NotLetIn):
    """A card was sent with this invitation before; details: `survey`."""

    code = "invitation-used"


class SurveyFull(NotLetIn):
    """The survey has as many cards as it wanted; details: `survey`, `attribute` and `value` ("" for the whole)."""

    code = "survey-full"


class NotByInvitation(CodedError):
    """The survey is open to all: nobody can be invited to it; details: `survey`."""

    code = "not-by-invitation"


class SecretChanged(CodedError):
    """The secret is not the one that the invitations were made with: their links can't be made again."""

    code = "secret-changed"
