"""The pages that compare, in their states."""

from typing import Final

from shared.identity.access import Role
from tests.support.pages.page_state import PageState

_COMPARE: Final = "GET /team/reports/<slug>/compare"
_POOLED: Final = "GET /team/reports/<slug>/pooled"
_NURSES: Final = "question=q_next&group=role%3Dnurse&their_group=role%3Ddoctor"

COMPARING_PAGES: Final = (
    PageState("compare", _COMPARE, "/team/reports/crowd/compare", who=Role.VIEWER),
    PageState("compared", _COMPARE, f"/team/reports/crowd/compare?with=crowd&{_NURSES}", who=Role.VIEWER),
    PageState("compared with another", _COMPARE, "/team/reports/crowd/compare?with=journey", who=Role.VIEWER),
    PageState(
        "compare other codebooks", _COMPARE, "/team/reports/crowd/compare?with=foreign", who=Role.VIEWER, status=409
    ),
    PageState("compare with nothing", _COMPARE, "/team/reports/crowd/compare?with=x", who=Role.VIEWER, status=404),
    PageState("pool", _POOLED, "/team/reports/crowd/pooled", who=Role.VIEWER),
    PageState("pooled", _POOLED, "/team/reports/crowd/pooled?with=journey&question=q_next", who=Role.VIEWER),
)
