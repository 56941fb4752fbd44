"""The work on codebooks: drafts are shared and guarded, versions are told and never change, figures follow."""

from dataclasses import replace

import pytest

from services.reports.application.edit_codebooks import begin_codebook, change_draft, discard_draft, put_on_top
from services.reports.application.look_through_draft import draft_standing
from services.reports.application.publish_codebook import Reason, go_back, publish_book, publish_draft
from services.reports.application.publish_codebooks import untouched
from services.reports.application.recount import recount_all, recount_some
from services.reports.domain.carrying import Carrying
from services.reports.domain.codebook_differences import Kind
from services.reports.domain.codebook_edits import merge_codes, rename, retire_code
from services.reports.domain.codebook_errors import (
    CodebookNotFound,
    CodebookTaken,
    DraftChanged,
    NothingChanged,
    ReasonMissing,
    VersionChanged,
)
from services.reports.domain.codebook_history import CodebookKey, Seen, Version, code_of, fingerprint
from services.reports.domain.codebooks import Codebook as Told
from services.reports.domain.counts import WHOLE, CodeAt
from shared.codebooks.codebook import Codebook
from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.writing import codebook_body
from shared.contracts.messages import CodebookPublished
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.codebook_making import MAIR, OLWEN, a_codebook
from tests.support.reports.making import coded
from tests.support.reports.memory_codebooks import MemoryWork, memory_desk
from tests.support.reports.models import JOURNEY, MemoryModel, recounted

KEY = CodebookKey(DEFAULT_TEAM, "improvement")
WHY = Reason(OLWEN, "It reads better")
BEGINNING = Seen(whole="1.0")


def _merged(book: Codebook) -> Codebook:
    return merge_codes(book, ["resources"], "time_and_space")


@pytest.fixture
def work() -> MemoryWork:
    """A team with one codebook."""
    unit = MemoryWork()
    unit.codebooks.keep(Told(DEFAULT_TEAM, "improvement", 1, codebook_body(a_codebook())))
    return unit


def test_a_version_is_told_whole_with_who_made_it_and_why(work: MemoryWork) -> None:
    desk = memory_desk(work).codebooks
    draft = change_draft(KEY, BEGINNING, _merged, author=OLWEN, desk=desk)
    assert work.outbox.told == []
    version = publish_draft(KEY, Seen(whole=draft.seen), WHY, desk=desk)
    assert (version.version, version.author, version.why) == (2, OLWEN, "It reads better")
    (message,) = work.outbox.told
    assert isinstance(message.content, CodebookPublished)
    assert desk.bodies.read(message.content.body) == replace(draft.book, version=2)
    assert [each.version for each in work.shelf.versions(KEY)] == [2, 1]
    assert work.shelf.versions(KEY)[1] == Version(KEY, 1)
    assert work.shelf.draft(KEY) is None


def test_of_two_editors_the_second_is_told_and_different_codes_do_not_meet(work: MemoryWork) -> None:
    desk = memory_desk(work).codebooks
    change_draft(KEY, BEGINNING, _merged, author=OLWEN, desk=desk)
    with pytest.raises(DraftChanged):
        change_draft(KEY, BEGINNING, lambda book: retire_code(book, "shared_learning"), author=MAIR, desk=desk)
    code = code_of(a_codebook(), "shared_learning")
    assert code is not None
    mine = Seen(part="shared_learning", fingerprint=fingerprint(code))
    draft = change_draft(KEY, mine, lambda book: retire_code(book, "shared_learning"), author=MAIR, desk=desk)
    assert [each.id for each in draft.book.gone()] == ["resources", "shared_learning"]
    with pytest.raises(DraftChanged):
        change_draft(KEY, mine, lambda book: book, author=OLWEN, desk=desk)
    with pytest.raises(DraftChanged):
        change_draft(KEY, Seen(part="none"), lambda book: book, author=OLWEN, desk=desk)
    with pytest.raises(DraftChanged):
        publish_draft(KEY, BEGINNING, WHY, desk=desk)
    with pytest.raises(DraftChanged):
        discard_draft(KEY, BEGINNING, desk=desk)
    with pytest.raises(DraftChanged):
        put_on_top(KEY, BEGINNING, author=OLWEN, desk=desk)
    discard_draft(KEY, Seen(whole=draft.seen), desk=desk)
    assert work.shelf.draft(KEY) is None


