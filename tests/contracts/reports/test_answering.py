"""Answers, comments and thanks are kept alike: in memory, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from services.reports.adapters.answering_reading import open_answering
from services.reports.application.answer_codes import (
    answer_code,
    keep_promise,
    read_answers,
    read_history,
    set_answering_rules,
)
from services.reports.application.answering_desk import AnsweringDesk
from services.reports.application.answers_published import answers_owed, answers_told
from services.reports.application.comment_publications import (
    Arrival,
    check_open,
    read_comments,
    read_own_comment,
    send_comment,
    withdraw_comment,
)
from services.reports.application.draft_publication import approve, read_prospect
from services.reports.application.give_thanks import list_thanks, put_on_thanks, read_thanks, take_off_thanks
from services.reports.application.moderate_comments import decide_comment, delete_comment, list_comments
from services.reports.application.publish_report import publish_at_once
from services.reports.application.publishing import Publishing
from services.reports.application.quote_candidates import list_candidates
from services.reports.application.redact_quotes import Seen, decide
from services.reports.domain.answering import AnsweringRules, Measure, OwedFrom, Said, State
from services.reports.domain.answering_errors import CommentNotFound, CommentsClosed, NothingToThankFor, TooManyComments
from services.reports.domain.comments import Comment, Pace, Seals, Standing, Words
from services.reports.domain.decisions import fingerprint
from services.reports.domain.errors import CodeNotFound, ReportNotFound
from services.reports.domain.publication_errors import (
    CandidateNotFound,
    ChangedMeanwhile,
    NotToBePublished,
    PublicationNotFound,
    ReasonMissing,
)
from services.reports.domain.redactions import Person, Verdict, Wish
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import SurveyQuestion
from tests.support.reports.making import SMALL_CODEBOOK, published, withdrawn
from tests.support.reports.models import JOURNEY
from tests.support.reports.publishing import MASKED, others, quotable
from tests.support.reports.publishing_desks import MemoryOffice, Office, sql_office

ANN = Person("1", "Ann")
CODE = "time_and_space"
LATER = SurveyKey(JOURNEY.team_id, "later")
NOWHERE = SurveyKey(JOURNEY.team_id, "nowhere")
WILL = Said(State.WILL, {"en": "Two hours a month", "cy": "Dwy awr y mis"}, "Gwen", True, date(2027, 3, 31))
OPEN = AnsweringRules(comments_open=True, policy={"en": "Be kind"})


class Desk:
    """An office with everything that answering needs."""

    def __init__(self, office: Office, open_reading: Any) -> None:
        self.office = office
        rules, additions = (answers_owed,), (answers_told,)
        self.publishing: Publishing = replace(office.desk, rules=rules, additions=additions)
        numbers = count(1)
        self.desk = AnsweringDesk(self.publishing, open_reading, Seals("secret"), Pace(), lambda: f"c{next(numbers)}")

    def decide(self, response_id: str = "r1", verdict: Verdict = Verdict.APPROVED, reason: str = "") -> str:
        page = list_candidates(JOURNEY, CODE, None, desk=self.publishing)
        found = next(each for each in page.candidates if each.at.response_id == response_id)
        seen, wish = Seen(found.version, fingerprint(found.text)), Wish(found.masks, verdict, reason)
        decide(JOURNEY, (CODE, found.reference), seen, wish, ANN, desk=self.publishing)
        return found.reference

    def comment(self, text: str = "Diolch", place: str = "") -> Comment:
        stamp = self.desk.seals.stamp(self.publishing.clock.now() - timedelta(minutes=1))
        words = Words(text, "Siân", "sian@example.org")
        return send_comment(JOURNEY, 1, words, "cy", Arrival(place, "", stamp), desk=self.desk)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def at(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A survey that nine people answered, one of whom permits quoting and tells of something that worked."""
    praise = quotable()
    praise = replace(praise, answers=tuple(replace(each, facets=("success",)) for each in praise.answers))
    told = [published(), *others(), praise, quotable("r2", "It is hard to find the time")]
    if request.param == "memory":
        made = MemoryOffice()
        made.unit.codebooks.keep(SMALL_CODEBOOK)
        made.tell(*told)
        yield Desk(made, made.unit.begun)
        return
    sqlite = f"sqlite:///{tmp_path}/reports.db"
    url = sqlite if request.param == "sqlite" else str(request.getfixturevalue("postgres"))
    sql = sql_office(url, tmp_path)
    sql.model.know(SMALL_CODEBOOK)
    sql.tell(*told)

    def reading() -> AbstractContextManager[Any]:
        return open_answering(sql.model.reports.database)

    yield Desk(sql, reading)
    sql.model.reports.close()


