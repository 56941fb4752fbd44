"""Cards that the server does not take: kept with its reason, to be corrected, sent again or deleted, never lost."""

import json

from werkzeug.wrappers import Response

from services.intake.domain.question_types.question_type import Option
from services.intake.domain.wording import Wording
from tests.support.offline.hall import Hall
from tests.support.offline.phone import Phone
from tests.support.surveys import a_question, a_survey


def problem(status: int, **told: object) -> Response:
    """A refusal as the service makes them."""
    return Response(json.dumps({"title": "Not taken", **told}), status, content_type="application/problem+json")


def test_a_reason_is_shown_and_the_card_corrected(phone: Phone, hall: Hall, slug: str) -> None:
    """The survey asked for less when the form was kept: the server has the last word."""
    phone.visit().leave().write("More time").send().says_waiting()
    phone.change_cards("card.body.answers.q_role = 'x'.repeat(201)")
    phone.come_back().says(heading="A card", state="Saved on this phone, but not accepted.").waiting(1)
    summary = phone.page.locator(".nhsuk-error-summary")
    assert "Shorten this answer to 200 characters or fewer; it has 201" in summary.inner_text()
    assert hall.stored(slug) == []
    summary.get_by_role("link").click()
    assert phone.page.locator("#q_role").evaluate("each => each === document.activeElement")
    phone.write("nurse", "q_role").send().says_sent()
    assert hall.stored(slug) == [{"q_next": "More time", "q_role": "nurse"}]


def test_a_refused_card_waits_until_it_is_sent_again(phone: Phone, hall: Hall, slug: str) -> None:
    hall.instead.append(problem(403, detail="This survey is not open yet. Come back later."))
    phone.open().write("More time").send().says(state="Saved on this phone, but not accepted.").waiting(1)
    phone.open().waiting(1)
    assert "Come back later." in phone.page.locator("#waiting").inner_text()
    assert len(hall.posts) == 1
    phone.page.get_by_role("button", name="Send again").click()
    phone.waiting(0).sent(1)
    assert hall.stored(slug) == [{"q_next": "More time"}]


def test_a_refused_card_is_corrected_after_the_page_was_closed(phone: Phone, hall: Hall, slug: str) -> None:
    hall.instead.append(problem(409, detail="The first answers are kept."))
    phone.open().write("More time").send().waiting(1)
    phone.page.get_by_role("button", name="Clear what I typed").click()
    phone.open().page.get_by_role("button", name="Correct it").click()
    assert phone.page.locator("#q_next").input_value() == "More time"
    assert "The first answers are kept." in phone.page.locator(".nhsuk-error-summary").inner_text()
    phone.send().says_sent()
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert len(set(hall.posts)) == 2


def test_a_card_is_deleted_only_when_somebody_says_so_twice(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit().leave().write("More time").send().says_waiting()
    asked: list[str] = []
    phone.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.page.get_by_role("button", name="Delete").click()
    phone.waiting(1)
    phone.page.once("dialog", lambda dialog: dialog.accept())
    phone.page.get_by_role("button", name="Delete").click()
    phone.waiting(0).says(heading="A card")
    assert asked == ["Delete this card from this phone? If it had reached the organiser already, it stays there."]
    phone.come_back().open().waiting(0)
    assert hall.stored(slug) == []


def test_a_busy_server_is_left_in_peace_as_long_as_it_asks(phone: Phone, hall: Hall, slug: str) -> None:
    hall.instead += [Response(status=429, headers={"Retry-After": "2"}), Response(status=503)]
    phone.open().write("More time").send().says_waiting()
    phone.page.wait_for_timeout(1200)
    assert len(hall.posts) == 1
    phone.says_sent()
    assert len(hall.posts) == 3
    assert hall.stored(slug) == [{"q_next": "More time"}]


def test_the_sign_in_page_of_a_hall_is_no_answer(phone: Phone, hall: Hall, slug: str) -> None:
    page = "<!doctype html><title>Free wifi</title>"
    hall.instead += [Response(page, content_type="text/html"), Response('{"id": "x"}', content_type="application/json")]
    hall.instead += [Response(page, 403, content_type="text/html"), Response(status=302, headers={"Location": "/s"})]
    phone.open().write("More time").send().says_sent()
    assert len(hall.posts) == 5
    assert len(set(hall.posts)) == 1
    assert hall.stored(slug) == [{"q_next": "More time"}]


def test_a_card_that_arrives_after_closing_is_put_aside_and_says_so(phone: Phone, hall: Hall, slug: str) -> None:
    phone.visit().leave().write("More time").send().says_waiting()
    hall.close(slug)
    phone.come_back().says(heading="Your card arrived after the survey closed", state="The organiser decides.")
    phone.waiting(0)
    assert hall.stored(slug) == [{"q_next": "More time"}]
    assert hall.states(slug) == ["late"]


def test_what_nobody_would_accept_is_not_kept_to_be_sent(phone: Phone, hall: Hall, slug: str) -> None:
    hall.publish(a_survey(slug, questions=(a_question(longest=10), a_question("q_role", required=True))))
    phone.visit().leave().send()
    phone.page.get_by_role("link", name="Answer at least one question").click()
    assert phone.page.locator("#q_next").evaluate("each => each === document.activeElement")
    phone.write("Eleven char").send()
    told = phone.page.locator(".nhsuk-error-summary li").all_inner_texts()
    assert [each.partition(" – ")[2] for each in told] == [
        "Shorten this answer to 10 characters or fewer; it has 11",
        "Answer this question",
    ]
    phone.waiting(0).write("Ten chars.").write("nurse", "q_role").send().says_waiting()
    phone.come_back().says_sent()
    assert hall.stored(slug) == [{"q_next": "Ten chars.", "q_role": "nurse"}]


def test_the_list_tells_answers_and_faults_in_the_words_of_the_page(phone: Phone, hall: Hall, slug: str) -> None:
    told = {"porter": Wording({"en": "A porter", "cy": "Porthor"}), "nurse": Wording({"en": "A nurse", "cy": "Nyrs"})}
    options = tuple(Option(key=key, text=text) for key, text in told.items())
    role = a_question(
        "q_role", kind="one_choice", codebook=None, options=options, text=Wording({"en": "Role", "cy": "Rôl"})
    )
    hall.publish(a_survey(slug, questions=(a_question(), role)))
    errors = [{"field": "answers.q_role", "message": "Choose another"}]
    hall.instead.append(problem(400, detail="Nothing was stored. answers.q_role: Choose another", errors=errors))
    phone.open().write("More time").page.get_by_label("A porter").check()
    phone.send().says(state="Saved on this phone, but not accepted.").open()
    lines = phone.waiting(1).page.locator("#waiting li p").all_inner_texts()
    assert lines[1:4] == ["More time · A porter", "Not taken", "Role – Choose another"]
