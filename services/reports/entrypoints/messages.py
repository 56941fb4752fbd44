"""What reports does on each message it hears."""

from collections.abc import Sequence
from typing import Protocol, get_args

from services.reports.application.hear_of_codings import AboutCodings, hear_of_codings
from services.reports.application.introduce import hear_of_answers
from services.reports.application.introduction_ports import HearsOfIntroductions
from services.reports.application.outgoing_ports import TellingUnit
from services.reports.application.ports import Unit
from services.reports.application.project import AboutSurvey, project
from services.reports.application.recoding_ports import HearingUnit
from services.reports.application.send_news import hear_of_publications
from shared.contracts.clock import Clock
from shared.contracts.giving_back import IntroductionAnswered, ReportPublished
from shared.contracts.messages import Message, ResponseWithdrawn


class HandlerUnit(Unit, HearingUnit, TellingUnit, HearsOfIntroductions, Protocol):
    """One transaction of all that is heard."""


class MessageHandler:
    """Takes a batch's contents into the read model; messages that are not for reports are passed over."""

    def __init__(self, clock: Clock, address: str = "") -> None:
        self._clock = clock
        self._address = address

    def __call__(self, messages: Sequence[Message], unit: HandlerUnit) -> None:
        """Do the effects of a batch inside the unit; the caller commits."""
        told = [message.content for message in messages if isinstance(message.content, get_args(AboutSurvey))]
        if told:
            project(told, unit=unit, at=self._clock.now())
        if withdrawn := [content.response_id for content in told if isinstance(content, ResponseWithdrawn)]:
            unit.introductions.forget(withdrawn)
        work = [message.content for message in messages if isinstance(message.content, get_args(AboutCodings))]
        if work:
            hear_of_codings(work, unit=unit, at=self._clock.now())
        published = [message.content for message in messages if isinstance(message.content, ReportPublished)]
        if published:
            hear_of_publications(published, unit=unit, address=self._address)
        answered = [message.content for message in messages if isinstance(message.content, IntroductionAnswered)]
        if answered:
            hear_of_answers(answered, unit=unit)
