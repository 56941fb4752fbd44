"""The report by groups on the page, in the API and as a table: the same figures, the same ones kept back."""

import csv
import io
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import update

from services.reports.adapters import tables
from tests.support.reports.crowd import crowd, crowded
from tests.support.reports.making import coded, parcel
from tests.support.reports.web import VIEWER, Site, site

PAGE, API = "/team/reports/crowd", "/api/v1/reports/crowd"
K = 5


def _tell(site: Site, *told: object) -> None:
    site.reports.consumer([parcel(each) for each in told])


@pytest.fixture
def crowd_site(tmp_path: Path) -> Iterator[Site]:
    """A survey with many nurses, few managers and three volunteers."""
    made = site(tmp_path)
    _tell(made, crowded(), *crowd())
    yield made
    made.reports.close()


def _get(site: Site, path: str) -> Any:
    return site.client.get(path, headers=VIEWER)


def _text(site: Site, path: str) -> str:
    return re.sub(r"\s+", " ", _get(site, path).get_data(as_text=True))


def _cells(split: dict[str, Any]) -> dict[tuple[str, str | None], dict[str, Any]]:
    (question,) = split["questions"]
    return {(code["code"], cell["value"]): cell for code in question["codes"] for cell in code["groups"]}


def test_the_api_tells_each_groups_figures_and_nulls_what_is_kept_back(crowd_site: Site) -> None:
    report = _get(crowd_site, f"{API}?by=role").get_json()
    assert report["attributes"] == [
        {"attribute": "role", "title": "What do you do?"},
        {"attribute": "site", "title": "site"},
    ]
    split = report["split"]
    assert (split["attribute"], split["smallest"]) == ("role", K)
    assert split["groups"][3:] == [{"value": "volunteer", "title": "Volunteer"}, {"value": None, "title": "Not stated"}]
    (question,) = split["questions"]
    sizes = {group["value"]: group["answers"] for group in question["groups"]}
    assert sizes == {"nurse": 70, "doctor": 40, "manager": 14, "volunteer": None, None: None}
    cells = _cells(split)
    assert cells["resources", "nurse"]["n"] == 36
    assert cells["resources", "nurse"]["method"] == "probability-sum-95"
    assert cells["resources", "nurse"]["share"] > 36 / 70, "what was not sure enough to be given counts too"
    nothing = dict.fromkeys(("n", "share", "low", "high", "method"))
    assert cells["resources", "volunteer"] == {"value": "volunteer", **nothing, "suppressed": True}
    assert _get(crowd_site, API).get_json()["split"] is None


def test_page_table_and_api_tell_and_keep_back_the_same(crowd_site: Site) -> None:
    cells = _cells(_get(crowd_site, f"{API}?by=role").get_json()["split"])
    answered = _get(crowd_site, f"{PAGE}/figures.csv?by=role")
    assert answered.data == _get(crowd_site, f"{API}/figures.csv?by=role").data
    assert answered.headers["Content-Disposition"] == "attachment; filename=crowd-role.csv"
    table = list(csv.DictReader(io.StringIO(answered.get_data(as_text=True).removeprefix("\ufeff"))))
    split = {(row["code"], row["value"] or None): row for row in table if row["attribute"]}
    assert split.keys() == cells.keys()
    for place, cell in cells.items():
        assert split[place]["n"] == ("" if cell["n"] is None else str(cell["n"]))
        assert split[place]["suppressed"] == str(cell["suppressed"])
    page = _text(crowd_site, f"{PAGE}?by=role")
    found = {code for (code, _), cell in cells.items() if cell["n"]}
    hidden = sum(1 for (code, _), cell in cells.items() if code in found and cell["suppressed"])
    assert page.count('class="rp-value rp-hidden"') == hidden > 0
    for (code, value), cell in cells.items():
        link = f"codes/{code}?question=q_next&amp;by=role&amp;value={value}"
        assert (link in page) == bool(cell["n"] and value)


def test_the_page_says_who_differs_and_keeps_the_choice_in_its_address(crowd_site: Site) -> None:
    page = _text(crowd_site, f"{PAGE}?by=role&lang=cy")
    assert "Y gwahaniaeth cliriaf:" in page
    assert "Nyrs neu fydwraig: 63%; Meddyg: 27%." in page
    assert '<option value="role" selected' in page
    assert f'href="{PAGE}?by=role&amp;lang=en"' in page
    assert f'href="{PAGE}/figures.csv?by=role&amp;lang=cy"' in page


