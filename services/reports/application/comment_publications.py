"""Anybody comments on a publication where its team wants it, and takes the comment back."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from services.reports.application.answering_desk import AnsweringDesk
from services.reports.application.draft_publication import locked
from services.reports.application.read_publications import read_publication
from services.reports.domain.answering import AnsweringRules
from services.reports.domain.answering_errors import CommentNotFound, CommentsClosed, TooManyComments
from services.reports.domain.comments import Comment, Standing, Words, looks_sent_by_a_program
from services.reports.domain.surveys import SurveyKey

MOST_SHOWN: Final = 200
_AGAIN_S: Final = 3


@dataclass(frozen=True, slots=True)
class PublicComments:
    """What anybody sees of comments on a number: whether they are taken, and those that were approved."""

    open: bool
    shown: tuple[Comment, ...]

    @property
    def stamp(self) -> str:
        """What changes with them."""
        return repr((self.open, [each.id for each in self.shown]))


class Arrival(NamedTuple):
    """How a comment came: from which place, what stood in the hidden field, and the stamp of its form."""

    place: str
    trap: str
    stamp: str


def read_comments(key: SurveyKey, number: int, *, desk: AnsweringDesk) -> PublicComments:
    """The comments on a number as anybody sees them."""
    with desk.open_reading() as reading:
        rules = reading.answering.rules.rules(key)
        if not rules.comments_open and not rules.comments_shown:
            return PublicComments(open=False, shown=())
        found = reading.answering.comments.of(key, Standing.APPROVED, number, MOST_SHOWN)
    return PublicComments(rules.comments_open, tuple(found))


def read_answering_rules(key: SurveyKey, *, desk: AnsweringDesk) -> AnsweringRules:
    """What a team decided about answers and comments."""
    with desk.open_reading() as reading:
        return reading.answering.rules.rules(key)


def check_open(key: SurveyKey, number: int, *, desk: AnsweringDesk) -> None:
    """Nothing, where comments on a number are taken. Raises PublicationNotFound, CommentsClosed."""
    read_publication(key, number, desk=desk.publishing)
    if not read_answering_rules(key, desk=desk).comments_open:
        raise CommentsClosed(slug=key.slug)


def send_comment(  # noqa: PLR0913  because it matters what was sent, about what, in which language, and how it came
    key: SurveyKey, number: int, words: Words, language: str, arrival: Arrival, *, desk: AnsweringDesk
) -> Comment:
    """Keep a comment for the team to look at. Raises PublicationNotFound, CommentsClosed, TooManyComments."""
    read_publication(key, number, desk=desk.publishing)
    now = desk.publishing.clock.now()
    if looks_sent_by_a_program(arrival.trap, desk.seals.drawn_at(arrival.stamp), now):
        raise TooManyComments(retry_after_s=_AGAIN_S)
    if wait := desk.pace.take(arrival.place, now):
        raise TooManyComments(retry_after_s=wait)
    comment = Comment(desk.new_id(), key, number, words, language, now)
    with locked(key, desk.publishing) as unit:
        # Asked where nobody else can switch it off meanwhile.
        if not unit.answering.rules.rules(key).comments_open:
            raise CommentsClosed(slug=key.slug)
        unit.answering.comments.add(comment)
        unit.commit()
    return comment


def read_own_comment(key: SurveyKey, comment_id: str, code: str, *, desk: AnsweringDesk) -> Comment:
    """A comment for whoever sent it. Raises CommentNotFound."""
    with desk.open_reading() as reading:
        found = reading.answering.comments.one(key, comment_id)
    if found is None or not desk.seals.fits(comment_id, code):
        raise CommentNotFound
    return found


def withdraw_comment(key: SurveyKey, comment_id: str, code: str, *, desk: AnsweringDesk) -> None:
    """Delete a comment with everything in it, for whoever sent it. Raises CommentNotFound, ReportNotFound."""
    read_own_comment(key, comment_id, code, desk=desk)
    with locked(key, desk.publishing) as unit:
        unit.answering.comments.remove(key, comment_id)
        unit.commit()
