"""A photo is drawn anew, be it of a card or an answer: what a camera wrote into the file (place, time, owner) is gone."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from services.intake.domain.paper_errors import UnreadablePhoto

MOST_PIXELS: Final = 50_000_000
_LONGEST_SIDE: Final = 2_000
_QUALITY: Final = 80
_READABLE: Final = ("JPEG", "PNG", "WEBP")


def clean_photo(given: bytes) -> bytes:
    """The picture as an upright JPEG of at most 2,000 pixels a side and nothing else. Raises UnreadablePhoto."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of many pixels; they are counted below, before any is read.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(given), formats=_READABLE)
        if picture.width * picture.height > MOST_PIXELS:
            raise UnreadablePhoto(pixels=MOST_PIXELS)
        # A JPEG of 50 megapixels would take 150 MB of memory at its full size.
        picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise UnreadablePhoto(pixels=MOST_PIXELS) from error
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    # A new picture takes over none of the file's further contents.
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
