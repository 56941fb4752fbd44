"""Addresses as pictures that a telephone reads."""

from io import BytesIO

import segno
from markupsafe import Markup


def qr_svg(address: str) -> bytes:
    """An address as a QR code in SVG: dark on white with a quiet margin, readable with 15 % of it damaged."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=4, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=True)
    return drawn.getvalue()


def qr_inline(address: str, told: str) -> Markup:
    """The code as a part of a page: a picture's own address would be one more that gives a secret address away.

    `told` is what people read who can't see it.
    """
    drawn = qr_svg(address).decode().partition("<svg ")[2]
    named = Markup('<svg width="180" height="180" role="img" aria-label="{}" ').format(told)
    return named + Markup(drawn)  # noqa: S704  because segno drew it: paths and numbers
