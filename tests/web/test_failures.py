"""What goes wrong round the page: nothing is lost, and all of it is said in plain words."""

import http.client
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from mockint.audio.files import read
from tests.interview.test_on_card import FLAWED, alike
from tests.support.browser import Page, needs_chromium
from tests.support.sound_card import Card
from tests.web.test_in_browser import Server, Start, begin_round, enter, press, start, until

__all__ = ["start"]  # a fixture

SAID_WITHIN_S = 2.0


@needs_chromium
@pytest.mark.sound
def test_device_lost_suspended_and_closed(
    start: Start, page: Page, virtual_card: Card  # noqa: F811
) -> None:
    server = start()
    enter(page, server)
    begin_round(page, server)
    notes = "document.getElementById('notes').textContent"
    for undo, do, said in (("plug", "unplug", "disconnected"), ("thaw", "freeze", "no sound")):
        virtual_card.do(do)
        began = time.monotonic()
        until(page, f"/{said}/.test({notes})")
        print(do, time.monotonic() - began, page.js(notes))
        virtual_card.do(undo)
        until(page, f"/back/.test({notes})")
        print(page.js(notes))
    os.kill(server.process.pid, signal.SIGSTOP)
    time.sleep(20)
    print(page.js("document.getElementById('doing').textContent"))
    os.kill(server.process.pid, signal.SIGCONT)
    time.sleep(3)
    print(page.js("document.getElementById('doing').textContent"), page.js("document.getElementById('clock').textContent"), page.js(notes))
    virtual_card.do("play", str(FLAWED / "own_part.ogg"))
    print(page.js(notes))
    page.driver.save_screenshot("/tmp/gate-a.png")
    page.driver.get(server.root)
    press(page, "Close mockint")
    page.driver.save_screenshot("/tmp/gate-b.png")
    print(page.find("main").text)
    press(page, "Close mockint")
    time.sleep(.2)
    page.driver.save_screenshot("/tmp/gate-c.png")
    print(page.find("main").text)
    print(server.process.communicate(timeout=60))
    print(list(server.home.rglob("*")))
