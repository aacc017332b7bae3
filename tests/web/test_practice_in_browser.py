"""Practice on the page: a drill, a quiz and a lesson, from choosing to what comes next."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium_axe_python import Axe

from tests.support.browser import PHONE, Page, needs_chromium
from tests.support.flite_says import say
from tests.support.sound_card import Card
from tests.web.test_in_browser import Start, enter, press, start, until  # noqa: F401

pytestmark = [needs_chromium, pytest.mark.sound]

SLUG = "protected-users-at-a-business-cost"
RESULT = "The failures fell from three percent to one percent. That saved ten hours a week."


def accessible(page: Page, what: str) -> None:
    """axe finds nothing to say about it."""
    axe = Axe(page.driver)
    axe.inject()
    found = axe.run()["violations"]
    assert not found, (what, [(one["id"], one["nodes"][0]["html"]) for one in found])


def waits_for(page: Page, doing: str) -> None:
    until(page, f"document.getElementById('doing')?.textContent.startsWith('{doing}')")


def ended(page: Page) -> str:
    """What is offered after what was practiced."""
    until(page, "location.pathname === '/shown'")
    until(page, "!document.getElementById('next').hidden")
    return page.find("#next").text


def choose(page: Page, root: str, **chosen: str) -> None:
    page.driver.get(f"{root}/practice")
    for field, value in chosen.items():
        Select(page.find(f"#{field.replace('_', '-')}")).select_by_value(value)


def test_a_drill_a_quiz_and_a_lesson(
    start: Start,  # noqa: F811
    page: Page,
    virtual_card: Card,
    tmp_path: Path,
) -> None:
    server = start()
    enter(page, server)

    def speak(text: str) -> None:
        virtual_card.do("play", str(say(tmp_path, text)))

    drill(page, server.root, speak)
    quiz(page, server.root, speak)  # begun while the drill's offers stand
    learn(page, server.root, speak)


def drill(page: Page, root: str, speak: Callable[[str], None]) -> None:
    """By mouse: what to tell and its seconds are there, and fill while one talks."""
    choose(page, root, drill_about=SLUG, drill_what="result")
    press(page, "Start the drill")
    waits_for(page, "Recording")
    assert "Tell only the result" in page.find("#question").text
    speak(RESULT)
    until(page, "document.querySelector('#exercise progress').value > 2")
    assert page.find("#exercise").text.startswith("Result")
    accessible(page, "a drill")
    press(page, "Done")
    waits_for(page, "Waiting")
    assert page.find("#about").text.startswith("Tell me about a time")
    press(page, "End")
    assert "Only the Result" in ended(page)
    said = page.find("main").text
    assert "Your try" in said
    assert "How to tell a Result" in said


def quiz(page: Page, root: str, speak: Callable[[str], None]) -> None:
    """One answer aloud, one by its name."""
    choose(page, root, quiz_question=SLUG)
    press(page, "Start the quiz")
    waits_for(page, "Recording")
    first = page.find("#question").text
    options = [one.find_element(By.TAG_NAME, "span").text for one in page.all("#keys .named")]
    assert len(options) == 4
    speak("The second one.")
    page.type(Keys.ENTER)
    waits_for(page, "Waiting")
    assert page.find("#about").text == first
    page.type(Keys.ENTER)
    waits_for(page, "Recording")
    second = page.find("#question").text
    press(page, page.find("#keys .named span").text)
    waits_for(page, "Waiting")
    page.type("q")
    assert "Another quiz" in ended(page)
    asked = [one.text for one in page.all(".quizzed h2")]
    for one, name in zip(asked, (first, second), strict=True):
        assert one.endswith(name)
    assert page.find(".quizzed dd").text == f"B: {options[1]}"
    accessible(page, "what a quiz came to")
    page.type("q")
    until(page, "document.getElementById('next').hidden")


def learn(page: Page, root: str, speak: Callable[[str], None]) -> None:
    """By keyboard: to a part, tried; then what is wrong with the weak answer, typed."""
    choose(page, root, learn_question=SLUG)
    press(page, "Start the lesson")
    waits_for(page, "Waiting")
    page.type("j")
    waits_for(page, "Jump")
    page.type("2")
    until(page, "document.getElementById('question').textContent.startsWith('The situation')")
    waits_for(page, "Waiting")
    until(page, "document.getElementById('more').innerText.includes('Model answer')")
    page.type("t")
    waits_for(page, "Recording")
    assert page.find("#question").text.startswith("Tell only the situation")
    speak(RESULT)
    page.type(Keys.ENTER)
    waits_for(page, "Waiting")
    page.type("j")
    waits_for(page, "Jump")
    press(page, "A weak answer")
    until(page, "document.getElementById('question').textContent.startsWith('What is wrong')")
    waits_for(page, "Waiting")
    page.type("k")
    until(page, "document.activeElement.form?.id === 'typing'")
    accessible(page, "a line to type")
    until(page, "document.activeElement.form?.id === 'typing'")
    page.type("There is no number" + Keys.ENTER)
    waits_for(page, "Waiting")
    page.type("q")
    assert "Answer it yourself" in ended(page)
    told = page.find("main").text
    assert "There is no number" in told
    assert "of 26 s" in told or "of 30 s" in told
    page.wear(PHONE, "dark")
    accessible(page, "what a lesson came to, in a phone's width")
    assert page.js("document.documentElement.scrollWidth") <= PHONE


def test_questions_are_found_by_keyboard(start: Start, page: Page) -> None:  # noqa: F811
    server = start()
    enter(page, server)
    page.driver.get(f"{server.root}/questions")
    page.type("/")
    page.type("beyond your job")
    until(page, "document.getElementById('found').textContent.startsWith('1 of')")
    page.type(Keys.ENTER)
    until(page, "location.search.includes('find=beyond')")
    shown = [one for one in page.all(".past a") if one.is_displayed()]
    assert len(shown) == 1
    shown[0].send_keys(Keys.ENTER)
    until(page, "location.pathname === '/questions/beyond-your-job-description'")
