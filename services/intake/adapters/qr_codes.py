"""Addresses as codes that a phone's camera reads."""

import io
from typing import Final

import segno

_QUIET_MODULES: Final = 4  # the white edge that ISO/IEC 18004 asks for
_PIXELS_A_MODULE: Final = 12


def qr_svg(address: str) -> bytes:
    """The code of an address as a picture that can be drawn at any size."""
    return _saved(address, "svg", xmldecl=True, svgns=True, unit="", omitsize=True)


def qr_png(address: str) -> bytes:
    """The code of an address as pixels, for programs that take no SVG."""
    return _saved(address, "png", scale=_PIXELS_A_MODULE)


def _saved(address: str, kind: str, **how: object) -> bytes:
    code = segno.make(address, error="m", micro=False)
    written = io.BytesIO()
    code.save(written, kind=kind, border=_QUIET_MODULES, dark="#000", light="#fff", **how)
    return written.getvalue()
