"""The sentences for broken rules and for roles, in the reader's language."""

from collections.abc import Collection, Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from shared.identity.domain.people import LONGEST_PASSWORD, SHORTEST_PASSWORD
from shared.identity.domain.roles import Role
from shared.identity.domain.scopes import Scope
from shared.web.problems import Problem, Text

RULES: Final[Mapping[tuple[str, str], Text]] = {
    ("name", "missing"): _l("Enter a name"),
    ("name", "too-long"): _l("Enter a shorter name, without line breaks"),
    ("email", "missing"): _l("Enter an e-mail address"),
    ("email", "not-an-address"): _l("Enter an e-mail address in the right form, like name@example.org"),
    ("email", "taken"): _l("Somebody with this e-mail address can sign in already"),
    ("password", "missing"): _l("Enter a password"),
    ("password", "too-short"): _l("Use a password of at least %(n)s characters", n=SHORTEST_PASSWORD),
    ("password", "too-long"): _l("Use a password of at most %(n)s characters", n=LONGEST_PASSWORD),
    ("password", "like-the-address"): _l("Use a password that does not contain your e-mail address"),
    ("password", "too-simple"): _l("Use a password with more different characters"),
    ("repeated", "not-the-same"): _l("Enter the same password twice"),
    ("role", "unknown"): _l("Choose a role"),
    ("role", "too-high"): _l("Choose a role that is not above your own"),
    ("days", "unknown"): _l("Choose how long the token lasts"),
    ("credentials", "wrong"): _l("The e-mail address or the password is not right"),
    ("credentials", "too-many"): _l(
        "There were too many attempts to sign in. Wait 15 minutes, then try again. "
        "If you forgot your password, ask an owner of your team for a new link."
    ),
}

ROLE_NAMES: Final[Mapping[Role, Text]] = {
    Role.VIEWER: _l("Viewer"),
    Role.REVIEWER: _l("Reviewer"),
    Role.EDITOR: _l("Editor"),
    Role.OWNER: _l("Owner"),
}
ROLE_HINTS: Final[Mapping[Role, Text]] = {
    Role.VIEWER: _l("sees reports"),
    Role.REVIEWER: _l("also reviews codings"),
    Role.EDITOR: _l("also changes surveys and makes tokens"),
    Role.OWNER: _l("also decides who is in the team"),
}

SCOPE_HINTS: Final[Mapping[Scope, Text]] = {
    Scope.FEED_READ: _l("reads the figures of reports as a table, for spreadsheets"),
    Scope.REPORTS_READ: _l("reads reports with their quotes"),
    Scope.REVIEWS_WRITE: _l("reviews codings"),
    Scope.CODEBOOKS_READ: _l("reads codebooks"),
    Scope.CODEBOOKS_WRITE: _l("makes new versions of codebooks"),
    Scope.RESPONSES_READ: _l("lists responses, without their words"),
    Scope.WORDS_READ: _l("also reads the words of responses"),
    Scope.IMPORTS_WRITE: _l("uploads files of answers"),
    Scope.DELIVERIES_READ: _l("reads what survey tools delivered"),
    Scope.DELIVERIES_WRITE: _l("has deliveries handled again"),
}

PROBLEMS: Final[Mapping[str, Problem]] = {
    "foreign-form": Problem(
        400,
        _l("This form is out of date"),
        _l("Load the page again, then send it again. Your browser must allow cookies for this site."),
    ),
    "link-not-valid": Problem(
        410,
        _l("This link can no longer be used"),
        _l("A link works once, for 24 hours, and a newer one replaces it. Ask for a new one."),
    ),
    "role-too-high": Problem(403, _l("This role is above your own"), _l("Ask an owner of your team to do it.")),
    "last-owner": Problem(409, _l("A team needs an owner"), _l("Invite another owner first.")),
    "person-not-found": Problem(
        404, _l("This person is not in your team"), _l("Load the list again: somebody may have removed them.")
    ),
    "token-not-found": Problem(
        404, _l("There is no such token"), _l("Load the list again: somebody may have revoked it.")
    ),
}


def sentences(fields: Mapping[str, str]) -> dict[str, str]:
    """The sentence for each field's broken rule, in the reader's language and the order of the fields."""
    return {field: str(RULES[(field, rule)]) for field, rule in fields.items()}


def role_names() -> dict[Role, str]:
    """What each role is called, in the reader's language, lowest first."""
    return {role: str(ROLE_NAMES[role]) for role in Role}


def scope_choices(chosen: Collection[str]) -> list[dict[str, object]]:
    """The scopes as checkboxes show them."""
    return [
        {"value": scope.value, "text": scope.value, "hint": str(hint), "checked": scope.value in chosen}
        for scope, hint in SCOPE_HINTS.items()
    ]


def role_choices(highest: Role) -> list[dict[str, str]]:
    """The roles up to a highest one, as radio buttons show them."""
    return [
        {"value": role.word, "text": str(ROLE_NAMES[role]), "hint": str(ROLE_HINTS[role])}
        for role in Role
        if role <= highest
    ]
