"""The sound check and the settings in a real Chromium, with the virtual sound card."""

import tomllib
from pathlib import Path
from subprocess import Popen

import numpy as np
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium_axe_python import Axe

from mockint.audio.files import read
from tests.interview.test_on_card import FLAWED
from tests.support.browser import Page, needs_chromium
from tests.support.sound_card import Card
from tests.web.test_in_browser import Start, enter, press, start, until  # noqa: F401  (a fixture)

pytestmark = [needs_chromium, pytest.mark.sound]

NARROW = 390
HEARD_S = 4
METER = "document.getElementById('loudness')"


def chosen(page: Page, name: str) -> str:
    return str(page.js(f"document.getElementById('set-{name}').value"))


def axe_finds_nothing(page: Page) -> None:
    axe = Axe(page.driver)
    axe.inject()
    found = axe.run()["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    assert page.js("document.documentElement.scrollWidth") <= NARROW


def type_speed(page: Page, text: str) -> None:
    speed = page.find("#set-speech_rate")
    speed.clear()
    speed.send_keys(text)


def hear_the_voice(page: Page, card: Card, heard: Path) -> None:
    """It comes out of the loudspeaker that was chosen, and what was chosen stays chosen."""
    Select(page.find("#set-voice")).select_by_value("gmw/en-us")
    Select(page.find("#set-speaker")).select_by_value("vspeaker")
    type_speed(page, "1.3")
    capture = card.begin("capture", str(heard), str(HEARD_S))
    press(page, "Hear the voice")
    until(page, "document.getElementById('next-text').textContent === 'Playing'")
    assert capture.wait(4 * HEARD_S) == 0
    assert np.abs(read(heard)).max() > 0.05
    until(page, "document.getElementById('next').hidden")
    assert page.driver.find_element(By.XPATH, "//button[contains(., 'Hear the voice again')]")
    found = [chosen(page, name) for name in ("voice", "speaker", "speech_rate")]
    assert found == ["gmw/en-us", "vspeaker", "1.3"]


def say_a_sentence(page: Page, card: Card) -> "Popen[bytes]":
    """The meter moves while it is said; then its words and its loudness are shown.

    Returns who says it: after Done there is more to come.
    """
    Select(page.find("#set-device")).select_by_value("vmic")
    press(page, "Say something")
    until(page, "document.getElementById('doing')?.textContent.startsWith('Recording')")
    before = page.js(f"{METER}.value")
    saying = card.begin("play", str(FLAWED / "follow_through.ogg"))
    until(page, f"!{METER}.hidden && {METER}.value > {before} + 0.2")
    until(page, "document.getElementById('words').textContent.length > 20")
    press(page, "Done")
    until(page, "location.pathname === '/sound'")
    said = page.find(".heard").text
    for told in ("All is well", "Good", "thirteen", "vmic"):
        assert told in said
    return saying


def keep_it(page: Page, settings: Path) -> None:
    assert "speech_rate" not in settings.read_text(encoding="utf-8"), "it was only tried"
    press(page, "Keep these as my settings")
    until(page, "document.querySelector('[role=status]')?.textContent.startsWith('Kept')")
    wanted = {"device": "vmic", "speaker": "vspeaker", "voice": "gmw/en-us", "speech_rate": 1.3}
    assert tomllib.loads(settings.read_text(encoding="utf-8")).items() >= wanted.items()


def change_a_setting(page: Page) -> None:
    """It is refused where it stands, as it was typed; then taken; then given back."""
    type_speed(page, "3\n")
    until(page, "document.getElementById('problem-speech_rate') !== null")
    assert "from 0.7 to 1.3" in page.find("#problem-speech_rate").text
    assert page.js("document.activeElement.id") == "set-speech_rate", "one is where it is said"
    assert chosen(page, "speech_rate") == "3"
    axe_finds_nothing(page)
    type_speed(page, "0.9\n")
    until(page, "document.querySelector('[role=status]')?.textContent.startsWith('Saved')")
    page.click(page.find("form[action$='speech_rate'] [name=usual]"))
    until(page, "document.getElementById('set-speech_rate').value === '1.0'")


def test_sound_is_tried_and_kept_and_a_setting_is_refused_at_its_field(
    start: Start,  # noqa: F811  (a fixture)
    page: Page,
    virtual_card: Card,
    home: Path,
    tmp_path: Path,
) -> None:
    server = start()
    enter(page, server)
    page.wear(NARROW, "light")
    page.driver.get(f"{server.root}/sound")
    devices = [one.text for one in Select(page.find("#set-device")).options]
    assert "vmic" in devices
    assert len(devices) == len(set(devices))
    hear_the_voice(page, virtual_card, tmp_path / "heard.wav")
    saying = say_a_sentence(page, virtual_card)
    axe_finds_nothing(page)
    keep_it(page, home / "config" / "config.toml")
    page.driver.get(f"{server.root}/settings")
    change_a_setting(page)
    for path in ("/setup", "/check"):
        page.driver.get(server.root + path)
        axe_finds_nothing(page)
    saying.wait()
