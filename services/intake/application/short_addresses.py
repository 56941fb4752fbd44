"""A short address stands for a form with its query, so that it can be read out and typed."""

import hashlib
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from services.intake.application.card_ports import ShortAddress
from services.intake.application.paper_desk import PaperDesk
from services.intake.application.print_cards import known_attributes
from services.intake.domain.paper_cards import ATTRIBUTES
from services.intake.domain.paper_errors import ShortAddressNotFound
from services.intake.domain.receipts import ALPHABET, check_character
from services.intake.domain.surveys import Survey

_CHARACTERS: Final = 5
_LANGUAGE: Final = "lang"


def taken_from_address(survey: Survey) -> tuple[str, ...]:
    """Which of event, session, cohort and source a survey takes from its form's address: as hidden questions."""
    hidden = {question.key for question in survey.questions if question.type.always_attribute}
    return tuple(name for name in ATTRIBUTES if name in hidden)


def query_for(given: Mapping[str, str], survey: Survey) -> dict[str, str]:
    """The query of a form's address: what the survey takes from it, and a language that the survey has."""
    language = given.get(_LANGUAGE, "")
    taken = {name: text for name, text in known_attributes(given).items() if name in taken_from_address(survey)}
    return taken | ({_LANGUAGE: language} if language in survey.languages else {})


def code_for(survey: Survey, query: Mapping[str, str]) -> str:
    """The code of a form's address: five characters that follow from it, and one that checks them."""
    named = f"{survey.team_id}/{survey.slug}?{urlencode(sorted(query.items()))}"
    bits = int.from_bytes(hashlib.sha256(named.encode()).digest()[:8], "big")
    body = "".join(ALPHABET[bits >> 5 * place & 31] for place in range(_CHARACTERS))
    return body + check_character(body)


def shorten(survey: Survey, query: Mapping[str, str], *, desk: PaperDesk) -> str:
    """Keep the code of a form's address and give it; the same address always has the same."""
    code = code_for(survey, query)
    with desk.open_unit() as uow:
        uow.addresses.keep(code, ShortAddress(survey.team_id, survey.slug, query))
        uow.commit()
    return code


def is_kept(survey: Survey, query: Mapping[str, str], *, desk: PaperDesk) -> bool:
    """Whether a form's address has been shortened."""
    with desk.open_reading() as reading:
        found = reading.addresses.find(code_for(survey, query))
    return found == ShortAddress(survey.team_id, survey.slug, query)


def lengthen(code: str, *, desk: PaperDesk) -> ShortAddress:
    """What a short address stands for, however its letters were typed. Raises ShortAddressNotFound."""
    with desk.open_reading() as reading:
        found = reading.addresses.find(code.upper().translate(str.maketrans("ILO", "110")))
    if found is None:
        raise ShortAddressNotFound(address=code)
    return found
