"""A codebook file becomes frozen classes, or the error names the file, the place and the rule."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shared.codebooks.errors import InvalidCodebook, UnknownCodebook
from shared.codebooks.loading import builtin_codebook, builtin_names, codebook_from, load_codebook


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
    assert all(set(code.title) >= {"en", "cy"} and code.examples for code in codebook.codes())


def test_an_unknown_name_is_told_which_there_are() -> None:
    with pytest.raises(UnknownCodebook, match="'nhs'; there are: .*improvement"):
        builtin_codebook("nhs")
    assert "improvement" in builtin_names()


def test_a_document_becomes_frozen_classes() -> None:
    codebook = codebook_from(document(), source="small.yaml")
    assert (codebook.id, codebook.version, codebook.title["cy"]) == ("small", 2, "Bach")
    money = next(codebook.codes())
    assert (money.include, money.exclude, money.examples) == ("Funding.", "", ("no cash",))


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
        (_set("title", to={"en": " "}), "codebook", "title must be texts"),
        (_set("themes", 0, to="means"), "theme", "must be a mapping"),
        (_set("themes", 0, "definition", to=""), "theme 'means'", "definition must be a text"),
        (_set(*CODE, "id", to="Money!"), "code", "id 'Money!' must be lower-case"),
        (_set(*CODE, "id", to="means"), "codebook", "id 'means' is given twice"),
        (_set(*CODE, "include", to=None), "code 'money'", "include must be a text"),
        (_set(*CODE, "examples", to=["x", 3]), "code 'money'", "examples must be texts"),
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


@pytest.mark.parametrize(
    ("content", "rule"), [(b"id: [", "not valid YAML"), (b"\xff\xfe\xfa", "cannot be read"), (b"- 1", "a mapping")]
)
def test_a_file_that_is_no_codebook_is_named(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidCodebook, match=rf"broken\.yaml.*{rule}"):
        load_codebook(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidCodebook, match="absent"):
        load_codebook(tmp_path / "absent.yaml")
