"""Pictures of each state of each page, compared with those in ``pictures/``.

To take them anew: ``MOCKINT_PICTURES=draw scripts/test tests/web/test_pictures.py``, or some by
name: ``MOCKINT_PICTURES=home,now-over``. Then look at each before it is committed.
"""

import base64
import os
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from tests.support import png
from tests.support.browser import Page, needs_chromium
from tests.support.open_page import OpenPage, open_page
from tests.support.page_states import FIRST, STATES, TONIGHT, Shown, devices, keep_history

pytestmark = needs_chromium

PICTURES = Path(__file__).parent / "pictures"
SIZES = {"wide": (1280, 900, 0.5), "phone": (390, 844, 1.0)}
"""Width, height, and how large the picture is of that: two megabytes are enough for all."""
MOST = 1.25
"""So many windows of a longer page are in its picture."""
SCHEMES = ("light", "dark")
ANEW = os.environ.get("MOCKINT_PICTURES", "").split(",")
"""Names of states, or "draw" for all."""
FONT_PX = 1722.8
"""How long :data:`SAMPLE` is in the font that the pictures were taken in."""
SAMPLE = "Tell me about a time, 0123456789"
SAME_FONT, ANOTHER_FONT = 1.2, 15.0
"""How unlike a picture may be. What is kept has few colors, which measured up to 0.8; a part that
is missing 1.3 and more, where it is not small. In another font lines break elsewhere and all below
moves, which measured up to 9 (11 with a fixed width): there only what is wholly wrong is found."""
LENGTH = """((text) => {
    const drawn = document.createElement('canvas').getContext('2d');
    drawn.font = '100px ' + getComputedStyle(document.body).fontFamily;
    return drawn.measureText(text).width;
})(arguments[0])"""


BOXES = """['#question', '#doing', '#clock', '#keys .first'].map((css) => {
    const box = document.querySelector(css).getBoundingClientRect();
    return [box.top, box.bottom];
})"""


class Tonight(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        return TONIGHT.astimezone(tz)


def shot(page: Page, size: str, scheme: str) -> png.Pixels:
    """The page from its top, in that window."""
    width, height, scale = SIZES[size]
    page.wear(width, scheme, height)
    whole = page.js("document.documentElement.scrollHeight")
    if whole > height:
        height = min(whole, int(MOST * height))
        page.wear(width, scheme, height)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
    how = {"format": "png", "optimizeForSpeed": True, "clip": clip}
    taken = page.driver.execute_cdp_cmd("Page.captureScreenshot", how)
    return png.read(base64.b64decode(taken["data"]))


def pictures(here: OpenPage, name: str, state: Shown) -> Iterator[tuple[str, png.Pixels]]:
    """(file name, picture) in each size, in light and in dark."""
    here.show(state.path, state.now, yours=state.yours)
    here.page.js(state.then or "0")
    for size in SIZES:
        for scheme in SCHEMES:
            yield f"{name}-{size}-{scheme}.png", shot(here.page, size, scheme)


def test_every_page_looks_as_in_its_pictures(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("evening", "plan"):
        monkeypatch.setattr(f"mockint.web.showing.{name}.datetime", Tonight)
    monkeypatch.setattr("mockint.audio.devices.list_devices", devices)
    unlike: dict[str, float] = {}
    with open_page(page) as here:
        here.enter()
        limit = SAME_FONT if abs(page.js(LENGTH, SAMPLE) - FONT_PX) < 1 else ANOTHER_FONT
        for name, state in STATES.items():
            anew = name in ANEW or "draw" in ANEW
            if ANEW != [""] and not anew:
                continue
            if name not in FIRST and not (tmp_path / "kept").exists():
                monkeypatch.setenv("MOCKINT_HOME", str(tmp_path / "kept"))
                keep_history()
            for file, taken in pictures(here, name, state):
                kept = PICTURES / file
                if anew:
                    PICTURES.mkdir(exist_ok=True)
                    kept.write_bytes(png.small(taken))
                away = png.difference(png.read(kept.read_bytes()), taken)
                if away > limit:
                    (tmp_path / file).write_bytes(png.small(taken))
                    unlike[file] = round(away, 1)
    assert not unlike, f"these differ from {PICTURES}, see {tmp_path}: {unlike}"


def test_every_picture_is_compared() -> None:
    wanted = {f"{name}-{size}-{scheme}" for name in STATES for size in SIZES for scheme in SCHEMES}
    assert {path.stem for path in PICTURES.glob("*.png")} == wanted


@pytest.mark.parametrize("height", [667, 900])
def test_on_a_phone_all_that_counts_is_in_sight_and_stays_in_its_place(
    page: Page, height: int
) -> None:
    with open_page(page) as here:
        here.enter()
        page.wear(390, "light", height)
        places = []
        for name in ("now-your-turn", "now-talking", "now-thinking"):
            here.show("/now", STATES[name].now)
            boxes = page.js(BOXES)
            assert all(0 <= top < bottom <= height for top, bottom in boxes), (name, boxes)
            places.append(boxes)
        assert places[1:] == places[:-1]
