"""Edits of a codebook keep what was used, refuse what makes no sense, and can be told in words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.adapters.codebook_bodies import CheckedBodies
from services.reports.domain import codebook_edits as edits
from services.reports.domain.codebook_differences import Kind, differences
from services.reports.domain.codebook_errors import CodebookNotFound, WrongEdit
from services.reports.domain.codebook_history import code_of, fingerprint, part_of
from shared.codebooks.codebook import Code, Codebook
from tests.support.reports.codebook_making import a_codebook, words
from tests.support.tries import tries

BOOK = a_codebook()


def _kinds(after: Codebook, before: Codebook = BOOK) -> list[tuple[str, str]]:
    return [(each.kind.value, each.id) for each in differences(before, after)]


def _code(book: Codebook, id_: str) -> Code:
    found = code_of(book, id_)
    assert found is not None
    return found


def test_a_merged_code_gives_its_examples_and_is_gone() -> None:
    after = edits.merge_codes(BOOK, ["resources"], "time_and_space")
    assert after.code_ids == ("time_and_space", "shared_learning")
    kept = code_of(after, "time_and_space")
    assert kept is not None
    assert kept.examples == {"en": ("an example of time_and_space", "an example of resources")}
    assert _kinds(after) == [("examples", "time_and_space"), ("merged", "resources")]
    (told,) = [each for each in differences(BOOK, after) if each.kind is Kind.MERGED]
    assert told.now == {"en": ("Time and space",), "cy": ("Time and space (cy)",)}


def test_a_split_code_leads_to_new_ones_beside_it() -> None:
    after = edits.split_code(BOOK, "resources", [words("Money"), words("Resources")])
    assert after.code_ids == ("time_and_space", "money", "resources_2", "shared_learning")
    assert _code(after, "resources").split_into == ("money", "resources_2")
    assert _kinds(after) == [("split", "resources"), ("new", "money"), ("new", "resources_2")]


def test_a_code_can_be_renamed_redefined_moved_retired_and_brought_back() -> None:
    said = words("Means", exclude={"en": "Not time."}, examples={"cy": ("arian",)})
    after = edits.describe_code(BOOK, "resources", said)
    assert _kinds(after) == [(kind, "resources") for kind in ("renamed", "includes", "excludes", "examples")]
    moved = edits.move_code(BOOK, "shared_learning", "conditions")
    assert [theme.id for theme in moved.themes] == ["conditions"]
    assert _kinds(moved) == [("theme-gone", "connections"), ("moved", "shared_learning")]
    retired = edits.retire_code(BOOK, "resources")
    assert _kinds(retired) == [("retired", "resources")]
    assert edits.bring_back(retired, "resources") == BOOK
    assert _kinds(BOOK, retired) == [("back", "resources")]


def test_themes_and_the_codebook_have_words_too() -> None:
    after = edits.rename(edits.describe_theme(BOOK, "conditions", {"en": "Setting"}, {"en": "Around."}), {"en": "New"})
    after = edits.add_theme(after, {"en": "Hope"}, {"en": "Of hope."}, words("Trust"))
    after = edits.add_code(after, "hope", words("Joy"))
    assert _kinds(after) == [
        ("retitled", "improvement"),
        ("theme-renamed", "conditions"),
        ("theme-defined", "conditions"),
        ("theme-new", "hope"),
        ("new", "trust"),
        ("new", "joy"),
    ]


def test_what_a_new_body_leaves_out_is_retired_and_never_lost() -> None:
    lacking = replace(BOOK, themes=(replace(BOOK.themes[0], codes=BOOK.themes[0].codes[:1]),))
    assert _kinds(lacking) == [("theme-gone", "connections"), ("lost", "resources"), ("lost", "shared_learning")]
    kept = edits.keep_known(lacking, BOOK)
    assert {code.id for code in kept.gone()} == {"resources", "shared_learning"}
    assert [theme.id for theme in kept.themes] == ["conditions", "connections"]
    merged = edits.merge_codes(BOOK, ["resources"], "time_and_space")
    assert _code(edits.keep_known(lacking, merged), "resources").merged_into == "time_and_space"


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (lambda book: edits.merge_codes(book, [], "resources"), WrongEdit),
        (lambda book: edits.merge_codes(book, ["resources"], "resources"), WrongEdit),
        (lambda book: edits.merge_codes(book, ["nothing"], "resources"), CodebookNotFound),
        (lambda book: edits.split_code(book, "resources", [words()]), WrongEdit),
        (lambda book: edits.move_code(book, "resources", "conditions"), WrongEdit),
        (lambda book: edits.move_code(book, "resources", "nowhere"), CodebookNotFound),
        (lambda book: edits.describe_code(book, "conditions", words()), CodebookNotFound),
        (lambda book: edits.describe_theme(book, "resources", {}, {}), CodebookNotFound),
        (lambda book: edits.retire_code(edits.retire_code(book, "resources"), "resources"), CodebookNotFound),
        (
            lambda book: edits.retire_code(
                edits.merge_codes(book, ["resources", "shared_learning"], "time_and_space"), "time_and_space"
            ),
            WrongEdit,
        ),
    ],
)
def test_what_makes_no_sense_is_refused(edit: Callable[[Codebook], Codebook], error: type[Exception]) -> None:
    with pytest.raises(error):
        edit(BOOK)


def test_a_code_that_was_never_there_and_is_gone_already_is_no_difference() -> None:
    gone = edits.retire_code(edits.add_code(BOOK, "conditions", words("Late")), "late")
    assert _kinds(gone) == []


def test_a_fingerprint_is_of_a_code_or_of_a_theme_without_its_codes() -> None:
    theme = part_of(BOOK, "conditions")
    assert theme is not None
    after = part_of(edits.retire_code(BOOK, "resources"), "conditions")
    assert after is not None
    assert fingerprint(after) == fingerprint(theme)
    renamed = code_of(edits.describe_code(BOOK, "resources", words()), "resources")
    assert renamed is not None
    assert fingerprint(renamed) != fingerprint(BOOK.themes[0].codes[1])


@settings(max_examples=tries(150), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_any_edits_leave_a_codebook_that_can_be_read_and_has_all_that_it_had(steps: list[tuple[int, int, int]]) -> None:
    bodies, book = CheckedBodies(), BOOK
    for kind, one, other in steps:
        before = book
        book = _stepped(book, kind, one, other)
        assert bodies.read(bodies.written(book)) == book
        assert {code.id for theme in before.themes for code in theme.codes} <= {
            code.id for theme in book.themes for code in theme.codes
        }
        assert bool(differences(before, book)) == (before != book)


def _stepped(book: Codebook, kind: int, one: int, other: int) -> Codebook:
    ids, themes = book.code_ids, [theme.id for theme in book.themes]
    first, second = ids[one % len(ids)], ids[other % len(ids)]
    steps: list[Callable[[], Codebook]] = [
        lambda: edits.merge_codes(book, [first], second),
        lambda: edits.split_code(book, first, [words("One"), words("Two")]),
        lambda: edits.retire_code(book, first),
        lambda: edits.move_code(book, first, themes[other % len(themes)]),
        lambda: edits.add_theme(book, {"en": "More"}, {"en": "More."}, words(f"Idea {other}")),
        lambda: edits.bring_back(book, next(iter(book.gone())).id if list(book.gone()) else first),
    ]
    try:
        return steps[kind]()
    except WrongEdit:
        return book
