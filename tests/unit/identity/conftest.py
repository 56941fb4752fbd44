"""The stage that every test of identity plays on."""

import pytest

from tests.support.identity.stage import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()
