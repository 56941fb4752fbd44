"""A form that was posted: its card is stored, saved for later, or shown again with what is wrong."""

from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.list_surveys import survey_to_show
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.form_refusals import NOT_STORED, shown_again, told_wrong
from services.intake.entrypoints.posted_files import read_posted_here, with_files
from services.intake.entrypoints.saving import save_card
from services.intake.entrypoints.stored_form import store_form
from services.intake.entrypoints.survey_languages import can_turn_to, page_turned_to


def receive_form(slug: str) -> AnyResponse:
    """Store a card and thank for it, or show it again with what is wrong; nothing that was typed is lost."""
    posted = read_posted_here(slug)
    survey = survey_to_show(slug, desk=desk_at_hand(), version=posted.version)
    card = posted.card(survey)
    try:
        card, wrong = with_files(card, posted.files, survey)
        if can_turn_to(card.change_to, survey):
            survey.check_open(desk_at_hand().clock.now())
            with page_turned_to(card.change_to):
                return told_wrong(wrong, survey, card, 200)
        if wrong:
            return told_wrong(wrong, survey, card)
        return save_card(card, survey) if posted.saves else store_form(card, survey)
    except NOT_STORED as error:
        return shown_again(error, survey, card)
