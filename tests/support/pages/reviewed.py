"""The pages of reviewing, and a survey whose answers people have coded blind, decided about and differed on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from playwright.sync_api import Page

from services.embedded import House
from services.reports.application.review_answers import ReviewDesk
from services.reports.domain.decisions import AnswerAt, Reviewer, fingerprint, reference_of
from services.reports.domain.judging import Judgement
from services.reports.domain.reviewing import Queue, Wanted
from services.reports.domain.samples import SampleKey
from services.reports.domain.surveys import SurveyKey
from services.reports.main_reviewing import review_desk
from shared.codebooks.loading import builtin_codebook
from shared.contracts.coded_answers import CodingMade
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import Step, fill, send
from tests.support.reports.making import NOON, THEME_OF, answer, coded, parcel, published

REVIEWED: Final = SurveyKey(DEFAULT_TEAM, "reviewed")
_WORDS: Final = (
    ("en", "Protected time on the ward, and a manager who asks what we tried. Nothing else would help as much.", 0.55),
    ("cy", "Mae angen amser i wella pethau, a rhywun i ddangos y ffordd i ni.", 0.71),
    ("en", "We want to hear from other sites: what did not work is as useful as what did!", 0.34),
    ("en", "More hands. We are three people short every single night.", 0.9),
)
_ANN, _BEN, _CAI = Reviewer("ann", "Ann Hughes"), Reviewer("ben", "Ben Lloyd"), Reviewer("cai", "Cai Evans")
_BLIND: Final = 34


def furnish_reviews(house: House) -> None:
    """Forty answers, most of them drawn; two people coded them blind, and one decision was taken in sight of all."""
    house.reports.consumer([parcel(each) for each in (published(survey="reviewed", title="After the workshop"),)])
    house.reports.consumer([parcel(_response(number)) for number in range(44)])
    desk = _desk(house)
    desk.draw(SampleKey(REVIEWED, "q_next"), 40)
    for number in range(_BLIND):
        said = "" if number % 5 == 0 else "time_and_space" if number % 3 else "shared_learning"
        _code_next(desk, said, _ANN)
        _code_next(desk, "resources" if number % 7 == 0 else said, _BEN)
    left = desk.next(Wanted(REVIEWED, Queue.UNSURE, None, ""), _BEN) or ""
    judged = replace(_judged(desk, left, "resources"), comment="Asks for hands, not for time.")
    desk.decide(REVIEWED, judged, _BEN)


def _desk(house: House) -> ReviewDesk:
    """The desk of reviewers, with a seed that is the same in every picture."""
    reports = house.reports
    return replace(review_desk(reports.database, reports.open_unit, reports.clock), new_seed=lambda: "a seed")


def _code_next(desk: ReviewDesk, code: str, by: Reviewer) -> None:
    reference = desk.next(Wanted(REVIEWED, Queue.SAMPLE, None, ""), by) or ""
    desk.code_blind(REVIEWED, _judged(desk, reference, code), by)


def _response(number: int) -> ResponseCoded:
    language, words, chance = _WORDS[number % len(_WORDS)]
    said = answer("q_next", [], words)
    codes = ("time_and_space",) if number % 2 else ("shared_learning", "resources")
    made = tuple(
        CodingMade(code=code, theme=THEME_OF[code], confidence=chance, spans=(_first_words(words, at),))
        for at, code in enumerate(codes)
    )
    chances = {code: chance if code in codes else 0.08 for code in THEME_OF}
    version = builtin_codebook("improvement").version
    told = replace(said, codebook_version=version, codings=made, probabilities=chances)
    at = NOON - timedelta(minutes=number)
    return replace(coded(f"reviewed-{number}", {}, survey="reviewed", language=language, at=at), answers=(told,))


def _first_words(words: str, at: int) -> tuple[int, int]:
    """Three words from the first or the third on."""
    ends = [place for place, letter in enumerate(words) if letter == " "]
    start = 0 if at == 0 else ends[1] + 1
    return start, ends[at * 2 + 2]


def _judged(desk: ReviewDesk, reference: str, code: str) -> Judgement:
    shown = desk.look(REVIEWED, reference)
    return Judgement(
        reference=reference,
        words=fingerprint(shown.said.text),
        number=0,
        codebook_version=builtin_codebook("improvement").version,
        codes={code: ((0, 14),)} if code else {},
    )


def _next(queue: Queue) -> Callable[[House], str]:
    return lambda house: _desk(house).next(Wanted(REVIEWED, queue, None, ""), _CAI) or ""


def _decided(house: House) -> str:
    """The answer that Ben decided about with everybody's codes in sight."""
    desk = _desk(house)
    references = [reference_of(AnswerAt(f"reviewed-{number}", "q_next")) for number in range(44)]
    shown = (desk.look(REVIEWED, reference) for reference in references)
    return next(each.reference for each in shown if each.decision and not each.decision.blind)


