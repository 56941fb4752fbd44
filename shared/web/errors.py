"""Every error leaves by one door: problem+json for programs, a page in Welsh or English for people, one status."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from flask import Flask, Response, current_app, json, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from shared.contracts.errors import CodedError
from shared.observability import correlation
from shared.web.problems import Problem, problems_of, register_problems
from shared.web.standard_problems import CODE_OF_STATUS, STANDARD

FOR_PROGRAMS: Final = ("/api/", "/hooks/", "/health/", "/metrics")
_RETRY_AFTER_S: Final = 5
_SHOWN_ERRORS: Final = 20
_SHOWN_FIELD: Final = 80


@dataclass(frozen=True)
class Told:
    """A problem as it is told once: what is the same for every reader, and what this time was wrong."""

    problem: Problem
    code: str
    type: str
    details: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The short name of the problem in the reader's language."""
        return _filled(self.problem.title, self.details)

    @property
    def what_to_do(self) -> str:
        """What the reader can do now, in the reader's language."""
        return _filled(self.problem.what_to_do, self.details)

    @property
    def message(self) -> str:
        """What the service says about this case, for instance an organiser's words; may be empty."""
        return str(self.details.get("message", ""))

    @property
    def errors(self) -> list[dict[str, object]]:
        """What is wrong, field by field: each with `field` and `message`; may be empty."""
        given = self.details.get("errors", [])
        return [dict(each) for each in given] if isinstance(given, list | tuple) else []


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def install_errors(app: Flask) -> None:
    """Show coded errors, HTTP's errors and anything unforeseen as DESIGN says; `register_problems` adds codes."""
    register_problems(app, STANDARD)
    app.register_error_handler(CodedError, _coded)
    app.register_error_handler(HTTPException, _http)


def unavailable_on(app: Flask, *failures: type[Exception]) -> None:
    """Answer 503 with Retry-After when one of these leaves a view: a database away, a disk full."""

    def unavailable(error: Exception) -> ResponseReturnValue:
        app.logger.error("unavailable: %s", type(error).__name__)
        return tell(_standard(503, headers={"Retry-After": str(_RETRY_AFTER_S)}))

    for failure in failures:
        app.register_error_handler(failure, unavailable)


def tell(told: Told) -> Response:
    """The answer for a problem: problem+json below the paths that programs call, a page elsewhere."""
    if request.path.startswith(FOR_PROGRAMS):
        response = current_app.response_class(
            json.dumps(_as_problem_json(told)), told.problem.status, mimetype="application/problem+json"
        )
    else:
        page = render_template("adborth/error.html", told=told, reference=correlation.current())
        response = current_app.response_class(page, told.problem.status)
    response.headers.update(told.headers)
    return response


def _coded(error: CodedError) -> ResponseReturnValue:
    problem = problems_of(current_app).get(error.code)
    if problem is None:
        current_app.logger.error("no problem is registered for the code %s", error.code)
        return tell(_standard(500))
    wait = error.details.get("retry_after_s")
    headers = {"Retry-After": str(wait)} if isinstance(wait, int) else {}
    return tell(Told(problem, error.code, f"/problems/{error.code}", error.details, headers))


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    kept = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    if wrong := list(islice(_wrong_fields(getattr(error, "data", None)), _SHOWN_ERRORS)):
        code = "invalid-fields"
        return tell(Told(STANDARD[code], code, f"/problems/{code}", {"errors": wrong}, kept))
    return tell(_standard(error.code, kept, error.name))


def _standard(status: int, headers: Mapping[str, str] | None = None, name: str = "") -> Told:
    code = CODE_OF_STATUS.get(status)
    known = STANDARD["bad-request" if status < 500 else "internal-error"]
    problem = STANDARD[code] if code else Problem(status, name, known.what_to_do)
    return Told(problem, code or f"http-{status}", "about:blank", {"expected": "application/json"}, headers or {})


def _as_problem_json(told: Told) -> dict[str, object]:
    named = "; ".join(_named(each) for each in told.errors)
    body: dict[str, object] = {
        "type": told.type,
        "title": told.title,
        "status": told.problem.status,
        "detail": " ".join(part for part in (told.message, told.what_to_do, named) if part),
        "code": told.code,
        "correlation_id": correlation.current(),
    }
    if told.message:
        body["message"] = told.message
    if told.errors:
        body["errors"] = told.errors
    return body


def _named(error: Mapping[str, object]) -> str:
    return ": ".join(str(error[part]) for part in ("field", "message") if error.get(part))


def _wrong_fields(data: Any) -> Iterator[dict[str, object]]:
    """webargs' messages, `{location: {field: [message]}}` nested as the schema is, as a flat list."""
    messages = data.get("messages") if isinstance(data, dict) else None
    for found in messages.values() if isinstance(messages, dict) else ():
        yield from _flattened("", found)


def _flattened(path: str, found: Any) -> Iterator[dict[str, object]]:
    if not isinstance(found, dict):
        told = found if isinstance(found, list) else [found]
        yield {"field": path[:_SHOWN_FIELD], "message": " ".join(str(each) for each in told)}
        return
    for name, inner in found.items():
        step = "" if name == "_schema" else str(name)
        yield from _flattened(".".join(part for part in (path, step) if part), inner)


def _filled(text: object, details: Mapping[str, object]) -> str:
    return str(text) % _Blanks(details)
