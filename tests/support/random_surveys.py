"""Surveys of all question types with logic, and cards for them, of which it is known what has to become of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from services.intake.domain.question_types.question_type import Option
from services.intake.domain.questions import Question
from services.intake.domain.show_when import ShowWhen
from services.intake.domain.surveys import Survey
from services.intake.domain.wording import Wording
from tests.support.surveys import a_survey

KINDS = "long_text short_text one_choice several_choices scale yes_no date consent hidden".split()
KEPT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
SAYING = KEPT.filter(lambda text: text.strip())
WORDS = SAYING.filter(lambda text: len(text.splitlines()) == 1 and "\n" not in text)


@dataclass(frozen=True)
class DrawnCard:
    """Answers as they are sent, and the questions that must be named when they are refused; none: they are stored.

    `unsure` hang on an answer that is wrong, so that nobody can say whether they are asked.
    """

    survey: Survey
    answers: Mapping[str, str]
    wrong: frozenset[str]
    unsure: frozenset[str]

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is answered but consents and what the address says."""
        silent = {q.key for q in self.survey.questions if q.kind in ("consent", "hidden")}
        return not {key for key, text in self.answers.items() if text.strip()} - silent


def said(text: str) -> Wording:
    """The same in both languages."""
    return Wording({"en": text, "cy": f"{text} (cy)"})


@st.composite
def questions(draw, key: str, earlier: list[Question]) -> Question:
    kind = draw(st.sampled_from(KINDS))
    given: dict[str, object] = {"kind": kind, "text": said(f"About {key}?")}
    if kind != "hidden":
        given["required"] = draw(st.booleans())
        asking = [question for question in earlier if question.choices]
        if asking and draw(st.booleans()):
            before = draw(st.sampled_from(asking))
            keys = [option.key for option in before.choices]
            given["show_when"] = ShowWhen(before.key, tuple(draw(st.sets(st.sampled_from(keys), min_size=1))))
    return Question(key=key, **given, **draw(settings_of(kind)))


@st.composite
def settings_of(draw, kind: str) -> dict[str, object]:
    keys = ["a", "b-2", "C.3", "yes"][: draw(st.integers(2, 4))]
    other = draw(st.booleans())
    options = tuple(Option(key=key, text=said(f"Option {key}"), other=other and key == "b-2") for key in keys)
    if kind in ("long_text", "short_text"):
        return {"longest": draw(st.integers(30, 60)), "codebook": draw(st.sampled_from([None, "improvement"]))}
    if kind == "one_choice":
        return {"options": options, "attribute": draw(st.booleans())}
    if kind == "several_choices":
        return {"options": options, "least": draw(st.integers(0, 2)), "most": draw(st.integers(2, len(keys)))}
    if kind == "scale":
        return {
            "lowest": draw(st.integers(0, 1)),
            "highest": draw(st.integers(2, 10)),
            "attribute": draw(st.booleans()),
        }
    if kind == "consent":
        quoted = Option(key="quote_me", text=said("Yes"), permits=("quote",))
        return {"options": (quoted, Option(key="no_thanks", text=said("No")))}
    listed = tuple(Option(key=key) for key in keys)
    return {"options": draw(st.sampled_from([(), listed]))} if kind == "hidden" else {}


@st.composite
def surveys(draw) -> Survey:
    made: list[Question] = [Question(key="q_first", kind="long_text", text=said("First?"))]
    for number in range(draw(st.integers(0, 6))):
        made.append(draw(questions(f"q_{number}", made)))
    return a_survey("drawn", questions=tuple(made))


def sound(question: Question) -> st.SearchStrategy[str]:
    """Answers that must be stored."""
    keys = [option.key for option in question.choices]
    own = [option.key for option in question.choices if option.other]
    if question.kind in ("long_text", "short_text"):
        return SAYING
    if question.kind == "several_choices":
        picked = st.lists(st.sampled_from(keys), unique=True, min_size=max(1, question.least), max_size=question.most)
        return picked.map("\n".join)
    if question.kind == "date":
        return st.dates().map(lambda day: day.isoformat())
    if not keys:
        return SAYING
    chosen = st.sampled_from(keys)
    return st.one_of(chosen, WORDS.map(lambda words: f"{own[0]}: {words}")) if own else chosen


def unsound(question: Question) -> st.SearchStrategy[str]:
    """Answers that must be refused."""
    keys = [option.key for option in question.choices]
    if question.kind in ("long_text", "short_text"):
        return st.sampled_from(["x" * (question.limit + 1), "a\0b", "\ud83d"])
    if question.kind == "date":
        return st.sampled_from(["2026-02-30", "tomorrow", "1/3/2026", "2026-3-1", "٢٠٢٦-٠١-٠١"])
    if not keys:
        return st.sampled_from(["x" * 101, "a\0b", "\ud83d"])
    wrong = ["nothing like it", f"{keys[0]} ", f"{keys[0]}\n", f"{keys[0]}: words", f"{keys[0]}\n{keys[0]}"]
    if question.kind != "several_choices":
        wrong.append("\n".join(keys[:2]))
    elif question.most < len(keys):
        wrong.append("\n".join(keys))
    return st.sampled_from(wrong)


@st.composite
def cards(draw, of=surveys()) -> DrawnCard:  # noqa: B008  because a strategy is a value that never changes
    survey = draw(of)
    answers, wrong = {}, set()
    for question in survey.questions:
        match draw(st.sampled_from(["sound", "sound", "blank", "left out", "unsound"])):
            case "sound":
                answers[question.key] = draw(sound(question))
            case "blank":
                answers[question.key] = draw(st.sampled_from(["", " ", "\n\t"]))
            case "unsound":
                answers[question.key] = draw(unsound(question))
                wrong.add(question.key)
    if draw(st.integers(0, 9)) == 0:
        answers["q_unknown"] = draw(SAYING)
        wrong.add("q_unknown")
    missing = {q.key for q in survey.questions if q.required and is_asked(q, survey, answers)}
    wrong |= {key for key in missing if not answers.get(key, "").strip()}
    blank = {q.key for q in survey.questions if not answers.get(q.key, "").strip()}
    unsure = {q.key for q in survey.questions if q.key in blank and hangs_on(q, survey, wrong)}
    return DrawnCard(survey, answers, frozenset(wrong - unsure), frozenset(unsure))


def hangs_on(question: Question, survey: Survey, wrong: set[str]) -> bool:
    """Whether a question's being asked hangs on one of these answers, perhaps by others between."""
    if question.show_when is None:
        return False
    before = next(each for each in survey.questions if each.key == question.show_when.question)
    return before.key in wrong or hangs_on(before, survey, wrong)


def is_asked(question: Question, survey: Survey, answers: Mapping[str, str]) -> bool:
    """Whether the logic shows a question: the plain way to think of it, from the question back."""
    if question.show_when is None:
        return True
    before = next(each for each in survey.questions if each.key == question.show_when.question)
    chosen = {line.split(": ")[0] for line in answers.get(before.key, "").split("\n")}
    return bool(chosen & set(question.show_when.values)) and is_asked(before, survey, answers)
