"""What tests of the pages of codebooks do: open a page as an editor, send its forms, and count anew."""

import re
from typing import Any

from services.reports.application.recount import recount_all
from shared.contracts.messages import Content
from tests.support.reports.making import parcel
from tests.support.reports.web import Site

EDITOR = {"X-Test-Caller": "ed", "X-Test-Role": "editor"}
BOOK = "/team/codebooks/improvement"


def page(site: Site, path: str, **headers: str) -> str:
    """The text of a page as an editor sees it."""
    answered = site.client.get(path, headers={**EDITOR, **headers}, follow_redirects=True)
    assert answered.status_code == 200, (path, answered.status_code, answered.get_data(as_text=True)[-2000:])
    return re.sub(r"\s+", " ", answered.get_data(as_text=True))


def send(site: Site, path: str, form: dict[str, Any], *, status: int = 303) -> str:
    """Post a form; the text of the page that comes after it."""
    answered = site.client.post(path, data={"csrf_token": token(site), **form}, headers=EDITOR)
    assert answered.status_code == status, (path, answered.status_code, answered.get_data(as_text=True)[-3000:])
    if status == 303:
        return page(site, answered.headers["Location"])
    return re.sub(r"\s+", " ", answered.get_data(as_text=True))


def token(site: Site) -> str:
    """The token of forms of this session."""
    (found,) = set(re.findall(r'name="csrf_token" value="([^"]+)"', page(site, f"{BOOK}/recoding")))
    return found


def seen(site: Site, codebook: str = "improvement") -> str:
    """The state of the draft."""
    return hidden(page(site, f"/team/codebooks/{codebook}/edit"), "seen")


def hidden(text: str, name: str) -> str:
    """The value of a hidden field."""
    return re.findall(rf'name="{name}" value="([^"]*)"', text)[0]


def words(prefix: str = "", title: str = "Money") -> dict[str, str]:
    """The fields of a code."""
    return {
        f"{prefix}title-en": title,
        f"{prefix}title-cy": f"{title} cy",
        f"{prefix}include-en": f"Speaks of {title}.",
        f"{prefix}examples-en": "no budget\nno budget at all",
    }


def hear(site: Site, *told: Content) -> None:
    """Let reports hear these."""
    site.reports.consumer([parcel(each) for each in told])


def recount(site: Site) -> int:
    """Count anew whatever waits; how many batches that took."""
    return recount_all(desk=site.reports.recoding.codebooks)