REVIEW_NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    "answer_to_review": _next(Queue.UNSURE),
    "answer_decided": _decided,
    "answer_drawn": _next(Queue.SAMPLE),
}

_REVIEW: Final = "/team/reports/<slug>/review"
_ANSWER: Final = f"{_REVIEW}/answers/<reference>"
_HERE: Final = "/team/reports/reviewed/review"
_ONE: Final = f"{_HERE}/answers/{{answer_to_review}}"
_BLIND_ONE: Final = f"{_HERE}/answers/{{answer_drawn}}?queue=sample"
_REVIEWER: Final = Role.REVIEWER


def _choose(code: str) -> Step:
    return lambda page: page.select_option("#code", code)


def _as_if_late(page: Page) -> None:
    page.eval_on_selector("[name=number]", "field => { field.value = 99; }")


REVIEW_PAGES: Final = (
    PageState("review", f"GET {_REVIEW}", _HERE, who=_REVIEWER, picture="review"),
    PageState("review of nothing", f"GET {_REVIEW}", "/team/reports/empty/review", who=_REVIEWER),
    PageState("review, refused", f"GET {_REVIEW}", _HERE, who=Role.VIEWER, status=403),
    PageState(
        "draw wrongly", f"POST {_REVIEW}/sample", _HERE, (fill("#more", "x"), send("#draw")), who=_REVIEWER, status=400
    ),
    PageState("review an answer", f"GET {_ANSWER}", _ONE, who=_REVIEWER, picture="review-answer"),
    PageState("review a decided answer", f"GET {_ANSWER}", f"{_HERE}/answers/{{answer_decided}}", who=_REVIEWER),
    PageState("code an answer blind", f"GET {_ANSWER}", _BLIND_ONE, who=_REVIEWER),
    PageState("review no answer", f"GET {_ANSWER}", f"{_HERE}/answers/nothing", who=_REVIEWER, status=404),
    PageState(
        "review with one code more",
        f"POST {_ANSWER}",
        _ONE,
        (_choose("resources"), fill("#first", "2"), fill("#last", "4"), send("#decide", by="[value=add]")),
        who=_REVIEWER,
    ),
    PageState(
        "review wrongly",
        f"POST {_ANSWER}",
        _ONE,
        (_choose("resources"), fill("#first", "9"), fill("#last", "4"), send("#decide", by="[value=add]")),
        who=_REVIEWER,
        status=400,
    ),
    PageState(
        "review too late",
        f"POST {_ANSWER}",
        _ONE,
        (_as_if_late, send("#decide", by="[value=none]")),
        who=_REVIEWER,
        status=409,
    ),
    PageState("review at its end", f"GET {_REVIEW}/next", f"{_HERE}/next?queue=sample&after={'f' * 64}", who=_REVIEWER),
    PageState("agreement", f"GET {_REVIEW}/agreement", f"{_HERE}/agreement", who=Role.VIEWER, picture="agreement"),
    PageState(
        "agreement of too few", f"GET {_REVIEW}/agreement", "/team/reports/journey/review/agreement", who=Role.VIEWER
    ),
    PageState("disagreements", f"GET {_REVIEW}/disagreements", f"{_HERE}/disagreements", who=_REVIEWER),
    PageState(
        "no disagreements",
        f"GET {_REVIEW}/disagreements",
        "/team/reports/journey/review/disagreements",
        who=_REVIEWER,
    ),
    PageState("report that was checked", "GET /team/reports/<slug>", "/team/reports/reviewed", who=Role.VIEWER),
)
