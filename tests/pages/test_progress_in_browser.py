"""The progress page in a real Chromium: readable by everybody, fetching nothing."""

from pathlib import Path

import pytest
from selenium_axe_python import Axe

from mockint.commands.progress import progress, write_page
from tests.support.browser import PHONE, WIDE, Page, needs_chromium
from tests.support.past_rounds import STRONG, WEAK, keep

pytestmark = needs_chromium


@pytest.mark.parametrize(("scheme", "width"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing(page: Page, tmp_path: Path, scheme: str, width: int) -> None:
    keep(WEAK)
    keep(STRONG, days=1)
    path = tmp_path / "progress.html"
    assert write_page(progress(), path)
    page.open(path, width=width, scheme=scheme)
    assert page.requests() == {path.as_uri()}
    axe = Axe(page.driver)
    axe.inject()
    result = axe.run()
    assert not result["violations"], axe.report(result["violations"])
    assert page.js("document.documentElement.scrollWidth") <= width
    errors = [entry for entry in page.driver.get_log("browser") if "Security" in entry["message"]]
    assert not errors
