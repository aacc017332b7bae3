"""The page as text: all that the terminal says, nothing but our own markup, a policy that fits."""

import base64
import hashlib
import os
import re
import stat
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.cli import commands
from mockint.errors import FileError, UsageError
from mockint.pages.debrief import render
from mockint.pages.types import Material, Sound
from mockint.record import Correction, RoundRecord, Wait
from mockint.star.types import NextTake
from mockint.text.printable import printable
from mockint.transcribe.types import Transcript, Word
from mockint.views.findings import OPEN, findings
from tests.support import amazon
from tests.views.test_debrief import (
    ANALYSIS,
    PACK,
    TOLD_NOTHING,
    TOLD_TWO,
    answer,
    record,
    shown,
    with_coach,
    with_lost_reply,
)
from tests.views.test_findings import MANY

TAGS = {
    *("a", "article", "audio", "b", "body", "button", "caption", "circle", "code", "defs"),
    *("details", "div", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "head"),
    *("header", "html", "input", "kbd", "li", "line", "main", "meta", "ol", "p", "path"),
    *("pattern", "q", "rect", "script", "section", "span", "strong", "style", "summary", "svg"),
    *("table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul"),
}


class Read(HTMLParser):
    """What a browser would find."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._text: list[tuple[str, str]] = []
        self._in = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        self._text.append((self._in, data))

    def of(self, tag: str) -> str:
        return "".join(data for inside, data in self._text if inside == tag)

    @property
    def text(self) -> str:
        own = (data for inside, data in self._text if inside not in {"script", "style"})
        return squeezed(" ".join(own))


def page(value: RoundRecord, sounds: dict[Path, Sound] | None = None) -> str:
    material = Material(pack=PACK, walkthroughs={}, sounds=sounds or {})
    return render(value, material)


def squeezed(text: str) -> str:
    """Letters and figures alone: signs and line breaks differ between a terminal and a page."""
    return re.sub(r"[^\w]+", " ", text).strip()


def test_examples_are_from_the_work_that_the_story_is_about() -> None:
    in_a_shop = page(record(answer(replace(ANALYSIS, field="shop"))))
    assert "I swept." in in_a_shop
    assert "From nine coats to one." in in_a_shop
    anywhere = page(record(answer()))
    assert "I went." in anywhere
    assert "I swept." not in anywhere


def test_without_a_story_there_is_one_sentence_and_no_bars() -> None:
    read = Read(page(record(replace(answer(TOLD_NOTHING), exchanges=()))))
    assert read.text.count("Tell one thing") == 1
    assert "table" not in read.tags
    assert "Whole answer" not in read.text


def test_what_is_amiss_with_the_story_is_said_first() -> None:
    said = Read(page(record(answer(TOLD_TWO)))).text
    places = [said.index(one) for one in ("Another question", "Tell one", "Situation", "Leaning")]
    assert places == sorted(places)


def test_it_says_what_the_terminal_says() -> None:
    value = record(answer())
    said = Read(page(value)).text
    for line in (
        "Heard with PocketSphinx en-us. Nothing left this machine.",
        "PocketSphinx en-us gets about one word in three wrong",
        "Note: No loudspeaker: questions were shown.",
        "Leaning: no hire",
        "Took it on.",
        "I said it was mine",
        "Acting is shared",
        "Whole answer 1:30",
        "SDE1 budget up to 2:00",
        "2 s to think first, not counted",
        "Delivery: 200 words",
        "30 fillers, 20 per minute, many (30 x um)",
        PACK.keep,
        PACK.change,
        "Hides you.",
        "Next time: Say I.",
        "Did you say whose service it was? I did not hear it.",
        "Follow-up 1",
        "Asked because: a we sentence",
        "Reply: weak. Still shared.",
        "Drill-down",
        "Reply: partly. A step.",
    ):
        assert squeezed(line) in said, line
        assert squeezed(line) in squeezed(shown(value, width=400)), line


def test_what_was_not_understood_in_a_reply_is_told() -> None:
    said = Read(page(record(with_lost_reply()))).text

    assert squeezed("Not understood from 0:02 to 0:05.") in said
    assert squeezed("Not understood from 0:06 to 0:08.") in said
    lost = replace(ANALYSIS, verdict=replace(ANALYSIS.verdict, provisional=True))
    assert squeezed("Leaning: no hire (provisional)") in Read(page(record(answer(lost)))).text


def test_what_was_put_right_and_waited_for_is_told() -> None:
    told = replace(
        answer(),
        corrections=(
            Correction(kind="words", start=3.0, end=3.5, before="west", after="list"),
            Correction(kind="words", start=4.0, end=4.5, before="um", after=""),
            Correction(kind="part", start=5.0, end=9.0, before="task", after="action"),
        ),
        wait=Wait(tail_s=0.6, parts_s=0.2, choice_s=0.0, voice_s=None),
    )
    said = Read(page(record(told))).text
    assert "You corrected 3 things in this answer 0 03 west is now list" in said
    assert "um was removed" in said
    assert "task is now action" in said
    assert "After your answer 0 8 s last words 0 6 judging 0 2" in said
    assert "You put" not in Read(page(record(answer()))).text


def test_what_was_not_judged_and_an_empty_round_are_pages_too() -> None:
    assert "not judged" in Read(page(record(answer(None)))).text
    assert (
        "No answer was recorded"
        in Read(page(record(replace(answer(None), recording=None, exchanges=())))).text
    )
    assert "No question was asked" in Read(page(record())).text


MARKUP = [
    "</script><script>x()</script>",
    "\x1b[2J\x9b\u202e\u2066\x7f",
    "<!--",
    "]]>",
    "\u2028\u2029",
    "&lt;b&gt;",
    "' onx='",
]
anything = st.text(max_size=40) | st.sampled_from([*MARKUP, '" onx="', "<p onx=1>"])


@settings(max_examples=60, deadline=None)
@given(st.lists(anything, min_size=6, max_size=6))
def test_any_text_stays_text(texts: list[str]) -> None:
    word, quote, ask, notice, because, engine = texts
    told = answer(
        replace(ANALYSIS, signals=tuple(replace(s, quote=quote) for s in ANALYSIS.signals))
    )
    told = replace(
        told,
        question=replace(told.question, ask=ask),
        transcript=Transcript((Word(word, 2.0, 3.0, 0.1),), 100.0, engine),
        exchanges=(
            replace(told.exchanges[0], probe=replace(told.exchanges[0].probe, because=because)),
        ),
    )
    assert told.recording
    sounds = {told.recording.path: Sound("answer-1.flac", (0.1, 1.0))}
    plain = Read(page(record(answer()), sounds))
    written = page(replace(record(told), notices=(notice,)), sounds)
    assert printable(written) == written
    found = Read(written)
    assert set(found.tags) <= TAGS
    assert found.tags.count("script") == found.tags.count("style") == 1
    assert found.of("script") == plain.of("script")
    assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"]
    for text in (quote, ask, notice, because):
        assert squeezed(printable(text)) in found.text


def test_the_policy_allows_this_very_style_and_script_and_no_more() -> None:
    value = record(answer())
    [first] = value.answers
    assert first.recording
    path = first.recording.path
    for url, media in (
        ("answer-1.flac", "data: 'self' file:"),
        ("data:audio/flac;base64,AA==", "data:"),
        (None, "'none'"),
    ):
        text = page(value, {path: Sound(url)} if url else {})
        [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
        rules = dict(rule.split(" ", 1) for rule in policy.replace("&#39;", "'").split("; "))
        assert rules["default-src"] == "'none'"
        assert rules["media-src"] == media
        for tag in ("style", "script"):
            inside = text.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert rules[f"{tag}-src"] == f"'sha256-{digest}'"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for a browser is a shell script")
def test_report_opens_the_page_in_the_browser(home: Path, tmp_path: Path) -> None:
    from tests.support.told_round import keep_round

    folder = keep_round()
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n', encoding="utf-8")
    browser.chmod(0o700)
    subprocess.run(
        [sys.executable, "-m", "mockint", "report"],
        env={**os.environ, "MOCKINT_HOME": str(home), "BROWSER": f"{browser} %s"},
        check=True,
        capture_output=True,
    )
    assert opened.read_text(encoding="utf-8") == (folder.path / "debrief.html").as_uri()


def run(*arguments: str) -> str:
    done = CliRunner().invoke(commands, ["report", "--no-open", *arguments])
    if done.exception:
        raise done.exception
    return done.output


def test_report_writes_a_private_page_for_the_newest_or_a_named_round(tmp_path: Path) -> None:
    from tests.support.told_round import BEGAN, keep_round

    with pytest.raises(UsageError, match="no rounds yet"):
        run()
    older, newer = keep_round(BEGAN), keep_round(BEGAN.replace(minute=40))
    assert str(newer.path / "debrief.html") in run()
    assert stat.S_IMODE((newer.path / "debrief.html").stat().st_mode) == 0o600
    assert not (older.path / "debrief.html").exists()
    place = tmp_path / "else where" / "page.html"
    place.parent.mkdir()
    run(older.id, "--output", str(place))
    text = place.read_text(encoding="utf-8")
    [source] = re.findall(r'id="answer-1" src="([^"]+)"', text)
    assert source.startswith("..")
    assert (place.parent / source).resolve() == (older.path / "answer-1.flac").resolve()
    run(older.id, "--output", str(place), "--embed")
    assert place.read_text(encoding="utf-8").count('src="data:audio/flac;base64,') == 4
    with pytest.raises(UsageError, match="no round 2020"):
        run("2020")
    with pytest.raises(FileError, match="could not be written"):
        run(older.id, "--output", str(tmp_path / "missing" / "page.html"))


def test_the_others_are_in_a_closed_fold() -> None:
    value = record(answer(MANY))
    made = render(value, Material(pack=amazon.PACK, walkthroughs={}, sounds={}))
    before, fold, after = made.partition('<details class="more"><summary>and ')
    assert fold
    assert after.startswith(f"{findings(MANY, amazon.PACK).count - OPEN} more</summary>")
    titles = [amazon.PACK.bar.signals[name].title for name in (amazon.PACK.bar.faults)]
    assert f"<h4>{titles[0]}</h4>" in before
    assert f"<h4>{titles[-1]}</h4>" not in before
    assert f"<h4>{titles[-1]}</h4>" in after.partition("</details>")[0]


def test_what_a_local_model_asked_and_said_is_marked() -> None:
    said = NextTake(
        "Say more.", None, "So I fix it um.", 1.0, "So I fix it um. ___", coach="I fix it."
    )
    text = page(record(with_coach(answer(replace(ANALYSIS, next=said)))))

    assert "Asked by your local model, so your reply is not judged." in text
    assert "Asked because" not in text
    assert "Your reply was not judged" not in text
    assert "Your local model says it so: <q>I fix it.</q>" in text