def test_quotes_of_a_group_are_theirs_alone_and_open_only_where_its_figures_are(crowd_site: Site) -> None:
    asked = "codes/resources/quotes?by=role&value={}&question=q_next"
    found, cursor = [], ""
    for _ in range(2):
        page = _get(crowd_site, f"{API}/{asked.format('nurse')}{cursor}").get_json()
        found += [item["text"] for item in page["items"]]
        cursor = f"&cursor={page['next']}"
    assert len(found) == 36
    assert all(int(re.findall(r"\d+", text)[0]) < 70 for text in found), "the first 70 are nurses"
    for value in ("volunteer", "nobody", ""):
        refused = _get(crowd_site, f"{API}/{asked.format(value)}")
        assert (refused.status_code, refused.get_json()["code"]) == (403, "group-too-small")
    over_all = _get(crowd_site, f"{API}/codes/resources/quotes?by=role&value=nurse")
    assert over_all.status_code == 403, "figures are told question by question"
    page = _text(crowd_site, f"{PAGE}/codes/resources?by=role&value=nurse&question=q_next")
    assert "Found in 36 of 70 answers" in page
    assert f'href="{PAGE}?by=role#split-q_next"' in page
    assert "by=role&amp;value=nurse" in re.findall(r'rel="next" href="([^"]+)"', page)[0]


@pytest.mark.parametrize("path", [f"{PAGE}?by=invitation", f"{API}?by=invitation", f"{PAGE}/figures.csv?by=x"])
def test_an_attribute_that_is_not_there_is_404(crowd_site: Site, path: str) -> None:
    _tell(crowd_site, coded("r1", survey="crowd", attributes={"invitation": "ann@example.org"}))
    assert _get(crowd_site, path).status_code == 404


def test_a_survey_may_show_larger_groups_only(crowd_site: Site) -> None:
    with crowd_site.reports.database.write() as connection:
        connection.execute(update(tables.surveys).values(smallest_group=20))
    _tell(crowd_site, replace(crowded(), version=2))
    split = _get(crowd_site, f"{API}?by=role").get_json()["split"]
    assert split["smallest"] == 20, "kept over a new version"
    assert _cells(split)["resources", "doctor"]["suppressed"]


def test_a_table_never_runs_a_formula(crowd_site: Site) -> None:
    hostile = [coded(f"x{n}", {"q_next": ["resources"]}, survey="crowd", attributes={"site": "=1+1"}) for n in range(9)]
    _tell(crowd_site, *hostile)
    table = _get(crowd_site, f"{PAGE}/figures.csv?by=site").get_data(as_text=True)
    assert ",'=1+1,'=1+1," in table
    assert ",=1+1" not in table


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_singled_out_by_all_that_the_api_tells(tmp_path: Path, seed: int) -> None:
    """Of two splits and the whole: no set of people whose number can be worked out with any weights is a small one."""
    rng, made = random.Random(seed), site(tmp_path)
    often = rng.choice((0.1, 0.3, 0.5))
    people = [(rng.choice("aabc"), rng.choice("xxy"), rng.random() < often) for _ in range(rng.randint(9, 40))]
    told = [
        coded(f"r{n}", {"q_next": ["resources"] * said}, survey="crowd", attributes={"role": role, "site": place})
        for n, (role, place, said) in enumerate(people)
    ]
    _tell(made, crowded(), *told)
    cells = list(product("abc", "xy", (True, False)))
    counts = np.array([people.count(cell) for cell in cells])
    published = [np.ones(len(cells)), np.array([cell[2] for cell in cells], float)]
    for axis, by in enumerate(("role", "site")):
        split = _get(made, f"{API}?by={by}").get_json()["split"]
        for group in split["questions"][0]["groups"]:
            mine = np.array([cell[axis] == group["value"] for cell in cells])
            said = mine & np.array([cell[2] for cell in cells])
            cell = _cells(split)["resources", group["value"]]
            for told_n, which in ((group["answers"], mine), (cell["n"], said)):
                if told_n is not None:
                    assert told_n == counts[which].sum()
                    published.append(which.astype(float))
    everyone = [published[0], published[1], published[0] - published[1]]
    told_ = np.array(published)
    groups = np.array(list(product((0, 1), repeat=len(cells))), float)
    worked_out = groups[np.abs(groups - groups @ np.linalg.pinv(told_) @ told_).max(axis=1) < 1e-9]
    for group in worked_out:
        if not any(np.array_equal(group, known) for known in everyone):
            assert not 0 < counts @ group < K
    made.reports.close()
