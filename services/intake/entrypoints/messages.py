"""What intake does on the messages it hears."""

from collections.abc import Sequence

from services.intake.application.answer_introduction import hear_of_introductions
from services.intake.application.introduction_ports import IntroductionReading
from services.intake.application.keep_codings import keep_codings
from services.intake.application.keep_publications import keep_publications
from services.intake.application.mark_processed import mark_processed
from shared.contracts.giving_back import IntroductionProposed, ReportPublished
from shared.contracts.messages import Message, ResponseCoded, ResponseParked


def handle(messages: Sequence[Message], unit: IntroductionReading) -> None:
    """Do the effects of a batch inside the unit; the caller commits."""
    heard = [message.content for message in messages]
    keep_codings([content for content in heard if isinstance(content, ResponseCoded)], unit=unit)
    keep_publications([content for content in heard if isinstance(content, ReportPublished)], unit=unit)
    hear_of_introductions([content for content in heard if isinstance(content, IntroductionProposed)], unit=unit)
    mark_processed(
        coded=sorted({content.response_id for content in heard if isinstance(content, ResponseCoded)}),
        parked=sorted({content.response_id for content in heard if isinstance(content, ResponseParked)}),
        unit=unit,
    )
