"""A plan made, followed, taken out, deleted and brought in again: in a real browser."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium_axe_python import Axe

from tests.support.browser import Page, needs_chromium
from tests.support.past_rounds import STRONG, WEAK, keep
from tests.support.sound_card import wait_for

pytestmark = needs_chromium

POSTING = Path(__file__).parents[1] / "content" / "postings" / "startup-backend.txt"
LIMIT_S = 30.0
NARROW = 390
COUNTDOWN = "evenings until your loop at Amazon"


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    """The way in to a server with two rounds in its history."""
    keep(STRONG)
    keep(WEAK, days=1)
    server = subprocess.Popen(
        [sys.executable, "-m", "mockint", "open", "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "MOCKINT_HOME": str(home)},
    )
    assert server.stdout is not None
    found = server.stdout.readline().strip()
    wait_for(lambda: answers(found), LIMIT_S)
    yield found
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=LIMIT_S)


def answers(address: str) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", urlsplit(address).port)) == 0


def press(page: Page, label: str) -> None:
    page.click(page.driver.find_element(By.XPATH, f"//main//button[contains(., '{label}')]"))


def follow(page: Page, label: str) -> None:
    page.click(page.driver.find_element(By.LINK_TEXT, label))


def clean(page: Page) -> None:
    """Nothing for axe to find, with all that folds opened; nothing wider than the window."""
    page.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    axe = Axe(page.driver)
    axe.inject()
    found = axe.run()["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    assert page.js("document.documentElement.scrollWidth") <= NARROW


def test_a_plan_and_the_rounds_from_the_first_form_to_the_import(
    address: str, page: Page, tmp_path: Path
) -> None:
    page.wear(NARROW, "light")
    page.driver.get(address)
    page.until("location.pathname === '/'")
    root = page.js("location.origin")
    make_a_plan(page)
    exported = export_all(page, tmp_path)
    delete_all(page)
    page.driver.get(root)
    assert not page.all(".countdown")

    page.driver.get(f"{root}/import")
    clean(page)
    page.find("#zip").send_keys(str(exported))
    press(page, "Import")
    page.until("document.body.textContent.includes('2 rounds came in.')")
    assert page.js("location.pathname") == "/import"
    clean(page)
    page.driver.get(root)
    assert COUNTDOWN in page.find(".countdown").text
    page.driver.get(f"{root}/plan")
    press(page, "Delete the plan")
    page.until("document.getElementById('dialog').open")
    assert page.js("document.activeElement.textContent") == "No"
    page.type(Keys.ENTER)
    page.until("location.pathname === '/plan'")
    assert COUNTDOWN in page.find(".asked-now").text


def make_a_plan(page: Page) -> None:
    """By a posting, from Tonight to Tonight."""
    follow(page, "Plan your evenings until a real loop")
    loop = datetime.now().astimezone().date() + timedelta(days=5)
    page.js("document.getElementById('loop').value = arguments[0]", loop.isoformat())
    page.find("#posting-file").send_keys(str(POSTING))
    page.until("document.getElementById('posting').value.includes('whole backend')")
    assert "Look whether all of it is there" in page.find(".said").text
    clean(page)
    press(page, "Make the plan")
    page.until("document.querySelector('main [role=status]')?.textContent.endsWith('is saved.')")
    assert COUNTDOWN in page.find(".asked-now").text
    clean(page)
    follow(page, "Tonight")
    page.until("location.pathname === '/'")
    assert COUNTDOWN in page.find(".countdown").text
    assert page.all(".steps li")
    clean(page)


def export_all(page: Page, to: Path) -> Path:
    """What the browser put on its disk."""
    downloads = {"behavior": "allow", "downloadPath": str(to)}
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", downloads)
    follow(page, "History")
    page.until("location.pathname === '/rounds'")
    clean(page)
    follow(page, "Export all as a zip file")
    wait_for(lambda: len(list(to.glob("mockint-rounds-*.zip"))) == 1, LIMIT_S)
    (exported,) = to.glob("mockint-rounds-*.zip")
    return exported


def delete_all(page: Page) -> None:
    follow(page, "Delete all …")
    page.until("location.pathname === '/delete'")
    clean(page)
    page.find("#sure").send_keys("delete", Keys.ENTER)
    page.until("document.body.textContent.includes('Deleted 2 rounds, your plan')")
