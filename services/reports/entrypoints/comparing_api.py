"""Comparisons for programs."""

from typing import Any, Final

from flask.views import MethodView

from services.reports.entrypoints import comparison_schemas as schemas
from services.reports.entrypoints.comparing_at_hand import comparison_asked, pooled_asked
from services.reports.entrypoints.telling import in_language, share_told
from services.reports.findings.comparison import Side, SideLine
from services.reports.findings.pooling import PooledLine
from shared.estimation.differences import Difference
from shared.identity.access import Role, Scope, access
from shared.web.api import ApiBlueprint

comparisons: Final = ApiBlueprint(
    "comparisons-api", __name__, url_prefix="/api/v1/reports", description="Reports beside each other"
)
_DIGITS: Final = 4


@comparisons.route("/<slug>/comparison")
class Comparisons(MethodView):
    """A report beside another, or two of its groups."""

    @access(Role.VIEWER, scope=Scope.REPORTS_READ)
    @comparisons.arguments(schemas.CompareQuery, location="query")
    @comparisons.response(200, schemas.Compared)
    @comparisons.alt_response(400, description="A group without a question")
    @comparisons.alt_response(403, description="A group's figures are kept back")
    @comparisons.alt_response(404, description="There is no such survey, question or attribute")
    @comparisons.alt_response(409, description="Different codebooks, and `map` does not say which codes are alike")
    def get(self, _query: dict[str, Any], slug: str) -> dict[str, Any]:
        """Read the differences between two events, groups or questions, with their intervals."""
        found = comparison_asked(slug)
        return {
            "one": _side(found.one),
            "other": _side(found.other),
            "doubts": [doubt.value for doubt in found.doubts],
            "clearest": found.clearest.one.code if found.clearest else None,
            "codes": [
                {
                    **_named(line.one),
                    "one": _figures(line.one),
                    "other": _figures(line.other),
                    "difference": _apart(line.apart) if line.apart else None,
                }
                for line in found.lines
            ],
        }


@comparisons.route("/<slug>/pooled")
class PooledEvents(MethodView):
    """Several events as one."""

    @access(Role.VIEWER, scope=Scope.REPORTS_READ)
    @comparisons.arguments(schemas.PoolQuery, location="query")
    @comparisons.response(200, schemas.PooledReports)
    @comparisons.alt_response(404, description="There is no such survey or question")
    @comparisons.alt_response(409, description="The events were coded by different codebooks")
    def get(self, _query: dict[str, Any], slug: str) -> dict[str, Any]:
        """Read the shares over several events, beside those of each."""
        found = pooled_asked(slug)
        return {"events": [_side(side) for side in found.sides], "codes": [_pooled(line) for line in found.lines]}


def _side(side: Side) -> dict[str, Any]:
    return {
        "slug": side.survey.slug,
        "title": in_language(side.title),
        "question": side.question,
        "text": in_language(side.text),
        "group": f"{side.attribute.key}={side.group.value}" if side.attribute and side.group else None,
        "answers": side.answers,
    }


def _named(line: SideLine) -> dict[str, Any]:
    return {"code": line.code, "theme": line.theme, "title": in_language(line.title)}


def _figures(line: SideLine) -> dict[str, Any]:
    figures = line.figures
    return {
        "n": figures.n,
        **share_told(figures.share),
        "suppressed": figures.n is None,
        "comparable": line.knowable,
    }


def _pooled(line: PooledLine) -> dict[str, Any]:
    whole = {"n": line.n, **share_told(line.share), "suppressed": False, "comparable": True}
    cells = [None if cell is None else _figures(cell) for cell in line.cells]
    return {**_named(line.line), "all": whole, "events": cells}


def _apart(difference: Difference) -> dict[str, Any]:
    return {
        "estimate": round(difference.estimate, _DIGITS),
        "low": round(difference.low, _DIGITS),
        "high": round(difference.high, _DIGITS),
        "method": difference.method,
    }
