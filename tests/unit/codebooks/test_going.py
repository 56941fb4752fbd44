"""A code goes in one way, to codes that are there, and never in a circle; who reads a codebook sees what is left."""

from dataclasses import replace
from typing import Any

import pytest

from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.loading import codebook_from
from shared.codebooks.located import parse
from shared.codebooks.refi_qda.exporting import to_qdc
from shared.codebooks.writing import codebook_body, codebook_yaml


def _book(**ways: dict[str, Any]) -> dict[str, Any]:
    codes = [{"id": id_, "title": id_, "include": id_, **ways.get(id_, {})} for id_ in "abcd"]
    return {
        "id": "book",
        "version": 2,
        "title": "Book",
        "themes": [{"id": "all", "title": "All", "definition": "All", "codes": codes}],
    }


def test_codes_that_are_gone_are_kept_and_not_given() -> None:
    body = _book(a={"merged_into": "b"}, c={"split_into": ["b", "d"]})
    book = codebook_from(body, source="test")
    assert book.code_ids == ("b", "d")
    assert set(book.theme_of_code) == {"b", "d"}
    assert [code.id for code in book.gone()] == ["a", "c"]
    assert codebook_from(parse(codebook_yaml(book)), source="test") == book
    assert codebook_from(codebook_body(book), source="test") == book
    exported = to_qdc(book)
    assert b'name="b"' in exported
    assert b'name="a"' not in exported


def test_a_theme_whose_codes_are_all_gone_is_not_exported() -> None:
    body = _book()
    gone = {"id": "e", "title": "e", "include": "e", "retired": True}
    body["themes"].append({"id": "past", "title": "Past", "definition": "Past", "codes": [gone]})
    assert b'name="Past"' not in to_qdc(codebook_from(body, source="test"))


@pytest.mark.parametrize(
    ("ways", "key", "rule"),
    [
        ({"a": {"merged_into": "x"}}, "merged_into", "merged_into names 'x', but there is no such code"),
        ({"a": {"merged_into": "a"}}, "merged_into", "merged_into leads back to 'a' itself"),
        ({"a": {"split_into": ["b", "x"]}}, "split_into", "split_into names 'x', but there is no such code"),
        (
            {"a": {"merged_into": "b"}, "b": {"split_into": ["c", "a"]}},
            "merged_into",
            "merged_into leads back to 'a' itself",
        ),
        (
            {"a": {"merged_into": "b", "retired": True}},
            "retired",
            "merged_into and retired cannot both be so: a code goes in one way",
        ),
        ({"a": {"retired": "yes"}}, "retired", "retired must be true or false"),
        ({"a": {"merged_into": ["b"]}}, "merged_into", "merged_into must be the id of a code"),
        ({"a": {"split_into": "b"}}, "split_into", "split_into must be a list of texts, or such lists by language"),
        (
            {id_: {"retired": True} for id_ in "abcd"},
            "retired",
            "every code is merged, split or retired; at least one must be left",
        ),
    ],
)
def test_a_way_that_leads_nowhere_or_in_a_circle_is_refused(ways: dict[str, Any], key: str, rule: str) -> None:
    with pytest.raises(InvalidCodebook) as refused:
        codebook_from(_book(**ways), source="test")
    assert (refused.value.details["rule"], refused.value.details["key"]) == (rule, key)


def test_the_line_of_a_wrong_way_is_told() -> None:
    book = codebook_from(_book(a={"merged_into": "b"}), source="test")
    text = codebook_yaml(book).replace("merged_into: b", "merged_into: nowhere")
    line = text[: text.index("merged_into")].count("\n") + 1
    with pytest.raises(InvalidCodebook) as refused:
        codebook_from(parse(text), source="test")
    assert refused.value.details["line"] == line


def test_a_code_that_goes_keeps_its_words() -> None:
    book = codebook_from(_book(), source="test")
    (theme,) = book.themes
    gone = replace(theme.codes[0], retired=True)
    assert gone.is_gone
    assert gone.include == theme.codes[0].include
