"""Addresses as pictures that a telephone reads."""

from io import BytesIO

import segno


def qr_svg(address: str) -> bytes:
    """An address as a QR code in SVG: dark on white with a quiet margin, readable with 15 % of it damaged."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=4, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=True)
    return drawn.getvalue()
