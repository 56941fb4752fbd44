"""How a report was made and what it can't say, in the words of its page."""

from flask_babel import format_datetime
from flask_babel import gettext as _

from services.reports.domain.report_content import Part, Said
from services.reports.entrypoints.export_sections import said
from services.reports.entrypoints.publishing_words import figures_sentence, paragraphs
from services.reports.entrypoints.wording import number
from services.reports.findings.thawing import Published
from shared.web.languages import LANGUAGES, current_language


def method(published: Published) -> tuple[Part, ...]:
    """The method, its limits, and who gave the codes."""
    return _how(published), _limits(), _card(published)


def _how(published: Published) -> Part:
    own = current_language()
    told = published.plain
    words, language = said(told.get("method") or {})
    smallest = told["smallest_group"]
    ours = (
        figures_sentence(published)
        + " "
        + _(
            "A response counts once for a code, however often it speaks of it; it may bear several codes, so shares"
            " add up to more than 100%%."
        )
        % (),
        _(
            "The estimated share lets every answer count by how likely it is to speak of the code, also where that was"
            " not enough to give it: so what is often missed is not told as rare. A theme, and a code over all"
            " questions, is likely where any of its parts is."
        ),
        _(
            "A number of a group under %(smallest)s is hidden, and so are others from which it could be worked out, so"
            " that nobody is singled out. That holds for those who spoke of a code and for those who did not.",
            smallest=smallest,
        ),
        _(
            "Quotes stand here only with the permission of whoever wrote them. A person looked at each, masked what may"
            " tell who wrote it, and approved it. Whoever wrote one can take it back at any time with their receipt."
        ),
    )
    theirs = [Said(each, language) for each in paragraphs(words)]
    return Part(_("How these findings were made"), (*theirs, *(Said(each, own) for each in ours)))


def _limits() -> Part:
    points = (
        _("They tell of those who answered, not of those who did not."),
        _("The interval knows of chance alone. Mistakes that a model makes everywhere alike are not in it."),
        _("That many speak of something does not say how much it weighs for one person."),
        _("There is no overall score: a measure that becomes a target stops measuring."),
    )
    return Part(_("What these figures can't say"), points=points)


def _card(published: Published) -> Part:
    told = published.plain
    languages = [
        f"{LANGUAGES.get(each['language'], each['language'])} "
        + (_("hidden") if each["suppressed"] else number(each["responses"]))
        for each in told["response_languages"]
    ]
    books = [f"{each['codebook']} {each['version']}" for each in told["codebooks"]]
    figures_at = published.time("figures_at")
    facts = [
        (_("Model"), ", ".join(told["model_card"]["models"]) or "–"),
        (_("Codebook and version"), ", ".join(books) or "–"),
        (_("Languages of the forms"), ", ".join(languages) or "–"),
    ]
    if figures_at is not None:
        facts.append((_("Figures as of"), format_datetime(figures_at, "d MMMM y, HH:mm")))
    return Part(_("Who gave the codes"), facts=tuple(facts))
