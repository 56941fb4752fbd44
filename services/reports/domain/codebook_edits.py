"""What people do to a codebook: each edit gives another codebook and loses no code that was ever used."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from services.reports.domain.codebook_errors import CodebookNotFound, WrongEdit
from services.reports.domain.codebook_history import code_of, part_of
from shared.codebooks.codebook import Code, Codebook, Theme, Words
from shared.codebooks.refi_qda.naming import Ids

Edit = Callable[[Codebook], Codebook]


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What a code says of itself."""

    title: Words
    include: Words
    exclude: Words = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def describe_code(book: Codebook, id_: str, words: CodeWords) -> Codebook:
    """Rename a code, or say anew what it means and give other examples."""
    return _with_code(book, id_, lambda code: _worded(code, words))


def describe_theme(book: Codebook, id_: str, title: Words, definition: Words) -> Codebook:
    """Rename a theme, or say anew what it means."""
    if not isinstance(part_of(book, id_), Theme):
        raise CodebookNotFound(asked=id_)
    themes = (replace(each, title=title, definition=definition) if each.id == id_ else each for each in book.themes)
    return replace(book, themes=tuple(themes))


def rename(book: Codebook, title: Words) -> Codebook:
    """Give the codebook another title."""
    return replace(book, title=title)


def add_code(book: Codebook, theme: str, words: CodeWords) -> Codebook:
    """A new code at the end of a theme."""
    code = _new_code(_ids_of(book), words)
    return _with_more(book, theme, (code,))


def add_theme(book: Codebook, title: Words, definition: Words, first: CodeWords) -> Codebook:
    """A new theme with its first code."""
    ids = _ids_of(book)
    theme = Theme(ids.take("", title.get("en", ""), "theme"), title, definition, (_new_code(ids, first),))
    return replace(book, themes=(*book.themes, theme))


def move_code(book: Codebook, id_: str, theme: str) -> Codebook:
    """Put a code at the end of another theme; a theme that is left without codes goes."""
    code = _live(book, id_)
    if book.theme_of_code[id_] == theme:
        raise WrongEdit(field="theme", rule="same-theme")
    left = (replace(each, codes=tuple(kept for kept in each.codes if kept.id != id_)) for each in book.themes)
    moved = _with_more(replace(book, themes=tuple(left)), theme, (code,))
    return replace(moved, themes=tuple(each for each in moved.themes if each.codes))


def merge_codes(book: Codebook, gone: Sequence[str], into: str) -> Codebook:
    """Let one code stand for others too: it takes their examples, and they are gone."""
    if not gone or into in gone:
        raise WrongEdit(field="gone", rule="nothing-to-merge")
    merged = [_live(book, id_) for id_ in gone]
    examples = _live(book, into).examples
    for code in merged:
        examples = _joined(examples, code.examples)
    kept = _with_code(book, into, lambda code: replace(code, examples=examples))
    for code in merged:
        kept = _with_code(kept, code.id, lambda each: replace(each, merged_into=into))
    return kept


def split_code(book: Codebook, id_: str, parts: Sequence[CodeWords]) -> Codebook:
    """Put new codes in the place of one; which of them an answer speaks of is for a model or a person to say."""
    if len(parts) < 2:
        raise WrongEdit(field="parts", rule="too-few-parts")
    _live(book, id_)
    ids = _ids_of(book)
    new = [_new_code(ids, words) for words in parts]

    def beside(codes: tuple[Code, ...]) -> tuple[Code, ...]:
        place = next(number for number, code in enumerate(codes) if code.id == id_)
        split = replace(codes[place], split_into=tuple(code.id for code in new))
        return (*codes[:place], split, *new, *codes[place + 1 :])

    return _with_codes(book, book.theme_of_code[id_], beside)


def retire_code(book: Codebook, id_: str) -> Codebook:
    """Give a code no more."""
    if len(book.code_ids) == 1:
        raise WrongEdit(field="do", rule="last-code")
    _live(book, id_)
    return _with_code(book, id_, lambda code: replace(code, retired=True))


def bring_back(book: Codebook, id_: str) -> Codebook:
    """Give a code that was gone again."""
    return _with_code(book, id_, lambda code: replace(code, retired=False, merged_into="", split_into=()))


def keep_known(book: Codebook, before: Codebook) -> Codebook:
    """The codebook with every code that `before` had and it has not, retired: what was given can still be told."""
    known = {code.id for theme in book.themes for code in theme.codes}
    for theme in before.themes:
        lost = tuple(_gone(code, known) for code in theme.codes if code.id not in known)
        if not lost:
            continue
        if any(each.id == theme.id for each in book.themes):
            book = _with_more(book, theme.id, lost)
        else:
            book = replace(book, themes=(*book.themes, replace(theme, codes=lost)))
    return book


def _gone(code: Code, known: set[str]) -> Code:
    """A code that is gone, as it went if that still leads somewhere."""
    if code.merged_into in known:
        return code
    return replace(code, merged_into="", split_into=(), retired=True)


def _live(book: Codebook, id_: str) -> Code:
    code = code_of(book, id_)
    if code is None or code.is_gone:
        raise CodebookNotFound(asked=id_)
    return code


def _with_code(book: Codebook, id_: str, change: Callable[[Code], Code]) -> Codebook:
    if code_of(book, id_) is None:
        raise CodebookNotFound(asked=id_)
    themes = (
        replace(theme, codes=tuple(change(code) if code.id == id_ else code for code in theme.codes))
        for theme in book.themes
    )
    return replace(book, themes=tuple(themes))


def _with_more(book: Codebook, theme: str, more: tuple[Code, ...]) -> Codebook:
    return _with_codes(book, theme, lambda codes: (*codes, *more))


def _with_codes(book: Codebook, theme: str, change: Callable[[tuple[Code, ...]], tuple[Code, ...]]) -> Codebook:
    if not isinstance(part_of(book, theme), Theme):
        raise CodebookNotFound(asked=theme)
    themes = (replace(each, codes=change(each.codes)) if each.id == theme else each for each in book.themes)
    return replace(book, themes=tuple(themes))


def _worded(code: Code, words: CodeWords) -> Code:
    return replace(code, title=words.title, include=words.include, exclude=words.exclude, examples=words.examples)


def _new_code(ids: Ids, words: CodeWords) -> Code:
    id_ = ids.take("", words.title.get("en", ""), "code")
    return Code(id_, words.title, words.include, words.exclude, words.examples)


def _ids_of(book: Codebook) -> Ids:
    codes = (code.id for theme in book.themes for code in theme.codes)
    return Ids([*codes, *(theme.id for theme in book.themes), *(facet.id for facet in book.facets)])


def _joined(some: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {
        language: tuple(dict.fromkeys((*some.get(language, ()), *more.get(language, ()))))
        for language in dict.fromkeys((*some, *more))
    }
