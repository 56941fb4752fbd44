"""A survey whose codes were answered, whose publication is commented on, and whose page of thanks is open."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from services.embedded import House
from services.reports.application.answer_codes import answer_code, keep_promise, set_answering_rules
from services.reports.application.comment_publications import Arrival, send_comment
from services.reports.application.give_thanks import put_on_thanks
from services.reports.application.moderate_comments import decide_comment
from services.reports.application.publish_report import publish_at_once
from services.reports.application.quote_candidates import list_candidates
from services.reports.application.redact_quotes import Seen, decide
from services.reports.domain.answering import AnsweringRules, Measure, OwedFrom, Said, State
from services.reports.domain.comments import Comment, Standing, Words
from services.reports.domain.decisions import fingerprint
from services.reports.domain.redactions import Person, Verdict, Wish
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import fill, send
from tests.support.reports.making import parcel, published
from tests.support.reports.publishing import others, quotable

_MAIR: Final = Person("mair", "Mair Editor")
_KEY: Final = SurveyKey(DEFAULT_TEAM, "answered")
_BEFORE: Final = SurveyKey(DEFAULT_TEAM, "answered-before")
_CODE: Final = "time_and_space"
_TEAM: Final = "/team/reports/<slug>"
_HERE: Final = "/team/reports/answered"
_NUMBER: Final = "/p/<slug>/<int(max=999999):number>"
_OWN: Final = "/p/<slug>/comments/<comment_id>/<code>"
_TEXT: Final = {
    "en": "Every team gets two hours a month for improvement, agreed with its manager.",
    "cy": "Mae pob tîm yn cael dwy awr y mis ar gyfer gwella, wedi'u cytuno â'r rheolwr.",
}
_LATER: Final = {"en": "We'll share what was learned.", "cy": "Byddwn yn rhannu'r hyn a ddysgwyd."}


def furnish_answers(house: House) -> None:
    """Answer codes of two events, publish the later one, and leave comments and thanks there."""
    _told(house, _BEFORE.slug, days=-300)
    _told(house, _KEY.slug)
    publishing, desk = house.reports.publishing, house.reports.answering
    promise = Said(State.WILL, _LATER, "Gwen Ellis", True, date(2026, 3, 31))
    for code in (_CODE, "resources"):
        answer_code(_BEFORE, code, 0, promise, _MAIR, desk=publishing)
    keep_promise(_BEFORE, "resources", 1, _MAIR, desk=publishing)
    answer_code(_KEY, _CODE, 0, Said(State.WILL, _LATER), _MAIR, desk=publishing)
    answer_code(_KEY, _CODE, 1, Said(State.DID, _TEXT, "Gwen Ellis", True, date(2026, 11, 1)), _MAIR, desk=publishing)
    set_answering_rules(_KEY, AnsweringRules(OwedFrom(Measure.FOUND_IN, 5), True, True), desk=publishing)
    put_on_thanks(_KEY, _approved(house, _CODE), "The team on Ward 3", _MAIR, desk=desk)
    _approved(house, "resources")
    publish_at_once(_KEY, _MAIR, desk=publishing)
    for verdict in (Standing.APPROVED, Standing.REFUSED, None):
        comment = _comment(house)
        if verdict is not None:
            decide_comment(_KEY, comment.id, verdict, "It names somebody", _MAIR, desk=desk)
    set_answering_rules(_BEFORE, AnsweringRules(OwedFrom(Measure.SHARE, 1)), desk=publishing)


def _told(house: House, slug: str, days: int = 0) -> None:
    said = [published(survey=slug, title="A day of learning"), *map(_renamed, others(survey=slug))]
    praise = quotable(f"{slug}-praise", "They made time for us, every single week.", survey=slug)
    also = quotable(f"{slug}-more", "And somebody who knows how to do it", codes=("resources",), survey=slug)
    praises = [
        replace(each, answers=tuple(replace(words, facets=("success",)) for words in each.answers))
        for each in (praise, also)
    ]
    moved = [replace(each, received_at=each.received_at + timedelta(days=days)) for each in (*said[1:], *praises)]
    house.reports.consumer([parcel(each) for each in (said[0], *moved)])


def _renamed(said: ResponseCoded) -> ResponseCoded:
    return replace(said, response_id=f"{said.survey}-{said.response_id}")


def _approved(house: House, code: str) -> str:
    desk = house.reports.publishing
    (found,) = list_candidates(_KEY, code, None, desk=desk).candidates
    seen = Seen(found.version, fingerprint(found.text))
    decide(_KEY, (code, found.reference), seen, Wish(found.masks, Verdict.APPROVED), _MAIR, desk=desk)
    return found.reference


def _comment(house: House) -> Comment:
    desk = house.reports.answering
    stamp = desk.seals.stamp(desk.publishing.clock.now() - timedelta(minutes=1))
    words = Words("Da iawn. Our ward would like this too.", "Siân", "sian@example.org")
    return send_comment(_KEY, 1, words, "en", Arrival("192.0.2.7", "", stamp), desk=desk)


def _own(house: House) -> str:
    desk = house.reports.answering
    with desk.open_reading() as reading:
        waiting = reading.answering.comments.of(_KEY, Standing.WAITING, None, 1)[0]
    return f"{waiting.id}/{desk.seals.code(waiting.id)}"


ANSWERED_NAMES: Final[Mapping[str, Callable[[House], str]]] = {"own_comment": _own}

ANSWERED_PAGES: Final = (
    PageState("answers to codes", f"GET {_TEAM}/answers", f"{_HERE}/answers", who=Role.EDITOR, picture="answers"),
    PageState("answers, looking on", f"GET {_TEAM}/answers", f"{_HERE}/answers", who=Role.VIEWER),
    PageState("answers owed", f"GET {_TEAM}/answers", f"{_HERE}-before/answers", who=Role.EDITOR),
    PageState("no answers yet", f"GET {_TEAM}/answers", "/team/reports/empty/answers", who=Role.EDITOR),
    PageState("answer to a code", f"GET {_TEAM}/answers/to/<code>", f"{_HERE}/answers/to/{_CODE}", who=Role.EDITOR),
    PageState(
        "answer to a code, looking on",
        f"GET {_TEAM}/answers/to/<code>",
        f"{_HERE}/answers/to/shared_learning",
        who=Role.VIEWER,
    ),
    PageState(
        "answer wrongly",
        f"POST {_TEAM}/answers/to/<code>",
        f"{_HERE}/answers/to/resources",
        (fill("#day", "99"), send("#answer")),
        who=Role.EDITOR,
        status=400,
    ),
    PageState("rules of answering", f"GET {_TEAM}/answers/rules", f"{_HERE}/answers/rules", who=Role.EDITOR),
    PageState(
        "rules of answering wrongly",
        f"POST {_TEAM}/answers/rules",
        f"{_HERE}/answers/rules",
        (fill("#level", "0"), send("#rules")),
        who=Role.EDITOR,
        status=400,
    ),
    PageState("publication with answers", f"GET {_NUMBER}", "/p/answered/1", picture="publication-answers"),
    PageState("comment", f"GET {_NUMBER}/comment", "/p/answered/1/comment", picture="comment"),
    PageState(
        "comment wrongly",
        f"POST {_NUMBER}/comment",
        "/p/answered/1/comment",
        (fill("#email", "nobody"), send("#comment")),
        status=400,
    ),
    PageState(
        "comment too fast",
        f"POST {_NUMBER}/comment",
        "/p/answered/1/comment",
        (fill("#words", "words"), fill("#website", "https://example.org"), send("#comment")),
        status=429,
    ),
    PageState(
        "comment sent",
        f"POST {_NUMBER}/comment",
        "/p/answered/1/comment",
        (fill("#words", "words"), lambda page: page.wait_for_timeout(2_100), send("#comment")),
        status=201,
    ),
    PageState("comments not taken", f"GET {_NUMBER}/comment", "/p/findings/2/comment", status=403),
    PageState("policy for comments", "GET /p/<slug>/comments/policy", "/p/answered/comments/policy"),
    PageState("own comment", f"GET {_OWN}", "/p/answered/comments/{own_comment}"),
    PageState("comment of nobody", f"GET {_OWN}", "/p/answered/comments/nobodys/code", status=404),
    PageState("comments to look at", f"GET {_TEAM}/comments", f"{_HERE}/comments", who=Role.REVIEWER),
    PageState("no comments", f"GET {_TEAM}/comments", "/team/reports/empty/comments", who=Role.REVIEWER),
    PageState(
        "comment refused without a reason",
        f"POST {_TEAM}/comments/<comment_id>",
        f"{_HERE}/comments",
        (send("main form", by="[value=refused]"),),
        who=Role.REVIEWER,
        status=400,
    ),
    PageState("page of thanks", "GET /p/<slug>/thanks", "/p/answered/thanks", picture="thanks-page"),
    PageState("nothing to thank for", "GET /p/<slug>/thanks", "/p/findings/thanks", status=404),
    PageState("thanks to choose", f"GET {_TEAM}/thanks", f"{_HERE}/thanks", who=Role.REVIEWER),
    PageState(
        "named without being asked",
        f"POST {_TEAM}/thanks/<reference>",
        f"{_HERE}/thanks",
        (fill("[name=named]", "Gwen Ellis"), send("form:has([name=named])")),
        who=Role.REVIEWER,
        status=400,
    ),
    PageState("no thanks to choose", f"GET {_TEAM}/thanks", "/team/reports/empty/thanks", who=Role.REVIEWER),
)

NO_ANSWERED_PAGE: Final = {
    f"POST {_TEAM}/answers/to/<code>/kept": "leads to the answers",
    f"GET {_NUMBER}/answers.csv": "is a table",
    f"POST {_OWN}": "deletes the one comment that there is",
}
