"""The pages on which themes of a draft are written, and codes are merged or split."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.edit_codebooks import change_draft
from services.reports.domain.codebook_edits import (
    CodeWords,
    Edit,
    add_theme,
    describe_theme,
    merge_codes,
    split_code,
)
from services.reports.domain.codebook_errors import CodebookNotFound
from services.reports.domain.codebook_history import Draft, code_of, part_of
from services.reports.entrypoints.codebook_forms import (
    WordsForm,
    Wrong,
    both,
    posted_code,
    posted_theme,
    refused,
    theme_texts,
)
from services.reports.entrypoints.codebooks_at_hand import author, key_of, own_draft, recodings_at_hand, seen_whole
from shared.codebooks.codebook import Code, Theme
from shared.codebooks.errors import InvalidCodebook
from shared.identity.access import Role, access

pages = Blueprint("codebook_theme", __name__, url_prefix="/team/codebooks/<codebook>/edit")
_PARTS = ("one-", "two-", "three-")


@pages.get("/themes/<theme>")
@access(Role.EDITOR)
def show(codebook: str, theme: str) -> str:
    """The theme's words."""
    draft = own_draft(codebook)
    found = _theme(draft, theme)
    return render_template("reports/codebooks/theme.html", draft=draft, theme=found, form=WordsForm(theme_texts(found)))


@pages.post("/themes/<theme>")
@access(Role.EDITOR)
def save(codebook: str, theme: str) -> ResponseReturnValue:
    """Keep the theme's words."""
    title, definition, form = posted_theme(request.form)
    draft = own_draft(codebook)
    if form.wrong:
        found = _theme(draft, theme)
        return render_template("reports/codebooks/theme.html", draft=draft, theme=found, form=form), 400
    return _done(codebook, lambda book: describe_theme(book, theme, title, definition), f"theme-{theme}")


@pages.get("/new-theme")
@access(Role.EDITOR)
def ask_for_new(codebook: str) -> str:
    """The words of a theme that is not there yet, and of its first code."""
    return render_template("reports/codebooks/new_theme.html", draft=own_draft(codebook), form=WordsForm())


@pages.post("/new-theme")
@access(Role.EDITOR)
def add(codebook: str) -> ResponseReturnValue:
    """Add a theme with its first code."""
    title, definition, of_theme = posted_theme(request.form, "theme-")
    words, of_code = posted_code(request.form, "code-")
    form = both(of_theme, of_code)
    if form.wrong:
        return render_template("reports/codebooks/new_theme.html", draft=own_draft(codebook), form=form), 400
    return _done(codebook, lambda book: add_theme(book, title, definition, words), "themes")


@pages.get("/merge")
@access(Role.EDITOR)
def ask_to_merge(codebook: str) -> str:
    """Which codes become one."""
    return _merge_page(codebook, request.args.getlist("code"), "")


@pages.post("/merge")
@access(Role.EDITOR)
def merge(codebook: str) -> ResponseReturnValue:
    """Let one code stand for others too."""
    into = request.form.get("into", "")
    gone = [code for code in request.form.getlist("gone") if code != into]
    wrong = [] if into else [Wrong("into", _("Choose the code that stays"))]
    if not gone:
        wrong.append(Wrong("gone", _("Choose at least one other code that goes")))
    if wrong:
        return _merge_page(codebook, gone, into, wrong), 400
    return _done(codebook, lambda book: merge_codes(book, gone, into), f"code-{into}")


@pages.get("/codes/<code>/split")
@access(Role.EDITOR)
def ask_to_split(codebook: str, code: str) -> str:
    """What a code becomes."""
    return _split_page(own_draft(codebook), code, WordsForm())


@pages.post("/codes/<code>/split")
@access(Role.EDITOR)
def split(codebook: str, code: str) -> ResponseReturnValue:
    """Put two or three new codes in the place of one."""
    parts, form = _posted_parts()
    draft = own_draft(codebook)
    if form.wrong:
        return _split_page(draft, code, form), 400
    try:
        return _done(codebook, lambda book: split_code(book, code, parts), f"code-{code}")
    except InvalidCodebook as error:
        return _split_page(draft, code, refused(form, error, _PARTS[0])), 400


def _posted_parts() -> tuple[list[CodeWords], WordsForm]:
    """The new codes; the third is left out where nothing is said in it."""
    parts, form = [], WordsForm()
    for prefix in _PARTS:
        words, of_part = posted_code(request.form, prefix)
        if prefix == _PARTS[-1] and not any(of_part.texts.values()):
            of_part = WordsForm(of_part.texts)
        else:
            parts.append(words)
        form = both(form, of_part)
    return parts, form


def _done(codebook: str, edit: Edit, anchor: str) -> ResponseReturnValue:
    change_draft(key_of(codebook), seen_whole(), edit, author=author(), desk=recodings_at_hand().codebooks)
    return redirect(url_for("codebook_draft.overview", codebook=codebook, _anchor=anchor), 303)


def _merge_page(codebook: str, gone: Sequence[str], into: str, wrong: Sequence[Wrong] = ()) -> str:
    return render_template("reports/codebooks/merge.html", draft=own_draft(codebook), gone=gone, into=into, wrong=wrong)


def _split_page(draft: Draft, code: str, form: WordsForm) -> str:
    found: Code | None = code_of(draft.book, code)
    if found is None or found.is_gone:
        raise CodebookNotFound(asked=code)
    return render_template("reports/codebooks/split.html", draft=draft, code=found, form=form, prefixes=_PARTS)


def _theme(draft: Draft, id_: str) -> Theme:
    found = part_of(draft.book, id_)
    if not isinstance(found, Theme):
        raise CodebookNotFound(asked=id_)
    return found
