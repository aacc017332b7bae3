"""A real Chromium, and what tests do with it."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import JavascriptException, NoSuchElementException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
needs_chromium = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="Chromium and its driver are missing: sudo apt-get install chromium chromium-driver",
)
WIDE, PHONE = 1200, 360


class Page:
    """What the tests do with the browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, path: Path, *, width: int = WIDE, scheme: str = "light") -> None:
        self.wear(width, scheme)
        self.driver.get_log("performance")
        self.driver.get(path.as_uri())

    def wear(self, width: int, scheme: str, height: int = 900) -> None:
        """A window of that size, in light or in dark."""
        emulate = self.driver.execute_cdp_cmd
        emulate(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width == PHONE},
        )
        scheme_wanted = [{"name": "prefers-color-scheme", "value": scheme}]
        emulate("Emulation.setEmulatedMedia", {"features": scheme_wanted})

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(f"return {script}", *arguments)

    def find(self, css: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def click(self, element: WebElement) -> None:
        self.js("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    def type(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def now(self, take: str = "answer-1") -> float:
        return float(self.js("document.getElementById(arguments[0]).currentTime", take))

    def playing(self, take: str = "answer-1") -> bool:
        return not self.js("document.getElementById(arguments[0]).paused", take)

    def until(self, script: str, limit_s: float = 10.0) -> None:
        """Until ``script`` is true; what it throws while one page follows another is not yet."""
        waits = WebDriverWait(
            self.driver,
            limit_s,
            poll_frequency=0.02,
            ignored_exceptions=[JavascriptException, NoSuchElementException],
        )
        waits.until(lambda _: self.js(script))

    def requests(self) -> set[str]:
        """Addresses asked for since the page was opened, by Chromium's own log."""
        found = set()
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.add(message["params"]["request"]["url"])
        return found


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as opened:
        yield opened


@contextmanager
def chromium() -> Iterator[Page]:
    """A browser of its own, for as long as the block lasts."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    options.add_argument("--headless=new")
    options.add_argument("--mute-audio")
    options.add_argument("--disable-dev-shm-usage")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium has none for root
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield Page(driver)
    finally:
        driver.quit()
