"""Turns a codebook file into frozen classes, or says what is wrong with it by file, line and rule."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from shared.codebooks.codebook import Code, Codebook, Facet, Theme
from shared.codebooks.errors import InvalidCodebook, UnknownCodebook
from shared.codebooks.going import WAYS_TO_GO, refuse_wrong_ways
from shared.codebooks.located import NotYaml, parse
from shared.codebooks.reading import Entry

_FOLDER = Path(__file__).parent
_CODEBOOK_KEYS = frozenset({"id", "version", "title", "themes", "facets"})
_THEME_KEYS = frozenset({"id", "title", "definition", "codes"})
_CODE_KEYS = frozenset({"id", "title", "include", "exclude", "examples", *WAYS_TO_GO})
_FACET_KEYS = frozenset({"id", "title", "definition"})


def builtin_names() -> tuple[str, ...]:
    """The names of the codebooks that come with adborth."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def builtin_codebook(name: str) -> Codebook:
    """The built-in codebook of that name, read once; raises UnknownCodebook, which names those there are."""
    if name not in builtin_names():
        raise UnknownCodebook(name, builtin_names())
    return load_codebook(_FOLDER / f"{name}.yaml")


def load_codebook(path: Path) -> Codebook:
    """Read a codebook from a YAML file; raises InvalidCodebook naming the file, the line, the place and the rule."""
    try:
        document = parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidCodebook(str(path), "file", f"cannot be read: {error}") from error
    except NotYaml as error:
        raise InvalidCodebook(str(path), "file", f"is not valid YAML: {error.reason}", line=error.line) from error
    return codebook_from(document, source=path.name)


def codebook_from(document: object, *, source: str) -> Codebook:
    """The codebook that a parsed document holds; `source` names it in the errors (InvalidCodebook)."""
    entry = Entry.of(source, "codebook", document, _CODEBOOK_KEYS)
    themes = entry.entries("themes", "theme", _THEME_KEYS, required=True)
    codes = [theme.entries("codes", "code", _CODE_KEYS, required=True) for theme in themes]
    facets = entry.entries("facets", "facet", _FACET_KEYS, required=False)
    # Facets too: a coding's probabilities hold codes and facets side by side, by their ids.
    _refuse_repeated([*themes, *(code for of_theme in codes for code in of_theme), *facets])
    refuse_wrong_ways([code for of_theme in codes for code in of_theme])
    return Codebook(
        id=entry.id(),
        version=entry.number("version"),
        title=entry.words("title"),
        themes=tuple(_theme(theme, of_theme) for theme, of_theme in zip(themes, codes, strict=True)),
        facets=tuple(_facet(facet) for facet in facets),
    )


def _theme(entry: Entry, codes: Iterable[Entry]) -> Theme:
    return Theme(entry.id(), entry.words("title"), entry.words("definition"), tuple(_code(code) for code in codes))


def _code(entry: Entry) -> Code:
    return Code(
        id=entry.id(),
        title=entry.words("title"),
        include=entry.words("include"),
        exclude=entry.words("exclude", default={}),
        examples=entry.phrases("examples"),
        merged_into=entry.name("merged_into"),
        split_into=entry.names("split_into"),
        retired=entry.flag("retired"),
    )


def _facet(entry: Entry) -> Facet:
    in_words = {"en": entry.id().replace("_", " ").capitalize()}
    return Facet(entry.id(), entry.words("title", default=in_words), entry.words("definition"))


def _refuse_repeated(entries: Iterable[Entry]) -> None:
    first: dict[str, Entry] = {}
    for entry in sorted(entries, key=Entry.line):
        earlier = first.setdefault(entry.id(), entry)
        if earlier is not entry:
            where = f" (first on line {earlier.line('id')})" if earlier.line() else ""
            raise entry.broken(
                f"id {entry.id()!r} is given twice{where}; ids of themes, codes and facets must differ", "id"
            )
