"""A codebook becomes frozen classes, or the error names the source, the place and the rule."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.codebooks.errors import InvalidCodebook, UnknownCodebook
from shared.codebooks.loading import builtin_codebook, builtin_names, codebook_from


def document() -> dict[str, Any]:
    return {
        "id": "small",
        "version": 2,
        "title": {"en": "Small", "cy": "Bach"},
        "themes": [
            {
                "id": "means",
                "title": {"en": "Means"},
                "definition": "What is needed.",
                "codes": [{"id": "money", "title": {"en": "Money"}, "include": "Funding.", "examples": ["no cash"]}],
            }
        ],
        "facets": [{"id": "need", "definition": "asks for something"}],
    }


def test_the_built_in_codebook_has_three_themes_eighteen_codes_and_five_facets() -> None:
    codebook = builtin_codebook("improvement")
    assert [theme.id for theme in codebook.themes] == ["conditions", "capability", "connections"]
    assert len(codebook.code_ids) == 18
    assert codebook.facet_ids == ("need", "barrier", "success", "plan", "offer")
    assert codebook.theme_of_code["expert_advice"] == "connections"


def test_the_built_in_codebook_says_everything_in_english_and_in_welsh() -> None:
    codebook, both = builtin_codebook("improvement"), {"en", "cy"}
    for code in codebook.codes():
        assert set(code.title) == set(code.include) == set(code.exclude) == set(code.examples) == both
        assert all(len(phrases) >= 5 for phrases in code.examples.values())
    for part in (*codebook.themes, *codebook.facets):
        assert set(part.title) == set(part.definition) == both


def test_no_example_phrase_stands_under_two_codes() -> None:
    phrases = [phrase.casefold() for code in builtin_codebook("improvement").codes() for phrase in code.phrases]
    assert len(phrases) == len(set(phrases))


def test_an_unknown_name_is_told_which_there_are() -> None:
    with pytest.raises(UnknownCodebook, match="'nhs'; there are: .*improvement"):
        builtin_codebook("nhs")
    assert "improvement" in builtin_names()


def test_a_document_becomes_frozen_classes() -> None:
    codebook = codebook_from(document(), source="small.yaml")
    assert (codebook.id, codebook.version, codebook.title["cy"]) == ("small", 2, "Bach")
    money = next(codebook.codes())
    assert (money.include, money.exclude, money.examples) == ({"en": "Funding."}, {}, {"en": ("no cash",)})
    assert codebook.facets[0].title == {"en": "Need"}


def test_words_and_examples_may_be_given_by_language() -> None:
    both = document()
    both["themes"][0]["definition"] = {"en": "What is needed.", "cy": "Yr hyn sydd ei angen."}
    both["themes"][0]["codes"][0]["examples"] = {"en": ["no cash"], "cy": ["dim arian", "dim pres"]}
    codebook = codebook_from(both, source="small.yaml")
    assert codebook.themes[0].definition["cy"] == "Yr hyn sydd ei angen."
    assert next(codebook.codes()).phrases == ("no cash", "dim arian", "dim pres")


def _set(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(values: Any) -> None:
        for key in path[:-1]:
            values = values[key]
        values[path[-1]] = to

    return change


CODE = ("themes", 0, "codes", 0)


@pytest.mark.parametrize(
    ("change", "place", "rule"),
    [
        (_set("version", to=0), "codebook", "version must be a whole number"),
        (_set("version", to=True), "codebook", "version must be a whole number"),
        (_set("colour", to="red"), "codebook", "unknown key 'colour'"),
        (_set("themes", to=[]), "codebook", "themes must be a list with at least one"),
        (_set("facets", to="need"), "codebook", "facets must be a list"),
        (_set("title", to={"cy": "Bach"}), "codebook", "English"),
        (_set("title", to={"en": " "}), "codebook", "title must be a text that is not empty"),
        (_set("title", to={"en": "Small", "Welsh": "Bach"}), "codebook", "names the language 'Welsh'"),
        (_set("themes", 0, to="means"), "theme", "must be a mapping"),
        (_set("themes", 0, "definition", to=""), "theme 'means'", "definition must be a text"),
        (_set(*CODE, "id", to="Money!"), "code", "id 'Money!' must be lower-case"),
        (_set(*CODE, "id", to="means"), "code 'means'", "id 'means' is given twice"),
        (_set(*CODE, "include", to=None), "code 'money'", "include must be a text"),
        (_set(*CODE, "examples", to=["x", 3]), "code 'money'", "examples must be texts"),
        (_set(*CODE, "examples", to={"cy": "dim arian"}), "code 'money'", "examples must be a list of texts"),
        (_set(*CODE, "examples", to="no cash"), "code 'money'", "examples must be a list of texts"),
        (_set(*CODE, "exclude", to=4), "code 'money'", "exclude must be a text"),
        (_set("facets", 0, "id", to="no way"), "facet", "id 'no way'"),
    ],
)
def test_each_broken_rule_is_named_with_its_place(
    change: Callable[[dict[str, Any]], None], place: str, rule: str
) -> None:
    broken = document()
    change(broken)
    with pytest.raises(InvalidCodebook) as caught:
        codebook_from(broken, source="small.yaml")
    assert str(caught.value).startswith(f"small.yaml: {place}: ")
    assert rule in str(caught.value)