def test_an_answer_is_kept_with_all_that_was_said_before(at: Desk) -> None:
    first = answer_code(JOURNEY, CODE, 0, WILL, ANN, desk=at.publishing)
    second = answer_code(JOURNEY, CODE, 1, WILL._replace(state=State.WONT, on=None), ANN, desk=at.publishing)
    assert (first.codebook, first.version, first.promised) == ("improvement", 1, False)
    assert (second.version, second.promised) == (2, True)
    history = read_history(JOURNEY, CODE, desk=at.publishing)
    assert history.versions == (second, first)
    read = read_answers(JOURNEY, desk=at.publishing)
    assert [(each.line.code, each.answer) for each in read.codes] == [(CODE, second)]
    assert read.promises == ()
    for wrong in (0, 1, 3):
        with pytest.raises(ChangedMeanwhile):
            answer_code(JOURNEY, CODE, wrong, WILL, ANN, desk=at.publishing)
    with pytest.raises(CodeNotFound):
        answer_code(JOURNEY, "nothing", 0, WILL, ANN, desk=at.publishing)
    with pytest.raises(ReportNotFound):
        read_answers(NOWHERE, desk=at.publishing)


def test_nothing_is_published_while_an_answer_is_owed(at: Desk) -> None:
    rules = AnsweringRules(OwedFrom(Measure.SHARE, 50))
    set_answering_rules(JOURNEY, rules, desk=at.publishing)
    assert read_answers(JOURNEY, desk=at.publishing).rules == rules
    assert [each.owed for each in read_answers(JOURNEY, desk=at.publishing).codes] == [True]
    with pytest.raises(NotToBePublished) as caught:
        publish_at_once(JOURNEY, ANN, desk=at.publishing)
    (objection,) = caught.value.objections
    assert (objection.code, objection.details["codes"]) == ("answers-owed", (CODE,))
    answer_code(JOURNEY, CODE, 0, WILL, ANN, desk=at.publishing)
    assert read_prospect(JOURNEY, desk=at.publishing).proposal.draft.approval is None
    document = publish_at_once(JOURNEY, ANN, desk=at.publishing).document
    assert document["what_we_did"] == [
        {"code": CODE, "state": "will", "text": WILL.text, "by": "Gwen", "date": "2027-03-31", "promised": False}
    ]
    assert document["promised_before"] == []


def test_what_was_approved_before_the_team_owed_answers_is_refused_too(at: Desk) -> None:
    approve(JOURNEY, 0, ANN, desk=at.publishing)
    set_answering_rules(JOURNEY, AnsweringRules(OwedFrom(Measure.FOUND_IN, 1)), desk=at.publishing)
    with pytest.raises(NotToBePublished):
        publish_at_once(JOURNEY, ANN, desk=at.publishing)
    set_answering_rules(JOURNEY, AnsweringRules(OwedFrom(Measure.FOUND_IN, 99)), desk=at.publishing)
    publish_at_once(JOURNEY, ANN, desk=at.publishing)


def test_promises_are_followed_at_later_events_and_never_at_earlier_ones(at: Desk) -> None:
    after = [replace(each, received_at=each.received_at + timedelta(days=90)) for each in others(survey="later")]
    told = [replace(each, response_id=f"l-{each.response_id}") for each in after]
    at.office.tell(published(survey="later", title="The year after"), *told)
    answer_code(JOURNEY, CODE, 0, WILL, ANN, desk=at.publishing)
    answer_code(LATER, "resources", 0, WILL, ANN, desk=at.publishing)
    (promise,) = read_answers(LATER, desk=at.publishing).promises
    assert (promise.survey, promise.is_open) == (JOURNEY, True)
    assert read_answers(JOURNEY, desk=at.publishing).promises == ()
    kept = keep_promise(JOURNEY, CODE, 1, ANN, desk=at.publishing)
    assert (kept.said.state, kept.promised, kept.version) == (State.DID, True, 2)
    document = publish_at_once(LATER, ANN, desk=at.publishing).document
    (told_before,) = document["promised_before"]
    assert (told_before["survey"], told_before["state"]) == ("journey", "did")
    assert told_before["survey_title"]["en"] == "Your improvement journey"
    with pytest.raises(ChangedMeanwhile):
        keep_promise(JOURNEY, CODE, 2, ANN, desk=at.publishing)
    with pytest.raises(CodeNotFound):
        keep_promise(JOURNEY, "resources", 1, ANN, desk=at.publishing)


def test_a_comment_is_shown_after_approval_and_goes_with_its_link(at: Desk) -> None:
    with pytest.raises(PublicationNotFound):
        at.comment()
    publish_at_once(JOURNEY, ANN, desk=at.publishing)
    with pytest.raises(CommentsClosed):
        at.comment()
    with pytest.raises(CommentsClosed):
        check_open(JOURNEY, 1, desk=at.desk)
    set_answering_rules(JOURNEY, OPEN, desk=at.publishing)
    check_open(JOURNEY, 1, desk=at.desk)
    sent = at.comment()
    code = at.desk.seals.code(sent.id)
    assert read_comments(JOURNEY, 1, desk=at.desk).shown == ()
    assert list_comments(JOURNEY, desk=at.desk).waiting == (sent,)
    decide_comment(JOURNEY, sent.id, Standing.APPROVED, "", ANN, desk=at.desk)
    before = read_comments(JOURNEY, 1, desk=at.desk)
    assert [each.id for each in before.shown] == [sent.id]
    assert read_comments(JOURNEY, 2, desk=at.desk).shown == ()
    assert read_own_comment(JOURNEY, sent.id, code, desk=at.desk).decided_by == ANN
    with pytest.raises(CommentNotFound):
        withdraw_comment(JOURNEY, sent.id, "other", desk=at.desk)
    withdraw_comment(JOURNEY, sent.id, code, desk=at.desk)
    assert read_comments(JOURNEY, 1, desk=at.desk).stamp != before.stamp
    with pytest.raises(CommentNotFound):
        read_own_comment(JOURNEY, sent.id, code, desk=at.desk)


