"""Reviews for programs: how far a survey is, which answer comes next, decisions, and the agreement of coders."""

from typing import Any, Final

from flask.views import MethodView

from services.reports.application.read_report import read_stamp
from services.reports.domain.decisions import fingerprint
from services.reports.domain.judging import Judgement, LastSeen
from services.reports.domain.reviewing import AnswerShown, QuestionProgress, Queue, Wanted
from services.reports.entrypoints import review_schemas as schemas
from services.reports.entrypoints.reading import reading, survey_key
from services.reports.entrypoints.review_at_hand import own_survey, reviewer, reviewing
from services.reports.findings.agreement import LEAST_DOUBLY_CODED, MACHINE, Agreement, Measured, agreement_of
from shared.identity.access import Role, Scope, access
from shared.web.api import ApiBlueprint

api: Final = ApiBlueprint("reviews-api", __name__, url_prefix="/api/v1/reports/<slug>", description="Reviews")
_MODEL: Final = "model"
_DIGITS: Final = 4


@api.route("/reviews")
class AllReviews(MethodView):
    """What people decided about the answers of a survey."""

    @access(Role.REVIEWER, scope=Scope.REVIEWS_WRITE)
    @api.arguments(schemas.ReviewsQuery, location="query")
    @api.response(200, schemas.Reviews)
    @api.alt_response(404, description="There is no such survey")
    def get(self, query: dict[str, str], slug: str) -> dict[str, Any]:
        """Read how far the survey is reviewed, and the answer that comes next; of a sample without anybody's codes."""
        survey, desk, by = own_survey(slug), reviewing(), reviewer()
        read_stamp(survey, shelf=reading().shelf)
        queue = Queue(query["queue"])
        found = desk.next(Wanted(survey, queue, query.get("question"), ""), by)
        following = _following(desk.look(survey, found), blind=queue is Queue.SAMPLE) if found else None
        return {"questions": [_progress(each) for each in desk.progress(survey, by)], "next": following}

    @access(Role.REVIEWER, scope=Scope.REVIEWS_WRITE)
    @api.arguments(schemas.NewReview)
    @api.response(201, schemas.Reviewed)
    @api.alt_response(404, description="There is no such answer (any more)")
    @api.alt_response(409, description="Somebody else decided meanwhile, the words changed, or nothing can be undone")
    @api.alt_response(422, description="The codebook has no such code, or the answer no such words")
    def post(self, new: dict[str, Any], slug: str) -> dict[str, Any]:
        """Decide about an answer, code it blind, or undo the last decision, as the caller."""
        survey, desk, by, reference = own_survey(slug), reviewing(), reviewer(), new["reference"]
        desk.look(survey, reference)
        if new["undo"]:
            desk.undo(survey, LastSeen(reference, new["number"]), by)
        elif new["blind"]:
            desk.code_blind(survey, _judgement(new), by)
        else:
            desk.decide(survey, _judgement(new), by)
        return _reviewed(desk.look(survey, reference))


@api.route("/agreement")
class AgreementOfCoders(MethodView):
    """How far people and the model agree."""

    @access(Role.VIEWER, scope=Scope.REPORTS_READ)
    @api.response(200, schemas.Agreement)
    @api.alt_response(404, description="There is no such survey")
    def get(self, slug: str) -> dict[str, Any]:
        """Read Cohen's κ of each pair of coders and Krippendorff's α of all, by code, with 95 % intervals."""
        key = survey_key(slug)
        read_stamp(key, shelf=reading().shelf)
        return _agreement(agreement_of(reviewing().reader.blind_codings(key)))


def _judgement(new: dict[str, Any]) -> Judgement:
    codes: dict[str, tuple[tuple[int, int], ...]] = {}
    for each in new["codes"]:
        spans = tuple((start, end) for start, end in each["spans"])
        codes[each["code"]] = (*codes.get(each["code"], ()), *spans)
    return Judgement(
        reference=new["reference"],
        words=new["words"],
        number=new["number"],
        codebook_version=new["codebook_version"],
        codes=codes,
        comment=new["comment"],
    )


def _progress(each: QuestionProgress) -> dict[str, Any]:
    seen = each.sample.seen if each.sample else None
    return {
        "question": each.question,
        "answers": each.answers,
        "decided": each.decided,
        "blind": each.blind,
        "drawn": seen.drawn if seen else 0,
        "reviewed": seen.reviewed if seen else 0,
    }


def _following(shown: AnswerShown, *, blind: bool) -> dict[str, Any]:
    return {
        **_reviewed(shown),
        "question": shown.at.question,
        "language": shown.language,
        "text": shown.said.text,
        "words": fingerprint(shown.said.text),
        "codebook": shown.said.codebook,
        "codebook_version": shown.outline.version if shown.outline else shown.said.codebook_version,
        **({"coder": "", "codes": []} if blind else {}),
    }


def _reviewed(shown: AnswerShown) -> dict[str, Any]:
    return {
        "reference": shown.reference,
        "number": shown.number,
        "coder": shown.held.model,
        "codes": [{"code": each.code, "spans": each.spans} for each in shown.held.codings],
    }


def _agreement(found: Agreement) -> dict[str, Any]:
    return {
        "answers": found.answers,
        "least": LEAST_DOUBLY_CODED,
        "enough": found.enough,
        "coders": [{"id": _id(coder), "name": name or _MODEL} for coder, name in found.coders],
        "codes": [
            {
                "code": each.code,
                "given": each.given,
                "alpha": _figure(each.alpha),
                "kappas": [
                    {"between": [_id(coder) for coder in pair], **_figure(kappa)}
                    for pair, kappa in zip(found.pairs, each.kappas, strict=True)
                ],
            }
            for each in found.codes
        ],
    }


def _id(coder: str) -> str:
    return _MODEL if coder == MACHINE else coder


def _figure(figure: Measured) -> dict[str, Any]:
    rounded = {name: getattr(figure, name) for name in ("value", "low", "high")}
    return {"n": figure.n, **{name: None if each is None else round(each, _DIGITS) for name, each in rounded.items()}}
