"""Pictures of pages, few-coloured and small, written where `ADBORTH_SCREENSHOTS` says."""

import io
import os
import re
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page

from tests.support.pages.registry import PageState

_COLOURS: Final = 16
_FOLDER: Final = os.environ.get("ADBORTH_SCREENSHOTS", "")
_EVERY: Final = bool(os.environ.get("ADBORTH_SCREENSHOTS_EVERY"))


def picture(page: Page, state: PageState, language: str, about: str) -> None:
    """Write a picture of the whole page, if pictures are asked for and this state is one of those to be shown.

    `about` ends the file's name: the width, or "print".
    """
    if not _FOLDER or not (state.picture or _EVERY):
        return
    name = re.sub(r"\W+", "-", state.name if _EVERY else state.picture)
    image = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled")))
    few = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    folder = Path(_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    few.save(folder / f"{name}-{language}-{about}.png", optimize=True)
