"""Every page and every state a page can be in: what the court of tests/journeys/test_every_page.py judges.

To add a page, add ONE LINE to `PAGES` below:

    PageState("receipt", "GET /r/<code>", "/r/{receipt}"),

that is: a name, the route as Flask spells it, and the address to open. More, where it is needed:

- an empty route: no route answers, as for an unknown address;
- `who=Role.OWNER`: who is signed in (nobody if left out);
- `status=410`: the status that is expected (200 if left out);
- `steps=(fill("#q_next", "words"), send("#card"))`: what is done on the page, from tests/support/pages/steps.py.
  The route is the one that drew the page after the last step, so often "POST …";
- `{receipt}` in an address: a name from `NAMES` in tests/support/pages/furnishing.py (one function, one line);
- `turned=True`: the steps end in the other language;
- `picture="form"`: belongs into the documentation.

A route that answers no page for people goes into `NO_PAGE` with the reason. The court fails for every GET and POST
route of intake and reports that is in neither list. To try a page alone, and to get its pictures to be looked at:

    ADBORTH_SCREENSHOTS=/tmp/look ADBORTH_SCREENSHOTS_EVERY=yes pytest tests/journeys/test_every_page.py -k receipt
"""

from services.intake.adapters.survey_files import builtin_survey_files
from shared.identity.access import Role
from tests.support.pages.answered import ANSWERED_PAGES, NO_ANSWERED_PAGE
from tests.support.pages.apart import APART_PAGES, NO_APART_PAGE
from tests.support.pages.codebooks import CODEBOOK_PAGES, NO_CODEBOOK_PAGE
from tests.support.pages.comparing import COMPARING_PAGES
from tests.support.pages.connected import CONNECTION_PAGES, NO_CONNECTION_PAGE
from tests.support.pages.exported import EXPORTED_PAGES, NO_EXPORTED_PAGE
from tests.support.pages.introduced import INTRODUCED_PAGES, NO_INTRODUCED_PAGE
from tests.support.pages.invited import upload
from tests.support.pages.live import LIVE_PAGES
from tests.support.pages.page_state import PageState
from tests.support.pages.published import NO_PUBLISHED_PAGE, PUBLISHED_PAGES
from tests.support.pages.receipts import guess
from tests.support.pages.reviewed import REVIEW_PAGES
from tests.support.pages.steps import check, fill, press, send
from tests.support.pages.telling_others import NO_TELLING_PAGE, TELLING_PAGES
from tests.support.pages.trouble import AWAY, BROKEN, LOCKED_OUT
from tests.support.pages.uploads import NO_UPLOAD_PAGE, UPLOAD_PAGES
from tests.support.pages.writing import WRITING_NO_PAGE, WRITING_PAGES

_SURVEY = "/team/surveys/<slug>"
_DIFFER = f"{_SURVEY}/type-in/differences"
_WORDS = fill("#q_next", "A community of practice for the whole of Wales")
_LOOK_UP = f"{_SURVEY}/cards/look-up"
_INVITATIONS = "/team/surveys/<slug>/invitations"

