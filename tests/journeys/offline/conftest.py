"""One hall and one browser for all journeys on a bad line; each journey has a survey of its own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import count

import pytest
from playwright.sync_api import Browser

from tests.support.offline.hall import Hall, hall_in
from tests.support.offline.phone import Phone, a_phone
from tests.support.surveys import a_survey

MakePhone = Callable[..., AbstractContextManager[Phone]]
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def _hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with hall_in(tmp_path_factory.mktemp("hall")) as opened:
        yield opened


@pytest.fixture
def hall(_hall: Hall) -> Hall:
    """The hall, whole and empty again."""
    _hall.as_new()
    return _hall


@pytest.fixture
def slug(hall: Hall) -> str:
    """A survey that nobody has answered."""
    slug = f"card-{next(_NUMBERS)}"
    hall.publish(a_survey(slug))
    return slug


@pytest.fixture
def new_phone(court_browser: Browser, hall: Hall, slug: str) -> MakePhone:
    """Gives a phone on that survey: `with new_phone() as phone`."""
    return partial(a_phone, court_browser, hall.address, slug)


@pytest.fixture
def phone(new_phone: MakePhone) -> Iterator[Phone]:
    """A phone on that survey."""
    with new_phone() as made:
        yield made
