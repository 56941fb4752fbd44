"""Addresses as pictures that a telephone reads, as parts of pages."""

from markupsafe import Markup

from services.intake.entrypoints.paper_at_hand import paper_at_hand


def qr_svg(address: str) -> bytes:
    """An address as a QR code in SVG."""
    return paper_at_hand().printer.picture(address, "svg")


def qr_inline(address: str, told: str) -> Markup:
    """The code as a part of a page: a picture's own address would be one more that gives a secret address away.

    `told` is what people read who can't see it.
    """
    drawn = qr_svg(address).decode().partition("<svg ")[2]
    named = Markup('<svg width="180" height="180" role="img" aria-label="{}" ').format(told)
    return named + Markup(drawn)  # noqa: S704  because our printer drew it: paths and numbers
