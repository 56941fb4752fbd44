"""What the document of an API says of every route alike: who may call it, and how errors are told."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from flask import Flask

from shared.identity.access import PUBLIC, Access, declared_access

PROBLEM_TYPE: Final = "application/problem+json"
_PARAMETER: Final = re.compile(r"<(?:[^<>]*:)?(\w+)>")
_PROBLEM: Final = {"$ref": "#/components/schemas/ProblemDetails"}
_REFUSED: Final = {
    "401": "No token was sent, or one that does not hold (any more)",
    "403": "The token's role or scopes do not reach so far, or this is kept back",
}
_NARROWER: Final = frozenset({"pattern", "format", "enum"})
_TOO_MANY: Final = {"429": "Too many requests: wait as long as Retry-After says"}


def completed(spec: dict[str, Any], app: Flask) -> dict[str, Any]:
    """The document with what the code declares beside its schemas."""
    components = spec.get("components", {})
    for answer in components.get("responses", {}).values():
        _as_problem(answer)
    for schema in components.get("schemas", {}).values():
        _without_nul(schema.get("properties", {}).values())
    for method, operation, declared in _operations(spec, app):
        if method == "GET":
            operation["responses"].setdefault("304", {"description": "Nothing changed since the ETag in If-None-Match"})
        _say_who(operation, declared, demo=declared.demo and bool(app.config["DEMO_SURVEYS"]))
        _without_nul(each.get("schema", {}) for each in operation.get("parameters", ()))
        for code, answer in operation.get("responses", {}).items():
            if code[:1] in {"4", "5"} and "$ref" not in answer:
                answer.setdefault("content", {PROBLEM_TYPE: {"schema": dict(_PROBLEM)}})
                _as_problem(answer)
    return spec


def _operations(spec: dict[str, Any], app: Flask) -> Iterator[tuple[str, dict[str, Any], Access]]:
    for rule in app.url_map.iter_rules():
        told = spec.get("paths", {}).get(_PARAMETER.sub(r"{\1}", rule.rule), {})
        for method in rule.methods or ():
            declared = declared_access(app.view_functions[rule.endpoint], method)
            if declared is not None and method.lower() in told:
                yield method, told[method.lower()], declared


def _say_who(operation: dict[str, Any], declared: Access, *, demo: bool) -> None:
    answers = _TOO_MANY if declared.who is PUBLIC else _REFUSED | _TOO_MANY
    for code, description in answers.items():
        operation["responses"].setdefault(code, {"description": description})
    proof: dict[str, list[str]] = {"token": [declared.scope.value] if declared.scope else []}
    operation["security"] = [] if declared.who is PUBLIC else [proof, {}] if demo else [proof]


def _without_nul(schemas: Iterable[dict[str, Any]]) -> None:
    """`strict_json` and `strict_form` take U+0000 in no text, so that no schema needs to say so."""
    for schema in schemas:
        kinds = schema.get("type", ())
        if "string" in ([kinds] if isinstance(kinds, str) else kinds) and not _NARROWER & schema.keys():
            schema["pattern"] = r"^[^\x00]*$"
        _without_nul(each for each in [schema.get("items")] if isinstance(each, dict))


def _as_problem(answer: dict[str, Any]) -> None:
    """apispec writes every answer as application/json; ours to errors are problem+json."""
    content = answer.get("content", {})
    schema = str(content.get("application/json", {}).get("schema", {}).get("$ref", ""))
    if schema.endswith("/ProblemDetails"):
        content[PROBLEM_TYPE] = content.pop("application/json")
