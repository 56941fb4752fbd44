"""Every route says here who may call it, so that forgetting to say so refuses everybody instead of admitting them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol, TypeVar
from urllib.parse import urlencode

from flask import Flask, Request, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from shared.identity.domain.errors import ForeignForm
from shared.identity.domain.roles import Caller, Role, Via
from shared.identity.domain.scopes import Scope

__all__ = ["PUBLIC", "Access", "Role", "Scope", "UndeclaredAccess", "access", "current_caller", "declared_access"]
__all__ += ["install_access", "known_caller", "may_open", "undeclared_routes"]

SIGN_IN_PATH: Final = "/sign-in"
_DECLARATION: Final = "__adborth_access__"
_UNSAFE: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
View = TypeVar("View", bound=Callable[..., object])


class Everyone(Enum):
    """Its one member, ``PUBLIC``, stands beside the roles: no proof of who calls is asked for."""

    PUBLIC = "public"


PUBLIC: Final = Everyone.PUBLIC


@dataclass(frozen=True)
class Access:
    """What a view declared: see ``access``."""

    who: Role | Everyone
    demo: bool
    csrf: bool
    tokens: bool
    scope: Scope | None


class UndeclaredAccess(RuntimeError):
    """A route says not who may call it; the application must not serve."""


class Identifier(Protocol):
    """Who can tell the caller of a request; ``shared.identity.main.Identity`` does."""

    def identify(self, asked: Request) -> Caller | None:
        """The caller that the request proves, None without a proof or with one that no longer holds."""


def access(
    who: Role | Everyone,
    *,
    demo: bool = False,
    csrf: bool | None = None,
    tokens: bool = True,
    scope: Scope | None = None,
) -> Callable[[View], View]:
    """Declare the least role that may call a view function or a ``MethodView`` method, or ``PUBLIC``.

    ``demo`` opens it to everyone for the slugs in ``app.config["DEMO_SURVEYS"]``. ``csrf`` is on for
    roles (where a cookie is the proof) and off for ``PUBLIC``: a public form that starts a session
    turns it on. ``tokens=False`` refuses API tokens: for pages that hand out further rights.
    ``scope``: tokens that are kept to parts of the API need it; where none is named, they are refused.
    """
    guarded = who is not PUBLIC if csrf is None else csrf
    declaration = Access(who, demo, guarded, tokens, scope)

    def declare(view: View) -> View:
        setattr(view, _DECLARATION, declaration)
        return view

    return declare


def declared_access(view: Callable[..., object], method: str) -> Access | None:
    """What this view declares for an HTTP method: a ``MethodView`` by its method, HEAD as GET."""
    target: object = view
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        get = getattr(view_class, "get", None)
        target = getattr(view_class, method.lower(), get if method == "HEAD" else None)
    declaration = getattr(target, _DECLARATION, None)
    return declaration if isinstance(declaration, Access) else None


def undeclared_routes(app: Flask) -> Iterator[str]:
    """Each ``METHOD /rule (endpoint)`` that does not say who may call it."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions.get(rule.endpoint)
        for method in sorted(rule.methods or ()):
            if view is None or _automatic(rule, method) or declared_access(view, method):
                continue
            yield f"{method} {rule.rule} ({rule.endpoint})"


def current_caller() -> Caller:
    """Who calls, in a view that declared a role; raises ``Unauthorized`` where nobody proved who they are."""
    if caller := known_caller():
        return caller
    raise _sign_in_first()


def known_caller() -> Caller | None:
    """Who calls, None where nobody proved who they are."""
    caller = current_user._get_current_object()
    return caller if isinstance(caller, Caller) else None


def may_open(endpoint: str) -> bool:
    """Whether who is looking would be let in where a link leads: pages show no other links."""
    declared, caller = declared_access(current_app.view_functions[endpoint], "GET"), known_caller()
    return declared is not None and (declared.who is PUBLIC or (caller is not None and _admits(declared, caller)))


def install_access(app: Flask, identity: Identifier) -> None:
    """Guard every route of the application; raises ``UndeclaredAccess`` if one says not who may call it.

    Routes registered afterwards are looked at before the first request.
    """
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None, SESSION_PROTECTION=None)
    app.config.setdefault("DEMO_SURVEYS", frozenset())
    guard = _Guard(app, CSRFProtect(app))
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(identity.identify)
    _refuse_undeclared(app)
    app.jinja_env.globals["may_open"] = may_open
    app.before_request(guard.admit)


@dataclass
class _Guard:
    app: Flask
    csrf: CSRFProtect
    walked: bool = False

    def admit(self) -> ResponseReturnValue | None:
        """Let the request through (None), send a browser to sign in, or raise 401, 403 or ForeignForm."""
        if not self.walked:
            _refuse_undeclared(self.app)
            self.walked = True
        rule = request.url_rule
        if rule is None or _automatic(rule, request.method):
            return None
        declared = declared_access(self.app.view_functions[rule.endpoint], request.method)
        if declared is None:
            raise UndeclaredAccess(f"{request.method} {rule.rule}")
        refusal = self._refusal(declared)
        if refusal is None and declared.csrf and request.method in _UNSAFE:
            self._check_csrf()
        return refusal

    def _refusal(self, declared: Access) -> ResponseReturnValue | None:
        if not isinstance(declared.who, Role) or (declared.demo and self._is_demo()):
            return None
        caller = known_caller()
        if caller is None:
            return _ask_to_sign_in()
        if not _admits(declared, caller):
            raise Forbidden
        return None

    def _is_demo(self) -> bool:
        return (request.view_args or {}).get("slug") in self.app.config["DEMO_SURVEYS"]

    def _check_csrf(self) -> None:
        caller = known_caller()
        if caller and caller.via is Via.TOKEN:
            return
        try:
            self.csrf.protect()
        except CSRFError as error:
            raise ForeignForm from error


def _admits(declared: Access, caller: Caller) -> bool:
    proven = caller.via is Via.SESSION or (declared.tokens and caller.may_use(declared.scope))
    return proven and (declared.who is PUBLIC or caller.role >= declared.who)


def _automatic(rule: object, method: str) -> bool:
    """Flask answers OPTIONS itself, with nothing but the allowed methods."""
    return method == "OPTIONS" and bool(getattr(rule, "provide_automatic_options", False))


def _refuse_undeclared(app: Flask) -> None:
    if undeclared := list(undeclared_routes(app)):
        raise UndeclaredAccess("say who may call: " + ", ".join(undeclared))


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.path.startswith("/api/") or "Authorization" in request.headers:
        raise _sign_in_first()
    question = {"lang": request.args["lang"]} if "lang" in request.args else {}
    if request.method in {"GET", "HEAD"}:
        question["next"] = request.full_path.rstrip("?")
    return redirect(f"{SIGN_IN_PATH}?{urlencode(question)}" if question else SIGN_IN_PATH)


def _sign_in_first() -> Unauthorized:
    return Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "adborth"}))
