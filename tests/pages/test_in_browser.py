"""The page in a real Chromium: it plays, it can be used by keyboard, it fetches nothing."""

import base64
import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.print_page_options import PrintOptions
from selenium_axe_python import Axe

from mockint.commands.report import write_page
from mockint.history.catalogue import load_round
from mockint.history.folders import RoundFolder
from mockint.record import Answer, RoundRecord
from mockint.transcribe.types import Word
from tests.support.browser import PHONE, WIDE, Page, needs_chromium
from tests.support.told_round import DOUBTED, keep_round, library

pytestmark = needs_chromium
HOSTILE = "</script><script>window.caught=1</script><img src=x onerror=window.caught=1>'\"&\u2028"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundFolder]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOCKINT_HOME", str(tmp_path_factory.mktemp("home")))
        folder = keep_round()
        write_page(load_round(folder, library()), folder.path, library())
        yield folder


@pytest.fixture
def opened(page: Page, kept: RoundFolder) -> Page:
    page.open(kept.path / "debrief.html")
    return page


def test_a_click_on_a_quote_plays_from_where_it_was_said(opened: Page) -> None:
    quote = opened.find(".findings .quote")
    said_at = float(quote.get_attribute("data-t") or "nan")
    assert said_at > 10
    opened.click(quote)
    opened.until("!document.getElementById('answer-1').paused")
    opened.until(f"document.getElementById('answer-1').currentTime > {said_at + 0.2}")
    assert opened.now() < said_at + 8
    first = quote.find_element(By.TAG_NAME, "q").text.split()[0]
    opened.type(Keys.SPACE)
    assert not opened.playing()
    opened.js("document.getElementById('answer-1').currentTime = arguments[0]", said_at)
    opened.until("document.querySelector('.words .w.spoken') !== null")
    opened.until(f"document.querySelector('.words .spoken').dataset.t == {said_at}")
    assert opened.find(".words .spoken").text == first
    assert "0:" in opened.find("#clock").text or "1:" in opened.find("#clock").text


@pytest.mark.parametrize(
    ("css", "at"),
    [
        ("#said-1 ~ .words .w", 60),  # a word
        (".parts tbody tr:nth-child(4) .at", 0),  # a part, in the table
        (".findings .quote", 0),
        (".beside .own .w", 3),
        (".timeline .block.yours", 1),
        (".stretch .at", 2),
    ],
)
def test_whatever_has_a_time_plays_from_there(opened: Page, css: str, at: int) -> None:
    element = opened.all(css)[at]
    wanted = float(element.get_attribute("data-t") or "nan")
    opened.click(element)
    opened.until("!document.getElementById('answer-1').paused")
    assert wanted - 0.01 < opened.now() < wanted + 8
    assert f"from {int(wanted) // 60}:{int(wanted) % 60:02d}" in opened.find("#status").text


def test_a_click_into_the_waveform_plays_from_that_moment(opened: Page) -> None:
    wave = opened.find(".timeline .wave")
    opened.click(wave)
    opened.until("!document.getElementById('answer-1').paused")
    middle = float(opened.js("document.getElementById('answer-1').duration")) / 2
    assert abs(opened.now() - middle) < 8


def test_a_reply_has_a_recording_of_its_own(opened: Page) -> None:
    opened.click(opened.find(".findings .quote"))
    opened.until("!document.getElementById('answer-1').paused")
    opened.click(opened.find(".follow-up .words[data-take='reply-1-1'] .w"))
    opened.until("!document.getElementById('reply-1-1').paused")
    assert not opened.playing("answer-1")
    assert "follow-up 1" in opened.find("#what").text


