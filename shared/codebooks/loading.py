"""Turns a codebook file into frozen classes, or says what is wrong with it by file and rule."""

from collections.abc import Iterable
from pathlib import Path

import yaml

from shared.codebooks.codebook import Code, Codebook, Facet, Theme
from shared.codebooks.errors import InvalidCodebook, UnknownCodebook
from shared.codebooks.reading import Entry

_FOLDER = Path(__file__).parent
_CODEBOOK_KEYS = frozenset({"id", "version", "title", "themes", "facets"})
_THEME_KEYS = frozenset({"id", "title", "definition", "codes"})
_CODE_KEYS = frozenset({"id", "title", "include", "exclude", "examples"})
_FACET_KEYS = frozenset({"id", "definition"})


def builtin_names() -> tuple[str, ...]:
    """The names of the codebooks that come with adborth."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def builtin_codebook(name: str) -> Codebook:
    """The built-in codebook of that name; raises UnknownCodebook, which names those there are."""
    if name not in builtin_names():
        raise UnknownCodebook(name, builtin_names())
    return load_codebook(_FOLDER / f"{name}.yaml")


def load_codebook(path: Path) -> Codebook:
    """Read a codebook from a YAML file; raises InvalidCodebook naming the file, the place and the rule."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidCodebook(str(path), "file", f"cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise InvalidCodebook(str(path), "file", f"is not valid YAML: {error}") from error
    return codebook_from(document, source=path.name)


def codebook_from(document: object, *, source: str) -> Codebook:
    """The codebook that a parsed document holds; `source` names it in the errors (InvalidCodebook)."""
    entry = Entry.of(source, "codebook", document, _CODEBOOK_KEYS)
    themes = tuple(_theme(source, value) for value in entry.items("themes", required=True))
    facets = tuple(_facet(source, value) for value in entry.items("facets", required=False))
    ids = [theme.id for theme in themes]
    # Facets too: a coding's probabilities hold codes and facets side by side, by their ids.
    _refuse_repeated(entry, [*ids, *(code.id for theme in themes for code in theme.codes), *(f.id for f in facets)])
    return Codebook(entry.id(), entry.number("version"), entry.title(), themes, facets)


def _theme(source: str, value: object) -> Theme:
    entry = Entry.of(source, "theme", value, _THEME_KEYS).named("theme")
    codes = tuple(_code(source, item) for item in entry.items("codes", required=True))
    return Theme(entry.id(), entry.title(), entry.text("definition"), codes)


def _code(source: str, value: object) -> Code:
    entry = Entry.of(source, "code", value, _CODE_KEYS).named("code")
    return Code(
        id=entry.id(),
        title=entry.title(),
        include=entry.text("include"),
        exclude=entry.text("exclude", default=""),
        examples=entry.texts("examples"),
    )


def _facet(source: str, value: object) -> Facet:
    entry = Entry.of(source, "facet", value, _FACET_KEYS).named("facet")
    return Facet(entry.id(), entry.text("definition"))


def _refuse_repeated(entry: Entry, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise entry.broken(f"id {id_!r} is given twice; ids of themes, codes and facets must differ")
        seen.add(id_)
