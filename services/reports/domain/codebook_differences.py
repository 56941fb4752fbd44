"""What changed between two versions of a codebook, piece by piece, so that people can read it in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from shared.codebooks.codebook import Code, Codebook, Theme, Words

Said: TypeAlias = Mapping[str, tuple[str, ...]]
"""Texts by language."""


class Kind(StrEnum):
    """What happened to a codebook, a theme or a code."""

    RETITLED = "retitled"
    THEME_NEW = "theme-new"
    THEME_GONE = "theme-gone"
    THEME_RENAMED = "theme-renamed"
    THEME_DEFINED = "theme-defined"
    NEW = "new"
    BACK = "back"
    MERGED = "merged"
    SPLIT = "split"
    RETIRED = "retired"
    LOST = "lost"
    MOVED = "moved"
    RENAMED = "renamed"
    INCLUDES = "includes"
    EXCLUDES = "excludes"
    EXAMPLES = "examples"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change; `title` is that of what changed, `was` and `now` what the change is about, as far as it has words."""

    kind: Kind
    id: str
    title: Words
    was: Said = field(default_factory=dict)
    now: Said = field(default_factory=dict)


def differences(before: Codebook, after: Codebook) -> list[Difference]:
    """Everything that changed, codes by the order of the newer version; nothing when the two say the same."""
    found = list(_worded(Kind.RETITLED, after.id, after.title, before.title, after.title))
    found.extend(_of_themes(before, after))
    old, new = _codes(before), _codes(after)
    for id_, (code, theme) in new.items():
        found.extend(_of_code(old.get(id_), (code, theme), after))
    lost = (code for id_, (code, _theme) in old.items() if id_ not in new and not code.is_gone)
    return [*found, *(Difference(Kind.LOST, code.id, code.title) for code in lost)]


def _of_themes(before: Codebook, after: Codebook) -> Iterator[Difference]:
    old = {theme.id: theme for theme in before.themes if theme.live}
    new = {theme.id: theme for theme in after.themes if theme.live}
    for id_, theme in new.items():
        if id_ not in old:
            yield Difference(Kind.THEME_NEW, id_, theme.title)
            continue
        yield from _worded(Kind.THEME_RENAMED, id_, theme.title, old[id_].title, theme.title)
        yield from _worded(Kind.THEME_DEFINED, id_, theme.title, old[id_].definition, theme.definition)
    for id_, theme in old.items():
        if id_ not in new:
            yield Difference(Kind.THEME_GONE, id_, theme.title)


def _of_code(old: tuple[Code, Theme] | None, new: tuple[Code, Theme], after: Codebook) -> Iterator[Difference]:
    code, theme = new
    if old is None:
        if not code.is_gone:
            yield Difference(Kind.NEW, code.id, code.title, now=_said(theme.title))
        return
    before, theme_before = old
    yield from _of_going(before, code, after)
    if code.is_gone:
        return
    if theme_before.id != theme.id:
        yield Difference(Kind.MOVED, code.id, code.title, _said(theme_before.title), _said(theme.title))
    yield from _worded(Kind.RENAMED, code.id, code.title, before.title, code.title)
    yield from _worded(Kind.INCLUDES, code.id, code.title, before.include, code.include)
    yield from _worded(Kind.EXCLUDES, code.id, code.title, before.exclude, code.exclude)
    was, now = _only_in(before, code), _only_in(code, before)
    if was or now:
        yield Difference(Kind.EXAMPLES, code.id, code.title, was, now)


def _of_going(before: Code, code: Code, after: Codebook) -> Iterator[Difference]:
    ways = (code.merged_into, code.split_into, code.retired)
    if ways == (before.merged_into, before.split_into, before.retired):
        return
    if not code.is_gone:
        yield Difference(Kind.BACK, code.id, code.title)
    elif code.retired:
        yield Difference(Kind.RETIRED, code.id, code.title)
    else:
        kind = Kind.MERGED if code.merged_into else Kind.SPLIT
        yield Difference(kind, code.id, code.title, now=_titles((code.merged_into, *code.split_into), after))


def _titles(ids: tuple[str, ...], book: Codebook) -> Said:
    titles = [code.title for id_, (code, _theme) in _codes(book).items() if id_ in ids]
    languages = dict.fromkeys(language for title in titles for language in title)
    return {language: tuple(title.get(language, title["en"]) for title in titles) for language in languages}


def _worded(kind: Kind, id_: str, title: Words, was: Words, now: Words) -> Iterator[Difference]:
    if was != now:
        changed = [language for language in {**was, **now} if was.get(language) != now.get(language)]
        yield Difference(kind, id_, title, _said(was, changed), _said(now, changed))


def _said(words: Words, languages: list[str] | None = None) -> Said:
    return {language: (text,) for language, text in words.items() if languages is None or language in languages}


def _only_in(one: Code, other: Code) -> Said:
    left = {
        language: tuple(phrase for phrase in phrases if phrase not in other.examples.get(language, ()))
        for language, phrases in one.examples.items()
    }
    return {language: phrases for language, phrases in left.items() if phrases}


def _codes(book: Codebook) -> dict[str, tuple[Code, Theme]]:
    return {code.id: (code, theme) for theme in book.themes for code in theme.codes}
