"""What a file that somebody gives is, by its content; it is kept without what it tells of its maker."""

import re
from typing import Final

from services.intake.adapters.photos import clean_photo
from services.intake.domain.answer_files import CleanFile, UnreadableFile
from services.intake.domain.paper_errors import UnreadablePhoto

# Kinds that are text and yet hold more than what they show: authors, scripts, earlier versions.
_NOT_PLAIN: Final = re.compile(r"\s*(%PDF-|%!PS|\{\\rtf|<\?xml|<!doctype|<html|<svg|<script)", re.IGNORECASE)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def clean_answer_file(given: bytes, text_too: bool) -> CleanFile:
    """A picture drawn anew or, where that may come, a plain text in UTF-8. Raises UnreadableFile."""
    if text_too and (text := _plain_text(given)):
        return CleanFile(text.encode(), "txt")
    try:
        return CleanFile(clean_photo(given), "jpg")
    except UnreadablePhoto:
        raise UnreadableFile from None


def _plain_text(given: bytes) -> str:
    try:
        text = given.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return "" if _CONTROL.search(text) or _NOT_PLAIN.match(text) else text
