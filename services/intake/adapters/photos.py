"""A photo, of a card or in an answer, is drawn anew: what a camera wrote into the file (place, time, owner) is gone."""

import io
import struct
import warnings
from threading import Lock
from typing import Final

from PIL import ExifTags, Image, UnidentifiedImageError

from services.intake.domain.paper_errors import UnreadablePhoto

MOST_PIXELS: Final = 50_000_000
_LONGEST_SIDE: Final = 2_000
_QUALITY: Final = 80
_READABLE: Final = ("JPEG", "PNG", "WEBP")
_BROKEN: Final = (OSError, ValueError, SyntaxError, TypeError, LookupError, OverflowError, EOFError, struct.error)
# How a camera was held, as its number in EXIF, and what puts the picture upright.
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A picture takes its pixels' memory while it is drawn anew: one at a time for a process.
_DRAWING: Final = Lock()


def clean_photo(given: bytes) -> bytes:
    """The picture as an upright JPEG of at most 2,000 pixels a side and nothing else. Raises UnreadablePhoto."""
    try:
        with _DRAWING, warnings.catch_warnings():
            # Pillow warns of many pixels, which are counted below before any is read, and of what cameras write wrong.
            warnings.simplefilter("ignore")
            upright = _upright(given)
    except (UnidentifiedImageError, Image.DecompressionBombError, *_BROKEN) as error:
        raise UnreadablePhoto(pixels=MOST_PIXELS) from error
    # A new picture takes over none of the file's further contents.
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _upright(given: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(given), formats=_READABLE)
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    # A JPEG of 50 megapixels would take 150 MB of memory at its full size.
    picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
    turn = _TURNS.get(_orientation(picture))
    small = picture.convert("RGB")
    small.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return small.transpose(turn) if turn is not None else small


def _orientation(picture: Image.Image) -> int:
    """How the camera was held; 1, upright, where that can't be read: a photo is not lost for what stands beside it."""
    try:
        told = picture.getexif().get(ExifTags.Base.Orientation)
    except _BROKEN:
        return 1
    return told if isinstance(told, int) else 1