def test_a_draft_that_was_put_by_another_transaction_meanwhile_is_not_overwritten(
    work: MemoryWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work.shelf, "put_draft", lambda *_draft: False)
    with pytest.raises(DraftChanged):
        change_draft(KEY, BEGINNING, _merged, author=OLWEN, desk=memory_desk(work).codebooks)


def test_what_breaks_a_rule_is_refused_and_nothing_is_kept(work: MemoryWork) -> None:
    desk = memory_desk(work).codebooks
    with pytest.raises(InvalidCodebook):
        change_draft(KEY, BEGINNING, lambda book: rename(book, {"cy": "Gwella"}), author=OLWEN, desk=desk)
    assert work.shelf.draft(KEY) is None
    for why in ("", "  ", "x" * 501):
        with pytest.raises(ReasonMissing):
            Reason(OLWEN, why)


def test_a_version_that_was_made_meanwhile_stops_the_draft_until_it_is_put_on_top(work: MemoryWork) -> None:
    desk = memory_desk(work).codebooks
    draft = change_draft(KEY, BEGINNING, _merged, author=OLWEN, desk=desk)
    theirs = rename(a_codebook(), {"en": "Theirs"})
    publish_book(KEY, theirs, 1, Reason(MAIR, "Ours"), desk=desk)
    with pytest.raises(VersionChanged) as refused:
        publish_draft(KEY, Seen(whole=draft.seen), WHY, desk=desk)
    assert refused.value.details == {"version": 2}
    on_top = put_on_top(KEY, Seen(whole=draft.seen), author=OLWEN, desk=desk)
    assert publish_draft(KEY, Seen(whole=on_top.seen), WHY, desk=desk).version == 3


def test_a_draft_is_looked_through_beside_the_newest_version(work: MemoryWork) -> None:
    desk = memory_desk(work).codebooks
    change_draft(KEY, BEGINNING, _merged, author=OLWEN, desk=desk)
    standing = draft_standing(KEY, desk=desk)
    assert [each.kind for each in standing.changed] == [Kind.EXAMPLES, Kind.MERGED]
    assert (standing.newest, standing.meanwhile) == (Version(KEY, 1), [])
    publish_book(KEY, rename(a_codebook(), {"en": "Theirs"}), 1, WHY, desk=desk)
    assert [each.kind for each in draft_standing(KEY, desk=desk).meanwhile] == [Kind.RETITLED]
    begin_codebook(DEFAULT_TEAM, replace(a_codebook(), id="own"), author=OLWEN, desk=desk)
    assert draft_standing(CodebookKey(DEFAULT_TEAM, "own"), desk=desk).newest is None


def test_what_comes_with_adborth_later_does_not_replace_what_a_team_made_of_it(work: MemoryWork) -> None:
    newer = Told(DEFAULT_TEAM, "improvement", 9, codebook_body(a_codebook(9)))
    assert untouched([newer], work.shelf) == [newer]
    publish_book(KEY, _merged(a_codebook()), 1, WHY, desk=memory_desk(work).codebooks)
    assert untouched([newer], work.shelf) == []


def test_a_version_of_the_same_number_that_is_there_already_stays(
    work: MemoryWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work.codebooks, "keep", lambda _book: False)
    with pytest.raises(VersionChanged):
        publish_book(KEY, rename(a_codebook(), {"en": "Other"}), 1, WHY, desk=memory_desk(work).codebooks)