def test_comments_are_refused_with_a_reason_deleted_and_switched_off(at: Desk) -> None:
    publish_at_once(JOURNEY, ANN, desk=at.publishing)
    set_answering_rules(JOURNEY, OPEN, desk=at.publishing)
    refused, approved = at.comment(), at.comment("Two")
    with pytest.raises(ReasonMissing):
        decide_comment(JOURNEY, refused.id, Standing.REFUSED, " ", ANN, desk=at.desk)
    decide_comment(JOURNEY, refused.id, Standing.REFUSED, "It names somebody", ANN, desk=at.desk)
    decide_comment(JOURNEY, approved.id, Standing.APPROVED, "", ANN, desk=at.desk)
    read = list_comments(JOURNEY, desk=at.desk)
    assert [each.reason for each in read.refused] == ["It names somebody"]
    assert read.rules == OPEN
    set_answering_rules(JOURNEY, replace(OPEN, comments_open=False), desk=at.publishing)
    assert len(read_comments(JOURNEY, 1, desk=at.desk).shown) == 1
    set_answering_rules(JOURNEY, AnsweringRules(comments_shown=False), desk=at.publishing)
    assert read_comments(JOURNEY, 1, desk=at.desk).shown == ()
    delete_comment(JOURNEY, refused.id, desk=at.desk)
    delete_comment(JOURNEY, "nobodys", desk=at.desk)
    assert list_comments(JOURNEY, desk=at.desk).refused == ()
    with pytest.raises(CommentNotFound):
        decide_comment(JOURNEY, refused.id, Standing.APPROVED, "", ANN, desk=at.desk)


def test_a_flood_and_a_program_wait(at: Desk) -> None:
    publish_at_once(JOURNEY, ANN, desk=at.publishing)
    set_answering_rules(JOURNEY, OPEN, desk=at.publishing)
    with pytest.raises(TooManyComments):
        send_comment(JOURNEY, 1, Words("x"), "en", Arrival("", "", "no stamp"), desk=at.desk)
    for _ in range(5):
        assert at.desk.pace.take("192.0.2.1", at.publishing.clock.now()) == 0
    with pytest.raises(TooManyComments) as caught:
        at.comment(place="192.0.2.1")
    assert 0 < int(str(caught.value.details["retry_after_s"])) <= 600


def test_thanks_stand_only_while_the_words_may_be_quoted(at: Desk) -> None:
    with pytest.raises(NothingToThankFor):
        read_thanks(JOURNEY, desk=at.desk)
    reference, hard = at.decide(), at.decide("r2")
    assert [each.candidate.reference for each in list_thanks(JOURNEY, desk=at.desk).answers] == [reference]
    with pytest.raises(CandidateNotFound):
        put_on_thanks(JOURNEY, hard, "", ANN, desk=at.desk)
    put_on_thanks(JOURNEY, reference, " Gwen ", ANN, desk=at.desk)
    (shown,) = read_thanks(JOURNEY, desk=at.desk)
    assert shown.praise is not None
    assert (shown.candidate.masked, shown.praise.named) == (MASKED, "Gwen")
    assert list_thanks(JOURNEY, desk=at.desk).answers == (shown,)
    take_off_thanks(JOURNEY, hard, desk=at.desk)
    take_off_thanks(JOURNEY, reference, desk=at.desk)
    with pytest.raises(NothingToThankFor):
        read_thanks(JOURNEY, desk=at.desk)
    put_on_thanks(JOURNEY, reference, "", ANN, desk=at.desk)
    at.decide(verdict=Verdict.REFUSED, reason="no")
    with pytest.raises(NothingToThankFor):
        read_thanks(JOURNEY, desk=at.desk)
    at.decide()
    assert len(read_thanks(JOURNEY, desk=at.desk)) == 1
    at.office.tell(withdrawn("r1"))
    with pytest.raises(NothingToThankFor):
        read_thanks(JOURNEY, desk=at.desk)


def test_whatever_a_nomination_card_says_is_praise(at: Desk) -> None:
    card = published(version=2)
    asks = SurveyQuestion(key="q_who", kind="short_text", text={"en": "Who?"}, codebook=None)
    at.office.tell(replace(card, questions=(*card.questions, asks)))
    at.decide("r2")
    read = list_thanks(JOURNEY, desk=at.desk)
    assert (read.nomination, len(read.answers)) == (True, 1)