PAGES = (
    # intake, for everybody
    PageState("forms", "GET /s", "/s"),
    *(PageState(f"form {file.stem}", "GET /s/<slug>", f"/s/{file.stem}") for file in builtin_survey_files()),
    PageState("form", "GET /s/<slug>", "/s/journey?source=poster", picture="form"),
    PageState("form of every kind", "GET /s/<slug>", "/s/every-kind", (check("#place"),), picture="every-kind"),
    PageState("form of every kind, empty", "POST /s/<slug>", "/s/every-kind", (send("#card"),), status=400),
    PageState("form without a line", "GET /s/offline.html", "/s/offline.html"),
    PageState("form sent empty", "POST /s/<slug>", "/s/card", (send("#card"),), status=400),
    PageState("form too long", "POST /s/<slug>", "/s/card", (fill("#q_next", "x" * 10_001), send("#card")), status=400),
    PageState("form not stored", "POST /s/<slug>", "/s/card", (fill("#q_next", AWAY), send("#card")), status=503),
    PageState("form broken", "POST /s/<slug>", "/s/card", (fill("#q_next", BROKEN), send("#card")), status=500),
    PageState("form in one language", "GET /s/<slug>", "/s/english"),
    PageState("form turned", "POST /s/<slug>", "/s/card", (send("#card", by=".ad-language"),), turned=True),
    PageState("thanks", "POST /s/<slug>", "/s/journey", (_WORDS, send("#card")), status=201, picture="thanks"),
    PageState("survey closed", "GET /s/<slug>", "/s/closed", status=410),
    PageState("survey not open yet", "GET /s/<slug>", "/s/later", status=403),
    PageState("survey unknown", "GET /s/<slug>", "/s/nowhere", status=404),
    # by invitation, and with limits
    PageState("form by personal link", "GET /s/<slug>", "/s/personal?invite={personal}"),
    PageState("form by anonymous link", "GET /s/<slug>", "/s/anonymous?invite={anonymous}", picture="invited"),
    PageState("form without an invitation", "GET /s/<slug>", "/s/anonymous", status=403),
    PageState("form with an unknown link", "GET /s/<slug>", "/s/anonymous?invite=nobodys", status=403),
    PageState("form with a used link", "GET /s/<slug>", "/s/personal?invite={personal_used}", status=410),
    PageState("survey full", "GET /s/<slug>", "/s/full", status=410),
    PageState("survey full for some", "GET /s/<slug>", "/s/quota"),
    PageState("reminders", "GET /s/<slug>/reminders", "/s/anonymous/reminders?invite={anonymous}"),
    PageState("no more reminders", "GET /s/<slug>/reminders", "/s/anonymous/reminders?invite={declined}"),
    PageState("invitations", f"GET {_INVITATIONS}", "/team/surveys/anonymous/invitations", who=Role.EDITOR),
    PageState(
        "invitations to a survey for all", f"GET {_INVITATIONS}", "/team/surveys/card/invitations", who=Role.EDITOR
    ),
    PageState(
        "people invited",
        f"POST {_INVITATIONS}",
        "/team/surveys/personal/invitations",
        (upload("#file"), fill("#attributes", "role"), send("main form")),
        who=Role.EDITOR,
        status=201,
        picture="invitations",
    ),
    PageState(
        "invitations without a file",
        f"POST {_INVITATIONS}",
        "/team/surveys/personal/invitations",
        (send("main form"),),
        who=Role.EDITOR,
        status=400,
    ),
    # codes, paper cards and shared tablets
    PageState("shared tablet", "GET /s/<slug>", "/s/card?kiosk=1"),
    PageState(
        "shared tablet, thanks",
        "POST /s/<slug>",
        "/s/card?kiosk=1",
        (fill("#q_next", "words"), send("#card")),
        status=201,
    ),
    PageState("form of a printed card", "GET /s/<slug>", "/s/card?card={card_number}"),
    PageState("short address unknown", "GET /q/<code>", "/q/NOWHERE", status=404),
    PageState("share", f"GET {_SURVEY}/share", "/team/surveys/card/share", who=Role.EDITOR, picture="share"),
    PageState("share, looking on", f"GET {_SURVEY}/share", "/team/surveys/card/share", who=Role.VIEWER),
    PageState("share, shortened", f"GET {_SURVEY}/share", "/team/surveys/card/share?form_language=cy", who=Role.VIEWER),
    PageState(
        "printed cards",
        f"GET {_SURVEY}/cards",
        "/team/surveys/card/cards?new={batch}",
        who=Role.EDITOR,
        picture="printed-cards",
    ),
    PageState("printed cards, typing", f"GET {_SURVEY}/cards", "/team/surveys/closed/cards", who=Role.REVIEWER),
    PageState(
        "print wrongly",
        f"POST {_SURVEY}/cards",
        "/team/surveys/card/cards",
        (fill("#sheets", "0"), send("main form")),
        who=Role.EDITOR,
        status=400,
    ),
    PageState(
        "print nothing",
        f"GET {_SURVEY}/cards/<batch>.pdf",
        "/team/surveys/card/cards/no.pdf",
        who=Role.EDITOR,
        status=404,
    ),
    PageState("look a card up", f"GET {_LOOK_UP}", "/team/surveys/card/cards/look-up", who=Role.REVIEWER),
    PageState(
        "card looked up",
        f"GET {_LOOK_UP}",
        "/team/surveys/card/cards/look-up?number={card_number}",
        who=Role.REVIEWER,
        picture="card-looked-up",
    ),
    PageState(
        "card not found", f"GET {_LOOK_UP}", "/team/surveys/card/cards/look-up?number=x", who=Role.REVIEWER, status=404
    ),
    PageState("type in", f"GET {_SURVEY}/type-in", "/team/surveys/card/type-in", who=Role.REVIEWER, picture="type-in"),
    PageState(
        "typed in",
        f"GET {_SURVEY}/type-in",
        "/team/surveys/card/type-in?last={card_number}&was=differs&fresh=1",
        who=Role.REVIEWER,
    ),
    PageState(
        "type in wrongly",
        f"POST {_SURVEY}/type-in",
        "/team/surveys/card/type-in",
        (fill("#card-number", "ABCD"), send("#type-in")),
        who=Role.REVIEWER,
        status=400,
    ),
    PageState("cards that differ", f"GET {_DIFFER}", "/team/surveys/card/type-in/differences", who=Role.REVIEWER),
    PageState("no cards that differ", f"GET {_DIFFER}", "/team/surveys/closed/type-in/differences", who=Role.REVIEWER),
    PageState(
        "card that differs",
        f"GET {_DIFFER}/<copy_id>",
        "/team/surveys/card/type-in/differences/{differing}",
        who=Role.REVIEWER,
        picture="card-that-differs",
    ),
    PageState(
        "card corrected wrongly",
        f"POST {_DIFFER}/<copy_id>",
        "/team/surveys/card/type-in/differences/{differing}",
        (fill("#q_next", ""), fill("#q_role", ""), send("#correct", by="[value=corrected]")),
        who=Role.REVIEWER,
        status=400,
    ),
    PageState(
        "card decided already",
        f"GET {_DIFFER}/<copy_id>",
        "/team/surveys/card/type-in/differences/none",
        who=Role.REVIEWER,
        status=409,
    ),
    PageState(
        "photo not there",
        f"GET {_SURVEY}/cards/<number>/photo",
        "/team/surveys/card/cards/{nobodys_card}/photo",
        who=Role.REVIEWER,
        status=404,
    ),
    # saved answers, files and entries for others
    *APART_PAGES,
    # receipts
    PageState("receipt asked for", "GET /r", "/r"),
    PageState("receipt mistyped", "POST /r", "/r", (fill("#code", "ABCD"), send("#receipt")), status=400),
    PageState("receipt changed", "POST /r", "/r", (fill("#code", "ABCD"), press(".ad-language")), turned=True),
    PageState("receipt in address mistyped", "GET /r/<code>", "/r/ABCD", status=404),
    PageState("receipt unknown", "GET /r/<code>", "/r/{nobodys_receipt}", status=404),
    PageState("receipt guessed too often", "GET /r/<code>", "/r/{nobodys_receipt}", (guess(20),), status=429),
    PageState("receipt of a card that waits", "GET /r/<code>", "/r/{receipt}"),
    PageState("receipt of a coded card", "GET /r/<code>", "/r/{coded_receipt}", picture="receipt"),
    PageState("receipt of a card that was taken back", "GET /r/<code>", "/r/{withdrawn_receipt}"),
    PageState("receipt of a late card", "GET /r/<code>", "/r/{late_receipt}"),
    PageState("take a card back", "GET /r/<code>/withdraw", "/r/{receipt}/withdraw"),
    # surveys are written and run
    *UPLOAD_PAGES,
    *CONNECTION_PAGES,
    *WRITING_PAGES,
    # reports
    PageState("home", "GET /", "/"),
    PageState("home of the team", "GET /", "/", who=Role.VIEWER),
    PageState("page unknown", "", "/nowhere", status=404),
    PageState("reports", "GET /team/reports", "/team/reports", who=Role.VIEWER),
    PageState("report", "GET /team/reports/<slug>", "/team/reports/journey", who=Role.VIEWER, picture="report"),
    PageState("report without responses", "GET /team/reports/<slug>", "/team/reports/empty", who=Role.VIEWER),
    PageState("report of a closed survey", "GET /team/reports/<slug>", "/team/reports/closed", who=Role.VIEWER),
    PageState(
        "report by role", "GET /team/reports/<slug>", "/team/reports/crowd?by=role", who=Role.VIEWER, picture="split"
    ),
    PageState("report by site", "GET /team/reports/<slug>", "/team/reports/crowd?by=site", who=Role.VIEWER),
    PageState(
        "report by nothing known", "GET /team/reports/<slug>", "/team/reports/crowd?by=x", who=Role.VIEWER, status=404
    ),
    PageState("report unknown", "GET /team/reports/<slug>", "/team/reports/nowhere", who=Role.VIEWER, status=404),
    PageState("quotes", "GET /team/reports/<slug>/codes/<code>", "/team/reports/journey/codes/time_and_space"),
    PageState(
        "quotes, none", "GET /team/reports/<slug>/codes/<code>", "/team/reports/journey/codes/belonging_and_recognition"
    ),
    PageState(
        "quotes of a group",
        "GET /team/reports/<slug>/codes/<code>",
        "/team/reports/crowd/codes/resources?by=role&value=nurse&question=q_next",
        who=Role.VIEWER,
    ),
    PageState(
        "quotes of a group, kept back",
        "GET /team/reports/<slug>/codes/<code>",
        "/team/reports/crowd/codes/resources?by=role&value=volunteer&question=q_next",
        who=Role.VIEWER,
        status=403,
    ),
    *LIVE_PAGES,
    *COMPARING_PAGES,
    *REVIEW_PAGES,
    *PUBLISHED_PAGES,
    *EXPORTED_PAGES,
    # codebooks
    *CODEBOOK_PAGES,
    *TELLING_PAGES,
    *INTRODUCED_PAGES,
    *ANSWERED_PAGES,
    # identity
    PageState("sign in", "GET /sign-in", "/sign-in"),
    PageState("signed out", "GET /sign-in", "/sign-in?left=yes"),
    PageState("sign in wrongly", "POST /sign-in", "/sign-in", (send("main form"),), status=400),
    PageState(
        "sign in too often", "POST /sign-in", "/sign-in", (fill("#email", LOCKED_OUT), send("main form")), status=429
    ),
    PageState("join the team", "GET /set-up/<secret>", "/set-up/{invitation}"),
    PageState("join wrongly", "POST /set-up/<secret>", "/set-up/{invitation}", (send("main form"),), status=400),
    PageState("link used up", "GET /set-up/<secret>", "/set-up/nothing", status=410),
    PageState("team", "GET /team", "/team", who=Role.OWNER),
    PageState("people", "GET /team/people", "/team/people", who=Role.OWNER),
    PageState("people, refused", "GET /team/people", "/team/people", who=Role.VIEWER, status=403),
    PageState("invite wrongly", "POST /team/people", "/team/people", (send("main form"),), who=Role.OWNER, status=400),
    PageState(
        "invited",
        "POST /team/people",
        "/team/people",
        (fill("#email", "gwen@example.org"), check("#role"), send("main form")),
        who=Role.OWNER,
        status=201,
    ),
    PageState("remove a person", "GET /team/people/<person_id>/remove", "/team/people/{member}/remove", who=Role.OWNER),
    PageState("tokens", "GET /team/tokens", "/team/tokens", who=Role.OWNER),
    PageState("token wrongly", "POST /team/tokens", "/team/tokens", (send("main form"),), who=Role.OWNER, status=400),
    PageState(
        "token made",
        "POST /team/tokens",
        "/team/tokens",
        (fill("#name", "board"), check("#role"), check("#days"), send("main form")),
        who=Role.OWNER,
        status=201,
    ),
    PageState("revoke a token", "GET /team/tokens/<token_id>/revoke", "/team/tokens/{token}/revoke", who=Role.OWNER),
)

