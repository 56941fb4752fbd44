"""Gives the application all pages of codebooks, of codings anew and of discoveries."""

from typing import Final

from flask import Flask
from flask_login import current_user

from services.reports.application.recoding_ports import RecodingDesk
from services.reports.entrypoints import (
    candidate_pages,
    code_pages,
    codebook_draft_pages,
    codebook_files,
    codebook_list_pages,
    codebook_pages,
    difference_words,
    discovery_pages,
    needing_pages,
    recoding_pages,
    theme_pages,
)
from services.reports.entrypoints.codebooks_at_hand import EXTENSION, PROBLEMS
from shared.identity.access import Role
from shared.web.problems import register_problems

_PAGES: Final = (
    codebook_list_pages.pages,
    codebook_pages.pages,
    codebook_draft_pages.pages,
    code_pages.pages,
    theme_pages.pages,
    codebook_files.pages,
    recoding_pages.pages,
    discovery_pages.pages,
    candidate_pages.pages,
    needing_pages.pages,
)


def install_codebooks(app: Flask, desk: RecodingDesk) -> None:
    """Register the pages, the desk they work with, and the words for what can go wrong there."""
    app.extensions[EXTENSION] = desk
    register_problems(app, PROBLEMS)
    app.add_template_filter(difference_words.sentence, "difference")
    app.add_template_filter(difference_words.texts, "texts_changed")
    app.jinja_env.globals.update(edits_codebooks=_edits)
    for each in _PAGES:
        app.register_blueprint(each)


def _edits() -> bool:
    """Whether who is looking may change codebooks."""
    return bool(current_user.is_authenticated) and current_user.role >= Role.EDITOR
