"""What people may type about themselves."""

import pytest

from shared.identity.domain.errors import InvalidDetails
from shared.identity.domain.people import Details, broken_password, plain_email, plain_password
from shared.identity.domain.roles import Role
from tests.support.identity.stage import PASSWORD


def test_sound_details_come_out_plain() -> None:
    typed = Details("  Siân   Puw ", " Sian@Example.ORG ", PASSWORD, PASSWORD)
    assert typed.checked() == Details("Siân Puw", "sian@example.org", PASSWORD, PASSWORD)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        (Details("", "", "", ""), {"name": "missing", "email": "missing", "password": "missing"}),
        (
            Details("A\x00nn", "ann", PASSWORD, "other"),
            {
                "name": "too-long",
                "email": "not-an-address",
                "repeated": "not-the-same",
            },
        ),
        (Details("n" * 101, f"{'a' * 250}@b.org", PASSWORD, PASSWORD), {"name": "too-long", "email": "not-an-address"}),
        (Details("Ann", "ann\x00@example.org", PASSWORD, PASSWORD), {"email": "not-an-address"}),
        (Details("Ann", "a@b@c", PASSWORD, PASSWORD), {"email": "not-an-address"}),
    ],
)
def test_every_broken_rule_is_named(typed: Details, fields: dict[str, str]) -> None:
    with pytest.raises(InvalidDetails) as caught:
        typed.checked()
    assert caught.value.fields == fields


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("short pass", "too-short"),
        ("eleven char", "too-short"),
        ("twelve chars", None),
        ("lama llama alma", None),
        ("x" * 257, "too-long"),
        ("aaaaaaaaaaaab", "too-simple"),
        ("Gwenllian@example.org!", "like-the-address"),
        ("example.ORG", "too-short"),
        ("my gwenLLIAN 1234", "like-the-address"),
    ],
)
def test_the_rules_of_passwords(password: str, rule: str | None) -> None:
    assert broken_password(password, "gwenllian@example.org") == rule


def test_a_short_first_part_of_the_address_may_occur_in_a_password() -> None:
    assert broken_password("a nice long passphrase", "a@example.org") is None


def test_a_part_of_the_address_is_no_password() -> None:
    assert broken_password("llian@example.org", "gwenllian@example.org") == "like-the-address"


def test_the_same_password_from_two_keyboards_is_the_same() -> None:
    assert plain_password("cafe\u0301") == plain_password("caf\u00e9")
    assert plain_email("ANN@Ｅxample.org") == "ann@example.org"


def test_roles_are_ordered_and_have_words() -> None:
    assert [role.word for role in sorted(Role)] == ["viewer", "reviewer", "editor", "owner"]
    assert Role.of("editor") is Role.EDITOR
