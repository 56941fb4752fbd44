"""The links of invitations as a table for mail-merge."""

import csv
import io
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from services.intake.application.invite_people import Link
from services.intake.domain.invitations import INVITE

_BYTE_ORDER_MARK: Final = "\ufeff"
_FORMULA_STARTS: Final = ("=", "+", "-", "@")


def link_of(link: Link, address: str) -> str:
    """Where an invitation leads; `address` is where adborth answers, such as https://feedback.example.org."""
    return f"{address.rstrip('/')}/s/{link.invitation.survey}?{urlencode({INVITE: link.token})}"


def stop_link_of(link: Link, address: str) -> str:
    """Where the invited person says that they want no reminders."""
    return f"{address.rstrip('/')}/s/{link.invitation.survey}/reminders?{urlencode({INVITE: link.token})}"


def link_table(links: Sequence[Link], address: str) -> str:
    """The links as CSV, as spreadsheets read it: reference, attributes, link, and the link that ends reminders."""
    attributes = sorted({name for link in links for name in link.invitation.attributes})
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["reference", *attributes, "link", "no_reminders_link"])
    for link in links:
        known = link.invitation.attributes
        cells = [link.invitation.reference, *(known.get(name, "") for name in attributes)]
        rows.writerow([*map(_harmless, cells), link_of(link, address), stop_link_of(link, address)])
    return _BYTE_ORDER_MARK + out.getvalue()


def _harmless(cell: str) -> str:
    """What a spreadsheet shows instead of running it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
