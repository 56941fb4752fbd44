"""Quotes are decided about, drafts approved and numbers published alike: in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace

import pytest

from services.reports.application.draft_publication import approve, read_prospect, save_draft, set_rules
from services.reports.application.publish_report import publish, publish_at_once
from services.reports.application.quote_candidates import count_approved, list_candidates, read_candidate
from services.reports.application.read_publications import list_publications, read_newest, read_publication
from services.reports.application.redact_quotes import Seen, decide, put_in, take_out
from services.reports.domain.decisions import fingerprint
from services.reports.domain.errors import CodeNotFound, ReportNotFound
from services.reports.domain.masking import masks_over
from services.reports.domain.publication_errors import (
    CandidateNotFound,
    ChangedMeanwhile,
    NotToBePublished,
    Objection,
    PublicationNotFound,
    ReasonMissing,
)
from services.reports.domain.publications import TOMBSTONE, Choices, Publication
from services.reports.domain.redactions import Candidate, Person, Verdict, Wish
from services.reports.domain.surveys import SurveyKey
from tests.support.reports.making import published, withdrawn
from tests.support.reports.models import JOURNEY
from tests.support.reports.publishing import MASKED, others, quotable
from tests.support.reports.publishing_desks import MemoryOffice, Office

ANN, BEN = Person("1", "Ann"), Person("2", "Ben")
CODE = "time_and_space"
NOWHERE = SurveyKey(JOURNEY.team_id, "nowhere")


def candidate(office: Office, response_id: str = "r1") -> Candidate:
    page = list_candidates(JOURNEY, CODE, None, desk=office.desk)
    return next(each for each in page.candidates if each.at.response_id == response_id)


def judged(
    office: Office, verdict: Verdict = Verdict.APPROVED, reason: str = "", by: Person = ANN, **hidden: str
) -> None:
    found = candidate(office)
    masks = masks_over(found.text, {int(key[1:]): kind for key, kind in hidden.items()}) if hidden else found.masks
    seen = Seen(found.version, fingerprint(found.text))
    decide(JOURNEY, (CODE, found.reference), seen, Wish(masks, verdict, reason), by, desk=office.desk)


def draft_version(office: Office) -> int:
    return read_prospect(JOURNEY, desk=office.desk).proposal.draft.version


def objections(caught: pytest.ExceptionInfo[NotToBePublished]) -> list[str]:
    assert caught.value.details["objections"] == tuple(each.code for each in caught.value.objections)
    return [each.code for each in caught.value.objections]


def released(office: Office) -> Publication:
    return publish_at_once(JOURNEY, ANN, desk=office.desk)


def again(office: Office, note: str = "More cards") -> Publication:
    save_draft(JOURNEY, draft_version(office), Choices(note={"en": note}), ANN, desk=office.desk)
    return released(office)


def test_only_who_permits_it_can_be_quoted_and_what_is_suggested_is_masked(office: Office) -> None:
    page = list_candidates(JOURNEY, CODE, None, desk=office.desk)
    assert [each.at.response_id for each in page.candidates] == ["r1"]
    assert page.candidates[0].masked == MASKED
    assert page.following is None
    assert page.line.code == CODE
    assert not page.is_chosen(page.candidates[0])


def test_candidates_come_newest_first_a_page_at_a_time(office: Office) -> None:
    office.tell(*(quotable(f"q{n:02}", f"Words {n}") for n in range(30)))
    first = list_candidates(JOURNEY, CODE, None, desk=office.desk)
    rest = list_candidates(JOURNEY, CODE, first.following, desk=office.desk)
    assert len(first.candidates) == 20
    assert rest.following is None
    found = [each.place for each in (*first.candidates, *rest.candidates)]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 31


def test_an_approved_answer_stands_in_the_draft_and_a_refused_one_does_not(office: Office) -> None:
    judged(office)
    assert candidate(office).verdict is Verdict.APPROVED
    assert count_approved(JOURNEY, desk=office.desk)[1] == {CODE: 1}
    assert read_prospect(JOURNEY, desk=office.desk).proposal.composed.document["quotes"][0]["text"] == MASKED
    judged(office, Verdict.REFUSED, "It tells of somebody else", BEN)
    found = candidate(office).redaction
    assert found is not None
    assert (found.verdict, found.reason, found.by, found.version) == (
        Verdict.REFUSED,
        "It tells of somebody else",
        BEN,
        2,
    )
    assert read_prospect(JOURNEY, desk=office.desk).proposal.composed.document["quotes"] == []


def test_looking_at_masks_decides_nothing(office: Office) -> None:
    judged(office, Verdict.OPEN, w0="other")
    assert candidate(office).verdict is Verdict.OPEN
    assert candidate(office).masked.startswith("[words removed] manager Ann")
    assert draft_version(office) == 0


def test_refusing_and_showing_what_was_suggested_to_be_masked_need_a_reason(office: Office) -> None:
    with pytest.raises(ReasonMissing):
        judged(office, Verdict.REFUSED, " ")
    with pytest.raises(ReasonMissing):
        judged(office, Verdict.APPROVED, w2="name")
    judged(office, Verdict.APPROVED, "Jones is the name of the ward", w2="name", w11="phone", w12="phone", w13="phone")
    assert candidate(office).masked == "My manager [name] Jones of Bangor never gave us time, ring [phone number]."


def test_two_people_never_overwrite_each_other(office: Office) -> None:
    found = candidate(office)
    judged(office)
    wish = Wish((), Verdict.REFUSED, "no")
    for seen in (Seen(0, fingerprint(found.text)), Seen(1, fingerprint("other words"))):
        with pytest.raises(ChangedMeanwhile):
            decide(JOURNEY, (CODE, found.reference), seen, wish, BEN, desk=office.desk)
    with pytest.raises(ChangedMeanwhile):
        save_draft(JOURNEY, 0, Choices(), BEN, desk=office.desk)
    with pytest.raises(ChangedMeanwhile):
        approve(JOURNEY, 0, BEN, desk=office.desk)
    with pytest.raises(ChangedMeanwhile):
        publish(JOURNEY, 0, BEN, desk=office.desk)
    with pytest.raises(ChangedMeanwhile):
        take_out(JOURNEY, 0, (CODE, found.reference), BEN, desk=office.desk)


def test_other_words_make_a_decision_void(office: Office) -> None:
    judged(office)
    office.tell(quotable(text="Now I say something else about Ann Jones", revision=2))
    assert candidate(office).verdict is Verdict.OPEN
    assert candidate(office).changed
    assert candidate(office).masked == "Now I say something else about [name]"
    prospect = read_prospect(JOURNEY, desk=office.desk)
    assert prospect.proposal.composed.document["quotes"] == []
    assert [each.code for each in prospect.against_approval] == ["quotes-void"]
    judged(office)
    assert candidate(office).version == 2
    assert read_prospect(JOURNEY, desk=office.desk).against_approval == ()


def test_chosen_quotes_can_be_taken_out_and_put_in(office: Office) -> None:
    judged(office)
    place = (CODE, candidate(office).reference)
    take_out(JOURNEY, draft_version(office), place, BEN, desk=office.desk)
    assert not read_candidate(JOURNEY, *place, desk=office.desk).draft.choices.quotes
    put_in(JOURNEY, draft_version(office), place, BEN, desk=office.desk)
    page = read_candidate(JOURNEY, *place, desk=office.desk)
    assert page.is_chosen(page.candidates[0])
    judged(office, Verdict.REFUSED, "no")
    with pytest.raises(CandidateNotFound):
        put_in(JOURNEY, draft_version(office), place, BEN, desk=office.desk)


def test_what_is_not_there_is_said(office: Office) -> None:
    desk = office.desk
    with pytest.raises(CodeNotFound):
        list_candidates(JOURNEY, "nothing", None, desk=desk)
    with pytest.raises(CandidateNotFound):
        read_candidate(JOURNEY, CODE, "nobody", desk=desk)
    for missing in (lambda: read_prospect(NOWHERE, desk=desk), lambda: set_rules(NOWHERE, 3, True, desk=desk)):
        with pytest.raises(ReportNotFound):
            missing()
    with pytest.raises(PublicationNotFound):
        read_newest(JOURNEY, desk=desk)
    released(office)
    with pytest.raises(PublicationNotFound):
        read_publication(JOURNEY, 2, desk=desk)


def test_numbers_are_published_one_after_another_and_stay_as_they_are(office: Office) -> None:
    judged(office)
    first = released(office)
    assert (first.number, first.path, first.document["reason"]) == (1, "/p/journey/1", "first")
    assert first.document["responses"] == 9
    office.tell(quotable("r2", "A new card"))
    with pytest.raises(NotToBePublished) as caught:
        released(office)
    assert objections(caught) == ["note-missing"]
    second = again(office)
    assert (second.document["responses"], second.document["note"]) == (10, {"en": "More cards"})
    standing = read_publication(JOURNEY, 1, desk=office.desk)
    assert standing.publication.document == first.document
    assert standing.newest == 2
    listed = list_publications(JOURNEY.team_id, desk=office.desk)
    assert [(each.number, each.note, each.responses) for each in listed] == [(2, {"en": "More cards"}, 10), (1, {}, 9)]
    assert list_publications(JOURNEY.team_id, "other", desk=office.desk) == []


def test_the_document_says_how_it_was_made(office: Office) -> None:
    choices = Choices(
        title={"cy": "Teitl"}, introduction={"en": "Hello", "cy": ""}, questions=("q_next",), splits=("language", "no")
    )
    save_draft(JOURNEY, 0, choices, ANN, desk=office.desk)
    desk = replace(office.desk, additions=(lambda key, _unit: {"agreement": key.slug},))
    document = publish_at_once(JOURNEY, ANN, desk=desk).document
    assert document["schema"] == 1
    assert document["title"] == {"en": "Your improvement journey", "cy": "Teitl"}
    assert document["introduction"] == {"en": "Hello"}
    assert [each["question"] for each in document["questions"]] == ["q_next"]
    assert [each["attribute"] for each in document["splits"]] == ["language"]
    assert document["model_card"] == {"models": ["improvement-1"]}
    assert document["agreement"] == "journey"
    assert document["facets"] == []
    assert document["first_response_at"] < document["last_response_at"]


def test_a_withdrawal_reaches_every_number_at_once_and_leaves_a_tombstone(office: Office) -> None:
    judged(office)
    released(office)
    again(office)
    before = [read_publication(JOURNEY, number, desk=office.desk).publication for number in (1, 2)]
    office.tell(withdrawn("r1"))
    for number, old in zip((1, 2), before, strict=True):
        now = read_publication(JOURNEY, number, desk=office.desk).publication
        (quote,) = now.document["quotes"]
        assert (quote["id"], quote["text"], quote["withdrawn"]) == ("q1", None, True)
        assert quote["tombstone"] == TOMBSTONE
        assert "Bangor" not in str(now.document)
        assert now.digest != old.digest
        assert {**now.document, "quotes": []} == {**old.document, "quotes": []}
    assert read_prospect(JOURNEY, desk=office.desk).proposal.draft.choices.quotes == ()
    assert again(office, "An answer was withdrawn").document["responses"] == 8


def test_who_sends_again_and_permits_quoting_no_more_is_quoted_no_more(office: Office) -> None:
    judged(office)
    released(office)
    office.tell(quotable(consents=(), revision=2))
    (quote,) = read_newest(JOURNEY, desk=office.desk).document["quotes"]
    assert quote["withdrawn"]


def test_a_withdrawal_makes_an_approval_void_that_quotes_it_and_no_other(office: Office) -> None:
    judged(office)
    approve(JOURNEY, draft_version(office), ANN, desk=office.desk)
    office.tell(withdrawn("o1"))
    assert read_prospect(JOURNEY, desk=office.desk).proposal.draft.approval is not None
    office.tell(withdrawn("r1"))
    prospect = read_prospect(JOURNEY, desk=office.desk)
    assert prospect.proposal.draft.approval is None
    assert [each.code for each in prospect.against_publishing] == ["not-approved"]


def test_a_second_person_approves_where_the_team_wants_it(office: Office) -> None:
    set_rules(JOURNEY, None, True, desk=office.desk)
    save_draft(JOURNEY, 0, Choices(), ANN, desk=office.desk)
    with pytest.raises(NotToBePublished) as caught:
        approve(JOURNEY, 1, ANN, desk=office.desk)
    assert objections(caught) == ["second-person"]
    approve(JOURNEY, 1, BEN, desk=office.desk)
    done = publish(JOURNEY, 2, ANN, desk=office.desk)
    assert (done.approved_by, done.published_by) == (BEN, ANN)


def test_what_was_approved_before_the_rules_changed_is_looked_at_again(office: Office) -> None:
    save_draft(JOURNEY, 0, Choices(), ANN, desk=office.desk)
    approve(JOURNEY, 1, ANN, desk=office.desk)
    set_rules(JOURNEY, 7, True, desk=office.desk)
    with pytest.raises(NotToBePublished) as caught:
        publish(JOURNEY, 2, ANN, desk=office.desk)
    assert objections(caught) == ["second-person", "smallest-group-raised"]


def test_fewer_people_than_the_smallest_group_are_not_published(office: Office) -> None:
    set_rules(JOURNEY, 10, False, desk=office.desk)
    with pytest.raises(NotToBePublished) as caught:
        released(office)
    assert objections(caught) == ["too-few-responses"]
    office.tell(published(survey="empty"))
    with pytest.raises(NotToBePublished) as caught:
        publish_at_once(SurveyKey(JOURNEY.team_id, "empty"), ANN, desk=office.desk)
    assert objections(caught) == ["no-responses"]


def test_words_that_changed_after_the_approval_stop_the_publishing(office: Office) -> None:
    judged(office)
    approve(JOURNEY, draft_version(office), ANN, desk=office.desk)
    office.tell(quotable(text="Other words", revision=2))
    with pytest.raises(NotToBePublished) as caught:
        publish(JOURNEY, draft_version(office), ANN, desk=office.desk)
    assert objections(caught) == ["quotes-changed"]


def test_rules_of_other_parts_stop_the_publishing_with_their_reasons(office: Office) -> None:
    desk = replace(office.desk, rules=(lambda proposal, _unit: [Objection("owed", {"message": str(proposal.number)})],))
    with pytest.raises(NotToBePublished) as caught:
        publish_at_once(JOURNEY, ANN, desk=desk)
    assert objections(caught) == ["owed"]


def test_everybody_is_told_of_a_number() -> None:
    office = MemoryOffice()
    office.tell(published(), *others(), quotable())
    released(office)
    (told,) = office.told()
    assert (told.name.value, told.subject) == ("report.published.v1", "journey")
    assert (told.content.path, told.content.publication, told.content.reason) == ("/p/journey/1", 1, "first")
