"""The letters to people who were invited and have not answered, in both languages at once."""

from string import Template
from typing import Final

from services.intake.domain.invitations import Invitation
from services.intake.domain.surveys import Survey
from shared.post.letters import Letter

_TEXT: Final = {
    "en": Template(
        'You were invited to answer "$title", and your answer has not come yet.\n\n'
        "This link is for you alone and takes one answer:\n$link\n\n"
        "If you want no more reminders, say so here:\n$stop\n"
    ),
    "cy": Template(
        'Cawsoch wahoddiad i ateb "$title", ac nid yw eich ateb wedi ein cyrraedd eto.\n\n'
        "I chi yn unig mae'r ddolen hon, ac mae'n derbyn un ateb:\n$link\n\n"
        "Os nad ydych am gael rhagor o negeseuon atgoffa, dywedwch hynny yma:\n$stop\n"
    ),
}
_BETWEEN: Final = "\n" + "-" * 40 + "\n\n"


def reminder(invitation: Invitation, survey: Survey, link: str, stop: str) -> Letter:
    """The letter that reminds of an invitation, in those of English and Welsh that the survey has."""
    spoken = [language for language in survey.languages if language in _TEXT] or ["en"]
    parts = [
        _TEXT[language].substitute(
            title=survey.title.said_in(language),
            link=f"{link}&lang={language}",
            stop=f"{stop}&lang={language}",
        )
        for language in spoken
    ]
    subject = " / ".join(dict.fromkeys(survey.title.said_in(language) for language in spoken))
    return Letter(invitation.reference, " ".join(subject.split()), _BETWEEN.join(parts), stop)