def test_everything_can_be_done_by_keyboard(opened: Page) -> None:
    opened.type(Keys.SPACE)
    opened.until("!document.getElementById('answer-1').paused")
    opened.type(Keys.SPACE)
    opened.until("document.getElementById('answer-1').paused")
    starts = opened.js(
        "[...document.querySelectorAll('#said-1 ~ .words .p')]"
        ".map(phrase => Number(phrase.querySelector('.w').dataset.t))"
    )
    assert starts == sorted(starts)
    opened.js("document.getElementById('answer-1').currentTime = 0")
    walked = []
    for key in (Keys.RIGHT, Keys.RIGHT, Keys.RIGHT, Keys.LEFT):
        opened.type(key)
        walked.append(opened.now())
    assert walked == pytest.approx([starts[0], starts[1], starts[2], starts[1]], abs=0.01)
    opened.type(Keys.SHIFT + Keys.RIGHT)
    assert starts[1] < opened.now() < starts[2]
    # A button works as buttons do, and once more stops; the slider keeps its own arrows.
    quote = opened.find(".findings .quote")
    opened.js("arguments[0].focus()", quote)
    opened.type(Keys.ENTER)
    opened.until("!document.getElementById('answer-1').paused")
    assert opened.now() > float(quote.get_attribute("data-t") or "nan") - 0.01
    opened.type(Keys.SPACE)
    opened.until("document.getElementById('answer-1').paused")
    opened.js("document.getElementById('answer-1').currentTime = 10")
    opened.js("document.getElementById('position').focus()")
    opened.type(Keys.RIGHT)
    assert opened.now() == pytest.approx(10.1, abs=0.05)


