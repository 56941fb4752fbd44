"""The pages on which one code of a draft is written, moved, retired or brought back, and a new one is added."""

from collections.abc import Callable, Mapping
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.reports.application.edit_codebooks import change_draft
from services.reports.domain.codebook_edits import Edit, add_code, bring_back, describe_code, move_code, retire_code
from services.reports.domain.codebook_errors import CodebookNotFound, DraftChanged
from services.reports.domain.codebook_history import Draft, Seen, code_of, fingerprint
from services.reports.entrypoints.codebook_forms import WordsForm, code_texts, posted_code, refused
from services.reports.entrypoints.codebooks_at_hand import author, key_of, own_draft, recodings_at_hand, seen_whole
from shared.codebooks.codebook import Code
from shared.codebooks.errors import InvalidCodebook
from shared.identity.access import Role, access

pages = Blueprint("codebook_code", __name__, url_prefix="/team/codebooks/<codebook>/edit")
_PLACES: Final[Mapping[str, Callable[[str, str], Edit]]] = {
    "move": lambda code, theme: lambda book: move_code(book, code, theme),
    "retire": lambda code, _theme: lambda book: retire_code(book, code),
    "back": lambda code, _theme: lambda book: bring_back(book, code),
}


@pages.get("/codes/<code>")
@access(Role.EDITOR)
def show(codebook: str, code: str) -> str:
    """The code's words, and what else can be done with it."""
    draft = own_draft(codebook)
    found = _code(draft, code)
    return _page(draft, found, WordsForm(code_texts(found)))


@pages.post("/codes/<code>")
@access(Role.EDITOR)
def save(codebook: str, code: str) -> ResponseReturnValue:
    """Keep the words; if somebody saved this code meanwhile, show both."""
    words, form = posted_code(request.form)
    draft = own_draft(codebook)
    if form.wrong:
        return _page(draft, _code(draft, code), form, request.form.get("seen", "")), 400
    seen, desk = Seen(part=code, fingerprint=request.form.get("seen", "")), recodings_at_hand().codebooks
    try:
        change_draft(key_of(codebook), seen, lambda book: describe_code(book, code, words), author=author(), desk=desk)
    except DraftChanged:
        now = own_draft(codebook)
        found = _code(now, code)
        return _page(now, found, form, clashes=_clashes(code_texts(found), form.texts)), 409
    except InvalidCodebook as error:
        return _page(draft, _code(draft, code), refused(form, error)), 400
    return _to_overview(codebook, code)


@pages.post("/codes/<code>/place")
@access(Role.EDITOR)
def place(codebook: str, code: str) -> ResponseReturnValue:
    """Move the code to another theme, retire it, or give it again."""
    does = _PLACES.get(request.form.get("do", ""))
    if does is None:
        raise CodebookNotFound(asked=code)
    edit = does(code, request.form.get("theme", ""))
    change_draft(key_of(codebook), seen_whole(), edit, author=author(), desk=recodings_at_hand().codebooks)
    return _to_overview(codebook, code)


@pages.get("/themes/<theme>/new-code")
@access(Role.EDITOR)
def ask_for_new(codebook: str, theme: str) -> str:
    """The words of a code that is not there yet."""
    draft = own_draft(codebook)
    return render_template("reports/codebooks/new_code.html", draft=draft, theme=_theme(draft, theme), form=WordsForm())


@pages.post("/themes/<theme>/new-code")
@access(Role.EDITOR)
def add(codebook: str, theme: str) -> ResponseReturnValue:
    """Add a code to a theme."""
    words, form = posted_code(request.form)
    draft = own_draft(codebook)
    if not form.wrong:
        try:
            edit: Edit = lambda book: add_code(book, theme, words)  # noqa: E731  because it is handed on once, where its type is said
            change_draft(key_of(codebook), seen_whole(), edit, author=author(), desk=recodings_at_hand().codebooks)
            return redirect(url_for("codebook_draft.overview", codebook=codebook, _anchor=f"theme-{theme}"), 303)
        except InvalidCodebook as error:
            form = refused(form, error)
    page = render_template("reports/codebooks/new_code.html", draft=draft, theme=_theme(draft, theme), form=form)
    return page, 400


def _page(
    draft: Draft, code: Code, form: WordsForm, seen: str = "", clashes: Mapping[str, tuple[str, str]] | None = None
) -> str:
    return render_template(
        "reports/codebooks/code.html",
        draft=draft,
        code=code,
        theme=next(theme for theme in draft.book.themes if code in theme.codes),
        form=form,
        seen=seen or fingerprint(code),
        clashes=clashes or {},
    )


def _clashes(stored: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {name: (stored[name], text) for name, text in typed.items() if stored.get(name, "") != text}


def _code(draft: Draft, code: str) -> Code:
    found = code_of(draft.book, code)
    if found is None:
        raise CodebookNotFound(asked=code)
    return found


def _theme(draft: Draft, theme: str) -> object:
    for each in draft.book.themes:
        if each.id == theme:
            return each
    raise CodebookNotFound(asked=theme)


def _to_overview(codebook: str, code: str) -> ResponseReturnValue:
    return redirect(url_for("codebook_draft.overview", codebook=codebook, _anchor=f"code-{code}"), 303)
