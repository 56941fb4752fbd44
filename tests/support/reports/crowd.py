"""A crowd with roles, sites and unequal things to say: what a report is split by in tests and pictures."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from shared.codebooks.loading import builtin_codebook
from shared.contracts.coded_answers import CodingMade
from shared.contracts.messages import ResponseCoded, SurveyPublished, SurveyQuestion
from tests.support.reports.making import NOON, THEME_OF, answer, coded, published

ROLES: Final[Mapping[str, Mapping[str, str]]] = {
    "nurse": {"en": "Nurse or midwife", "cy": "Nyrs neu fydwraig"},
    "doctor": {"en": "Doctor", "cy": "Meddyg"},
    "manager": {"en": "Manager", "cy": "Rheolwr"},
    "volunteer": {"en": "Volunteer", "cy": "Gwirfoddolwr"},
}
_OFTEN: Final = {"nurse": 0.6, "doctor": 0.25, "manager": 0.3, "volunteer": 0.5}
_FACETS: Final = {"need": 0.4, "barrier": 0.3, "success": 0.25, "plan": 0.2, "offer": 0.1}
_HOW_MANY: Final = {"nurse": 70, "doctor": 40, "manager": 14, "volunteer": 3, None: 9}


def crowded(survey: str = "crowd") -> SurveyPublished:
    """A survey that asks for people's role, and whose address tells the site."""
    plain = published(survey=survey, title="How was the day?")
    role = {"en": "What do you do?", "cy": "Beth yw eich gwaith?"}
    return replace(
        plain,
        questions=(
            *plain.questions,
            SurveyQuestion(key="role", kind="choice", text=role, options=ROLES, attribute=True),
            SurveyQuestion(key="site", kind="hidden", text={"en": "site"}, attribute=True),
        ),
    )


def crowd(survey: str = "crowd") -> list[ResponseCoded]:
    """What they said: the volunteers are too few to be shown, and some said nothing of what they do."""
    rng = random.Random(4)
    roles = [role for role, count in _HOW_MANY.items() for _ in range(count)]
    return [_one(number, role, survey, rng) for number, role in enumerate(roles)]


def _one(number: int, role: str | None, survey: str, rng: random.Random) -> ResponseCoded:
    often = _OFTEN.get(role or "", 0.3)
    chances = {code: round(rng.betavariate(often, 1 - often), 4) for code in THEME_OF}
    attributes = {"site": rng.choice(("Bangor", "Bangor", "Ysbyty Gwynedd"))} | ({"role": role} if role else {})
    said = coded(f"{survey}-{number}", {"q_next": []}, survey=survey, at=NOON - timedelta(minutes=number))
    given = tuple(
        CodingMade(code=code, theme=theme, confidence=chances[code], spans=((0, 5),))
        for code, theme in THEME_OF.items()
        if chances[code] >= 0.5
    )
    words = answer("q_next", [], f"Words of number {number}")
    version = builtin_codebook("improvement").version
    heard = random.Random(number)
    facets = tuple(facet for facet, often in _FACETS.items() if heard.random() < often)
    tone = heard.choice(("", "negative", "neutral", "positive", "mixed"))
    coded_words = replace(
        words, codebook_version=version, codings=given, probabilities=chances, facets=facets, tone=tone
    )
    return replace(said, answers=(coded_words,), attributes=attributes)


def foreign_crowd(survey: str = "foreign") -> list[SurveyPublished | ResponseCoded]:
    """A crowd whose team has a codebook of its own, so that nobody knows which of its codes are like ours."""
    asked = crowded(survey)
    questions = tuple(replace(each, codebook="own" if each.codebook else None) for each in asked.questions)
    said = [
        replace(each, answers=tuple(replace(one, codebook="own", codebook_version=1) for one in each.answers))
        for each in crowd(survey)
    ]
    return [replace(asked, questions=questions), *said]
