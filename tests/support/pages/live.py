"""The states of the search through answers, of quotes by how people speak, and of the wall."""

from shared.identity.access import Role
from tests.support.pages.page_state import PageState

_FIND, _WALL = "GET /team/reports/<slug>/find", "GET /team/reports/<slug>/wall"
_CROWD = "/team/reports/crowd"

LIVE_PAGES = (
    PageState(
        "quotes of what is missing",
        "GET /team/reports/<slug>/codes/<code>",
        f"{_CROWD}/codes/resources?facet=%2Bproblem",
        who=Role.VIEWER,
    ),
    PageState("search answers", _FIND, f"{_CROWD}/find", who=Role.VIEWER),
    PageState(
        "search answers for words", _FIND, f"{_CROWD}/find?words=word&facet=need", who=Role.VIEWER, picture="find"
    ),
    PageState("search answers, none", _FIND, f"{_CROWD}/find?words=nowhere", who=Role.VIEWER),
    PageState(
        "search answers of two codes", _FIND, f"{_CROWD}/find?code=resources&beside=time_and_space", who=Role.VIEWER
    ),
    PageState("search answers of a group", _FIND, f"{_CROWD}/find?question=q_next&who=role:nurse", who=Role.VIEWER),
    PageState("search answers of a group, no question", _FIND, f"{_CROWD}/find?who=role:nurse", who=Role.VIEWER),
    PageState("search words of a group", _FIND, f"{_CROWD}/find?words=word&who=role:nurse", who=Role.VIEWER),
    PageState(
        "search answers of a small group",
        _FIND,
        f"{_CROWD}/find?question=q_next&who=role:volunteer&who=site:Bangor",
        who=Role.VIEWER,
    ),
    PageState("search answers of nothing known", _FIND, f"{_CROWD}/find?code=x", who=Role.VIEWER, status=404),
    PageState("report on a wall", _WALL, f"{_CROWD}/wall", who=Role.VIEWER, picture="wall"),
    PageState("report on a wall, empty", _WALL, "/team/reports/empty/wall", who=Role.VIEWER),
)