NO_PAGE = {
    **WRITING_NO_PAGE,
    **NO_UPLOAD_PAGE,
    **NO_CONNECTION_PAGE,
    "GET /s/worker.js": "the service worker's script",
    "POST /s/<slug>/reminders": "leads to the page that says that none will be sent",
    f"GET {_INVITATIONS}/links.csv": "a table for mail-merge",
    f"POST {_SURVEY}/share": "leads to the page with the short address",
    f"GET {_SURVEY}/share/code.<kind>": "is a picture",
    f"GET {_SURVEY}/share/poster-<paper>.pdf": "is a file to print",
    **NO_APART_PAGE,
    **NO_PUBLISHED_PAGE,
    **NO_ANSWERED_PAGE,
    **NO_EXPORTED_PAGE,
    "POST /r/<code>/withdraw": "leads to the receipt's page",
    "GET /r/<code>/qr.svg": "is a picture",
    "GET /team/reports/<slug>/figures.csv": "is a table",
    **NO_CODEBOOK_PAGE,
    **NO_TELLING_PAGE,
    **NO_INTRODUCED_PAGE,
    "POST /sign-out": "leads to the sign-in page",
    "POST /team/people/<person_id>/remove": "leads to the list of people",
    "POST /team/tokens/<token_id>/revoke": "leads to the list of tokens",
    "GET /api/v1/intake/docs": "Swagger UI's own page, in English, for programmers; axe has ten complaints of it",
    "GET /api/v1/reporting/docs": "Swagger UI's too",
}
"""Routes that answer no page, and why; paths of programs (`/api/`, `/hooks/`, `/health/`, `/metrics`) need no entry."""
