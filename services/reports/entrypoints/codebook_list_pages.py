"""The team's codebooks: which there are, and how a new one is begun."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from services.reports.application.edit_codebooks import begin_codebook
from services.reports.domain.codebook_errors import CodebookTaken
from services.reports.entrypoints.codebook_forms import WordsForm, Wrong, both, posted_code, posted_theme, posted_title
from services.reports.entrypoints.codebook_uploads import read_upload
from services.reports.entrypoints.codebooks_at_hand import author, own_book, recodings_at_hand
from services.reports.entrypoints.reading import team
from shared.codebooks.codebook import Code, Codebook, Theme
from shared.codebooks.errors import InvalidCodebook
from shared.codebooks.refi_qda.naming import id_from
from shared.identity.access import Role, access

pages = Blueprint("codebook_list", __name__, url_prefix="/team/codebooks")


@pages.get("")
@access(Role.VIEWER)
def listed() -> str:
    """All codebooks of the team, and the drafts of those that were never published."""
    desk = recodings_at_hand().codebooks
    with desk.read() as shelf:
        newest, drafts = shelf.newest(team()), shelf.drafts(team())
    books = [desk.bodies.read(told.body) for told in newest]
    known = {book.id for book in books}
    return render_template(
        "reports/codebooks/list.html",
        books=books,
        drafts={draft.key.codebook: draft for draft in drafts},
        begun=[draft for draft in drafts if draft.key.codebook not in known],
    )


@pages.get("/new")
@access(Role.EDITOR)
def ask_for_new() -> str:
    """From scratch, as a copy, or from a file."""
    return _page(WordsForm())


@pages.post("/new")
@access(Role.EDITOR)
def begin() -> ResponseReturnValue:
    """Begin a codebook with its first theme and code."""
    title, of_book = posted_title(request.form)
    named, definition, of_theme = posted_theme(request.form, "theme-")
    words, of_code = posted_code(request.form, "code-")
    form = both(both(of_book, of_theme), of_code)
    if form.wrong:
        return _page(form), 400
    code = Code(id_from(words.title["en"], "code"), words.title, words.include, words.exclude, words.examples)
    theme_id = id_from(named["en"], "theme")
    theme = Theme(theme_id if theme_id != code.id else f"{theme_id}_theme", named, definition, (code,))
    return _begun(Codebook(id_from(title["en"], "codebook"), 1, title, (theme,)), form)


@pages.post("/new/copy")
@access(Role.EDITOR)
def copy() -> ResponseReturnValue:
    """Begin a codebook as a copy of another, without the codes that are gone there."""
    title, form = posted_title(request.form)
    if form.wrong:
        return _page(form, of="copy"), 400
    book = own_book(request.form.get("codebook", ""))
    themes = tuple(replace(theme, codes=theme.live) for theme in book.themes if theme.live)
    made = replace(book, id=id_from(title["en"], "codebook"), title=title, themes=themes)
    return _begun(made, form, of="copy")


@pages.post("/new/file")
@access(Role.EDITOR)
def upload() -> ResponseReturnValue:
    """Begin a codebook from a file of adborth or of another program."""
    try:
        book = read_upload(request.files.get("file"))
    except InvalidCodebook as error:
        return _page(WordsForm(wrong=[Wrong("file", str(error))]), of="file"), 400
    return _begun(book, WordsForm(), of="file")


def _begun(book: Codebook, form: WordsForm, of: str = "scratch") -> ResponseReturnValue:
    try:
        draft = begin_codebook(team(), book, author=author(), desk=recodings_at_hand().codebooks)
    except CodebookTaken:
        taken = Wrong("file" if of == "file" else "title-en", _("There is a codebook of this name already"))
        return _page(WordsForm(form.texts, [taken]), of=of), 409
    return redirect(url_for("codebook_draft.overview", codebook=draft.key.codebook), 303)


def _page(form: WordsForm, of: str = "scratch") -> str:
    desk = recodings_at_hand().codebooks
    with desk.read() as shelf:
        books = [(told.id, desk.bodies.read(told.body).title) for told in shelf.newest(team())]
    empty = WordsForm()
    return render_template(
        "reports/codebooks/new.html",
        form=form if of == "scratch" else empty,
        copying=form if of == "copy" else empty,
        wrong=form.wrong,
        of=of,
        books=books,
    )