def test_going_back_makes_a_new_version_and_retires_what_came_since(work: MemoryWork) -> None:
    desk = memory_desk(work).codebooks
    publish_book(KEY, _merged(a_codebook()), 1, WHY, desk=desk)
    assert go_back(KEY, 1, 2, WHY, desk=desk).version == 3
    assert work.shelf.carryings([KEY])[KEY].carried("resources") == "resources"
    with pytest.raises(NothingChanged):
        go_back(KEY, 1, 3, WHY, desk=desk)
    with pytest.raises(CodebookNotFound):
        go_back(KEY, 9, 3, WHY, desk=desk)


def test_a_codebook_is_begun_once_and_published_as_its_first_version(work: MemoryWork) -> None:
    desk = memory_desk(work).codebooks
    own = replace(a_codebook(), id="own")
    draft = begin_codebook(DEFAULT_TEAM, own, author=OLWEN, desk=desk)
    for book in (own, a_codebook()):
        with pytest.raises(CodebookTaken):
            begin_codebook(DEFAULT_TEAM, book, author=OLWEN, desk=desk)
    with pytest.raises(CodebookNotFound):
        put_on_top(CodebookKey(DEFAULT_TEAM, "own"), Seen(whole=draft.seen), author=OLWEN, desk=desk)
    version = publish_draft(CodebookKey(DEFAULT_TEAM, "own"), Seen(whole=draft.seen), WHY, desk=desk)
    assert version.version == 1
    assert [told.id for told in work.shelf.newest(DEFAULT_TEAM)] == ["improvement", "own"]


@pytest.mark.parametrize("name", ["publish", "discard", "change"])
def test_what_is_not_there_is_said(work: MemoryWork, name: str) -> None:
    desk = memory_desk(work).codebooks
    none, seen = CodebookKey(DEFAULT_TEAM, "none"), Seen(whole="1.0")
    with pytest.raises(CodebookNotFound):
        {
            "publish": lambda: publish_draft(none, seen, WHY, desk=desk),
            "discard": lambda: discard_draft(none, seen, desk=desk),
            "change": lambda: change_draft(none, seen, _merged, author=OLWEN, desk=desk),
        }[name]()


def test_figures_are_counted_anew_some_at_a_time_and_equal_a_recount_all_the_while(work: MemoryWork) -> None:
    model, desk = MemoryModel(work), memory_desk(work).codebooks
    model.tell(*(coded(f"r{n}", {"q_next": ["time_and_space", "resources"][n % 2 :]}) for n in range(7)))
    publish_book(KEY, _merged(a_codebook()), 1, WHY, desk=desk)
    places = [CodeAt(WHOLE, "conditions", code) for code in ("time_and_space", "resources")]
    seen = []
    while recount_some(desk=desk, limit=3):
        assert model.figures() == recounted(model)
        seen.append([model.figures()["codes"].get((JOURNEY, place), 0) for place in places])
    assert seen == [[5, 4], [7, 1], [7, 0]]
    model.tell(coded("r9", {"q_next": ["resources"]}))
    assert model.figures()["codes"][JOURNEY, places[0]] == 8
    assert recount_all(desk=desk) == 0


def test_a_batch_that_another_worker_counted_meanwhile_is_left_alone(
    work: MemoryWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, desk = MemoryModel(work), memory_desk(work).codebooks
    model.tell(coded("r1", {"q_next": ["resources"]}))
    publish_book(KEY, _merged(a_codebook()), 1, WHY, desk=desk)
    monkeypatch.setattr(work.counts, "lock", lambda *_locked: work.shelf.waiting.clear())
    before = model.figures()
    assert recount_some(desk=desk)
    assert model.figures() == before


def test_a_codebook_that_is_not_known_yet_carries_nothing(work: MemoryWork) -> None:
    assert work.shelf.carryings([CodebookKey(DEFAULT_TEAM, "none")]) == {}
    assert Carrying(1, {"a": "t"}).changes("a") is False
