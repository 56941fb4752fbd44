"""The registry of question types: a new type is one file beside this one and one line here."""

from services.intake.domain.question_types.consent import Consent
from services.intake.domain.question_types.date import Date
from services.intake.domain.question_types.email import Email
from services.intake.domain.question_types.file_answer import File, Photo
from services.intake.domain.question_types.hidden import Hidden
from services.intake.domain.question_types.long_text import LongText
from services.intake.domain.question_types.one_choice import OneChoice
from services.intake.domain.question_types.question_type import QuestionType
from services.intake.domain.question_types.scale import Scale
from services.intake.domain.question_types.several_choices import SeveralChoices
from services.intake.domain.question_types.short_text import ShortText
from services.intake.domain.question_types.yes_no import YesNo

QUESTION_TYPES: dict[str, QuestionType] = {
    kind.name: kind
    for kind in (
        LongText(),
        ShortText(),
        OneChoice(),
        SeveralChoices(),
        Scale(),
        YesNo(),
        Date(),
        Email(),
        Consent(),
        Hidden(),
        Photo(),
        File(),
    )
}
