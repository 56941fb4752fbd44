"""The tone of an answer and its marks of personal data together, as they are told beside its codes."""

from services.analysis.domain.noticed import Noticed
from services.analysis.engine.personal_data.finding import personal_data
from services.analysis.engine.tone import tone_of
from shared.contracts.coded_answers import PersonalMark


def notice(text: str) -> Noticed:
    """What is noticed of an answer besides its codes."""
    tone = tone_of(text)
    marks = (PersonalMark(start=found.span.start, end=found.span.end, kind=found.kind) for found in personal_data(text))
    return Noticed(tone.kind if tone else "", tuple(marks))
