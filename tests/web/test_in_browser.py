"""A whole evening on the page: real Chromium, real server, the virtual sound card."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium_axe_python import Axe

from mockint.audio.files import read
from tests.interview.test_on_card import FLAWED, SLUG, alike
from tests.support.browser import PHONE, Page, needs_chromium
from tests.support.sound_card import RATE_HZ, Card, wait_for
from tests.support.told_round import BEGAN, keep_round

pytestmark = [needs_chromium, pytest.mark.sound]

LIMIT_S = 60.0
PATHS = (
    "/", "/questions", "/rounds", "/progress", "/sound", "/settings", "/shown", "/now",
    "/stories", "/add-story", "/cv", f"/questions/{SLUG}", "/practice",
)  # fmt: skip


class Server:
    """``mockint open --no-browser`` in a process of its own."""

    def __init__(self, card: Card, home: Path) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mockint", "open", "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **card.environment(), "MOCKINT_HOME": str(home)},
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    @property
    def root(self) -> str:
        return self.address.partition("/enter")[0]

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """(exit code, what it said on standard error)."""
        self.process.send_signal(number)
        _out, said = self.process.communicate(timeout=LIMIT_S)
        return self.process.returncode, said


Start = Callable[[], Server]


@pytest.fixture
def start(virtual_card: Card, home: Path) -> Iterator[Start]:
    (home / "config").mkdir(parents=True)
    settings = 'engine = "pocketsphinx"\nprobes = 0\nvoice = "none"\n'
    (home / "config" / "config.toml").write_text(settings)
    begun: list[Server] = []

    def begin() -> Server:
        begun.append(Server(virtual_card, home))
        return begun[-1]

    yield begin
    for one in begun:
        if one.process.poll() is None:
            one.process.kill()
        one.process.communicate()


def enter(page: Page, server: Server) -> None:
    page.driver.get(server.address)
    until(page, "location.pathname === '/'")


def until(page: Page, script: str) -> None:
    page.until(script, LIMIT_S)


def press(page: Page, label: str) -> None:
    page.click(page.driver.find_element(By.XPATH, f"//button[contains(., '{label}')]"))


def begin_round(page: Page, server: Server) -> None:
    page.driver.get(f"{server.root}/questions/{SLUG}")
    press(page, "Answer it")
    until(page, "document.getElementById('doing')?.textContent.startsWith('Recording')")


def test_a_round_by_mouse_reloaded_in_the_middle(
    start: Start, page: Page, virtual_card: Card
) -> None:
    server = start()
    enter(page, server)
    begin_round(page, server)
    played = FLAWED / "follow_through.ogg"
    virtual_card.do("play", str(played))
    page.driver.refresh()
    until(page, "document.getElementById('doing').textContent.startsWith('Recording')")
    until(page, "document.getElementById('words').textContent.length > 20")
    press(page, "Done")
    until(page, "location.pathname.startsWith('/rounds/')")
    until(page, "!document.getElementById('next').hidden")
    assert "Enter" in page.find("#next").text
    (answer,) = (server.home / "data" / "rounds").rglob("answer-1.flac")
    assert alike(read(answer), read(played)) > 0.95

    # The recording plays from the server, from any place in it.
    page.js("document.querySelector('audio').currentTime = 3.0")
    until(page, "document.querySelector('audio').seekable.length > 0")
    until(page, "document.querySelector('audio').currentTime >= 3.0")
    code, said = server.end()
    assert code == 128 + signal.SIGTERM
    assert "Traceback" not in said, said


def test_a_round_by_keyboard_and_a_second_tab(start: Start, page: Page, virtual_card: Card) -> None:
    server = start()
    enter(page, server)
    begin_round(page, server)
    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    page.driver.get(f"{server.root}/now")
    until(page, "!document.getElementById('elsewhere').hidden")
    page.type("p")
    assert "Recording" in page.find("#doing").text, "the other tab has the keys"
    press(page, "Go on here")
    until(page, "document.getElementById('elsewhere').hidden")
    page.find("main").click()
    page.type("p")
    until(page, "document.getElementById('doing').textContent.startsWith('Thinking')")
    page.type("p")
    until(page, "document.getElementById('doing').textContent.startsWith('Recording')")
    virtual_card.do("play", str(FLAWED / "follow_through.ogg"))
    page.driver.close()
    page.driver.switch_to.window(first)
    until(page, "document.getElementById('elsewhere').hidden")
    page.type(Keys.ENTER)
    until(page, "location.pathname.startsWith('/rounds/')")

    # Once more, by a key on the debrief; then the two takes stand side by side.
    until(page, "!document.getElementById('next').hidden")
    before = page.js("location.pathname")
    page.type(Keys.ENTER)
    until(page, "location.pathname === '/now'")
    until(page, "document.getElementById('doing')?.textContent.startsWith('Recording')")
    virtual_card.do("play", str(FLAWED / "follow_through.ogg"))
    page.type(Keys.ENTER)
    until(page, "location.pathname.startsWith('/rounds/')")
    assert page.js("location.pathname") != before
    until(page, "!document.getElementById('next').hidden")
    page.type("q")
    until(page, "document.getElementById('next').hidden")


def test_what_a_killed_server_recorded_is_offered_at_the_next_start(
    start: Start, page: Page, virtual_card: Card, home: Path
) -> None:
    server = start()
    enter(page, server)
    begin_round(page, server)
    virtual_card.do("play", str(FLAWED / "follow_through.ogg"))
    server.end(signal.SIGKILL)
    until(page, "document.getElementById('doing').textContent.includes('stopped')")
    (torn,) = (home / "data" / "rounds").rglob("answer-1*.wav")
    assert torn.stat().st_size > 2 * 2 * RATE_HZ

    again = start()
    enter(page, again)

    def is_offered() -> bool:
        """Once what the dead server left behind has let go of the round."""
        page.driver.get(again.root)
        return "Judge it now" in page.driver.page_source

    wait_for(is_offered, LIMIT_S)
    press(page, "Judge it now")
    until(page, "location.pathname.startsWith('/rounds/')")
    assert page.find("main").text
    page.driver.get(again.root)
    assert "Judge it now" not in page.driver.page_source
    press(page, "Close mockint")
    wait_for(lambda: again.process.poll() is not None, LIMIT_S)
    assert again.process.returncode == 0


def no_violations(page: Page, width: int) -> None:
    axe = Axe(page.driver)
    axe.inject()
    found = axe.run()["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    assert page.js("document.documentElement.scrollWidth") <= width


def tell_a_story_and_edit_it(page: Page, server: Server, card: Card) -> None:
    """What is wrong is said, and nothing is lost."""
    page.driver.get(f"{server.root}/stories")
    page.find("#f-name").send_keys("Late orders")
    press(page, "Tell it aloud")
    until(page, "document.getElementById('doing')?.textContent.startsWith('Recording')")
    card.do("play", str(FLAWED / "follow_through.ogg"))
    press(page, "Done")
    until(page, "document.getElementById('keys').textContent.includes('Keep it')")
    press(page, "Keep it")
    until(page, "location.pathname === '/stories/late-orders/edit'")
    heard = page.js("[...document.querySelectorAll('.box textarea')].map((one) => one.value)")
    assert len(" ".join(heard).split()) > 5, heard
    for box in page.all(".box textarea"):
        box.clear()
    press(page, "Save")
    until(page, "document.activeElement.id === 'errors'")
    no_violations(page, 390)
    page.find("#errors a").send_keys(Keys.ENTER)
    page.type("Orders failed at night.")
    until(page, "document.getElementById('c-situation').textContent.startsWith('4 words')")
    press(page, "Save")
    until(page, "location.pathname === '/stories/late-orders'")
    assert "Orders failed at night." in page.find("main").text


def correct_by_click_and_by_keyboard(page: Page) -> None:
    """A word, a second one, a part; one undone; then all is judged anew."""
    toggle = page.find(".fixing button")
    page.click(toggle)
    page.click(page.driver.find_element(By.XPATH, "//span[@class='w fault']/button[.='assigned']"))
    until(page, "document.activeElement.id === 'fix-text'")
    no_violations(page, 390)
    page.type("known", Keys.ENTER)
    until(page, "document.getElementById('fix-said').textContent.includes('1 change ')")
    assert page.js("document.activeElement.textContent") == "known"
    page.type(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.DELETE)
    page.type(Keys.ARROW_RIGHT, Keys.ENTER)
    until(page, "document.activeElement.id === 'fix-text'")
    page.type(Keys.TAB, "Task b", Keys.TAB, Keys.ENTER)
    until(page, "document.getElementById('fix-said').textContent.includes('3 changes')")
    no_violations(page, 390)
    press(page, "Undo")
    until(page, "document.getElementById('fix-said').textContent.includes('2 changes')")
    page.find("#fix-save").send_keys(Keys.ENTER)
    until(page, "document.activeElement.id === 'corrected-answer-1'")
    changed = page.find("#corrected-answer-1").text
    assert '"assigned" is now "known"' in changed
    assert '"um," was removed' in changed
    assert "No longer noted: Work you were assigned." in changed
    assert not page.playing(), "a click corrected, and did not play"


def test_a_story_is_told_and_edited_and_words_are_corrected(
    start: Start, page: Page, virtual_card: Card
) -> None:
    keep_round()
    folder = keep_round(BEGAN + timedelta(days=1))
    server = start()
    enter(page, server)
    page.wear(390, "light")
    tell_a_story_and_edit_it(page, server, virtual_card)
    page.driver.get(f"{server.root}/rounds/{folder.id}/beside")
    assert len(page.all(".takes tbody tr")) == 9
    no_violations(page, 390)
    page.driver.get(f"{server.root}/rounds/{folder.id}")
    correct_by_click_and_by_keyboard(page)


def test_the_second_server_opens_the_first(start: Start, page: Page) -> None:
    first, second = start(), start()
    assert second.root == first.root
    assert second.process.wait(LIMIT_S) == 0
    enter(page, second)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, PHONE])
def test_axe_finds_nothing(start: Start, page: Page, scheme: str, width: int) -> None:
    server = start()
    enter(page, server)
    page.wear(width, scheme)
    for path in PATHS:
        page.driver.get(server.root + path)
        no_violations(page, width)