def test_tab_reaches_every_control_and_shows_where_it_is(opened: Page) -> None:
    reached = []
    for _ in range(12):
        opened.type(Keys.TAB)
        reached.append(opened.js("document.activeElement.className || document.activeElement.id"))
        outline = opened.js("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", reached
    assert {"skip", "at", "quote"} <= set(reached)


@pytest.mark.parametrize(("scheme", "width"), [("light", WIDE), ("dark", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing(page: Page, kept: RoundFolder, scheme: str, width: int) -> None:
    record = load_round(kept, library())
    if width == PHONE:  # two questions: no name and no id twice
        record = replace(record, answers=(*record.answers, shortened(record.answers[0])))
    path = write_page(record, kept.path, library(), page=kept.path / "for-axe.html")
    page.open(path, width=width, scheme=scheme)
    page.click(page.find(".findings .quote"))  # with a word marked
    page.until("document.querySelector('.spoken') !== null")
    page.js("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
    axe = Axe(page.driver)
    axe.inject()
    result = axe.run()
    assert not result["violations"], axe.report(result["violations"])
    assert page.js("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
    assert page.js("document.documentElement.scrollWidth") <= width


def test_nothing_leaves_the_page(opened: Page, kept: RoundFolder) -> None:
    opened.click(opened.find(".findings .quote"))
    opened.until("document.getElementById('answer-1').currentTime > 0")
    ours = f"{kept.path.as_uri()}/"
    entries = opened.js("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert all(url.startswith((ours, "data:")) for url in entries), entries
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"http://127.0.0.1:{door.getsockname()[1]}/"
        for attempt in (
            f"fetch('{address}').catch(() => 0), 1",
            f"(new Image()).src = '{address}'",
            f"navigator.sendBeacon('{address}')",
            f"document.head.append(Object.assign(document.createElement('script'),"
            f" {{src: '{address}'}})), 1",
        ):
            opened.js(attempt)
        refused = opened.driver.get_log("browser")
        door.settimeout(0.5)
        with pytest.raises(TimeoutError):
            door.accept()
    assert sum("Content Security Policy" in entry["message"] for entry in refused) >= 3
    asked = {url for url in opened.requests() if not url.startswith(("data:", address))}
    assert f"{ours}answer-1.flac" in asked
    assert all(url.startswith(ours) for url in asked), asked


def test_the_page_itself_breaks_no_rule_of_its_own(page: Page, kept: RoundFolder) -> None:
    page.driver.get_log("browser")
    page.open(kept.path / "debrief.html")
    page.click(page.find(".findings .quote"))
    page.until("document.getElementById('answer-1').currentTime > 0")
    assert page.driver.get_log("browser") == []


def shortened(answer: Answer) -> Answer:
    """One's own story, half a minute of it, without a model answer."""
    assert answer.transcript
    words = answer.transcript.words[:40]
    return replace(
        answer,
        question=replace(answer.question, slug="own"),
        transcript=replace(answer.transcript, words=words),
        exchanges=(),
    )


def hostile(record: RoundRecord) -> RoundRecord:
    """The round with markup wherever a text can stand."""
    [answer] = record.answers
    assert answer.transcript
    assert answer.analysis
    words = (Word(HOSTILE, 0.1, 0.4, 0.2), *answer.transcript.words)
    signals = tuple(replace(one, quote=HOSTILE) for one in answer.analysis.signals)
    probe = replace(answer.exchanges[0].probe, ask=HOSTILE, because=HOSTILE, quote=HOSTILE)
    told = replace(
        answer,
        question=replace(answer.question, ask=HOSTILE),
        transcript=replace(answer.transcript, words=words, engine=HOSTILE),
        analysis=replace(answer.analysis, signals=signals),
        exchanges=(replace(answer.exchanges[0], probe=probe), *answer.exchanges[1:]),
    )
    return replace(record, answers=(told,), notices=(HOSTILE,))


def test_markup_in_what_was_said_is_text(page: Page, kept: RoundFolder) -> None:
    record = hostile(load_round(kept, library()))
    page.open(write_page(record, kept.path, library(), page=kept.path / "hostile.html"))
    assert page.js("window.caught === undefined")
    assert page.js("document.scripts.length") == 1
    assert page.js("document.images.length") == 0
    assert page.find("h2").text.strip() == HOSTILE.replace("\u2028", "<U+2028>").strip()
    for css in (".note", "#said-1 ~ .words .w", ".findings q", ".ask", "footer p"):
        assert "onerror=window.caught=1>'\"&" in page.find(css).text, css
    page.click(page.find("#said-1 ~ .words .w"))
    page.until("!document.getElementById('answer-1').paused")
    assert page.js("window.caught === undefined")


def test_words_in_doubt_are_grey_and_nothing_else(opened: Page, kept: RoundFolder) -> None:
    [answer] = load_round(kept, library()).answers
    assert answer.transcript
    doubted = [word.text for word in answer.transcript.words[DOUBTED::DOUBTED]]
    assert [one.text for one in opened.all("#said-1 ~ .words .w.unsure")] == doubted


def test_with_the_recordings_inside_it_plays_alone(
    page: Page, kept: RoundFolder, tmp_path: Path
) -> None:
    record = load_round(kept, library())
    target = tmp_path / "a folder" / "sent.html"
    target.parent.mkdir()
    page.open(write_page(record, kept.path, library(), page=target, embed=True))
    page.click(page.find(".findings .quote"))
    page.until("document.getElementById('answer-1').currentTime > 1")
    assert {url for url in page.requests() if not url.startswith("data:")} == {target.as_uri()}


def test_it_prints(opened: Page) -> None:
    first_pages = PrintOptions()
    first_pages.page_ranges = ["1-2"]
    pdf = base64.b64decode(opened.driver.print_page(first_pages))
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 2
    opened.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = "getComputedStyle(document.querySelector('{}')).display"
        assert opened.js(shown.format(".player")) == "none"
        assert opened.js(shown.format(".timeline")) == "block"
    finally:
        opened.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert opened.js("[...document.querySelectorAll('details')].every(folded => folded.open)")


def test_without_script_all_text_is_there(page: Page, kept: RoundFolder) -> None:
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.open(kept.path / "debrief.html")
        assert not page.find(".player").is_displayed()
        assert page.find("#answer-1").is_displayed()
        text = page.find("main").text
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    [answer] = load_round(kept, library()).answers
    assert answer.analysis
    assert answer.transcript
    for signal in answer.analysis.signals:
        assert signal.quote in text
    assert answer.transcript.words[-1].text in text
    assert "Click a word" not in text


def test_where_the_recording_is_gone_it_says_so_or_offers_none(
    page: Page, kept: RoundFolder, tmp_path: Path
) -> None:
    beside = tmp_path / "moved.html"
    beside.write_bytes((kept.path / "debrief.html").read_bytes())
    page.open(beside)
    page.click(page.find(".findings .quote"))
    page.until("document.getElementById('status').textContent.includes('still next to')")
    lonely = tmp_path / "round"
    shutil.copytree(kept.path, lonely, ignore=shutil.ignore_patterns("*.flac", "*.html"))
    record = load_round(RoundFolder(lonely), library())
    page.open(write_page(record, lonely, library()))
    assert not page.all("button, audio, .player")
    assert page.all(".sheet q")
