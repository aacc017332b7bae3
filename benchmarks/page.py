#!/usr/bin/env python3
"""How long the page of a long answer takes to write and to open in Chromium (Debian's, headless).

    python benchmarks/page.py --minutes 10

The answer is the demo's flawed candidate, said over until it is long enough. Opening is what the
browser itself reports: from the start of the navigation to the first text painted, to the end of
loading, and to the moment the script has made every word playable.
"""

import argparse
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--times", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["MOCKINT_HOME"] = home
        measure(Path(home), asked.minutes, asked.times)


def measure(home: Path, minutes: float, times: int) -> None:
    from mockint.commands.report import write_page
    from mockint.wiring import settings

    library = settings.library(settings.settings())
    folder = home / "round"
    folder.mkdir()
    record = long_round(library, folder, minutes * 60)
    for embed in (False, True):
        began = time.perf_counter()
        page = write_page(
            record, folder, library, page=folder / f"{'embedded' if embed else 'page'}.html",
            embed=embed,
        )  # fmt: skip
        wrote = time.perf_counter() - began
        words = len(record.answers[0].transcript.words)
        what = "recording inside" if embed else "recording beside"
        size = page.stat().st_size / 1e6
        print(f"{minutes:g} min, {words} words, {what}: {size:.2f} MB, written in {wrote:.2f} s")
        for name, seconds in opened(page, times).items():
            print(f"  {name}: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s")


def long_round(library: Any, folder: Path, seconds: float) -> Any:
    from mockint.audio.files import read, write_flac
    from mockint.audio.types import RATE_HZ, Recording
    from mockint.content.candidates import load_candidate
    from mockint.locations import content_dir
    from mockint.record import Answer, RoundRecord
    from mockint.star.analyse import analyse
    from mockint.transcribe.types import Transcript, Word

    flawed = load_candidate(content_dir() / "candidates", "flawed")
    once = read(flawed.answer)
    length = len(once) / RATE_HZ
    turns = int(np.ceil(seconds / length))
    write_flac(np.tile(once, turns)[: int(seconds * RATE_HZ)], folder / "answer-1.flac")
    words = []
    for turn in range(turns):
        for said in flawed.spoken:
            step = (said.end - said.start) / len(said.text.split())
            for number, word in enumerate(said.text.split()):
                start = turn * length + said.start + number * step
                words.append(Word(word, start, start + step, 0.9))
    transcript = Transcript(tuple(word for word in words if word.end < seconds), seconds, "script")
    question = library.questions[flawed.question]
    analysis = analyse(
        transcript,
        question=question,
        principle=None,
        level=library.pack.levels[-1],
        library=library,
    )
    answer = Answer(
        question=question,
        principle=library.principles[question.principle],
        recording=Recording(folder / "answer-1.flac", seconds),
        transcript=transcript,
        analysis=analysis,
    )
    return RoundRecord(
        id="long", began=datetime.now(UTC), level="senior", engine="script", voice="none",
        answers=(answer,),
    )  # fmt: skip


def opened(page: Path, times: int) -> dict[str, list[float]]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.add_argument("--headless=new")
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    service = webdriver.ChromeService("/usr/bin/chromedriver")
    driver = webdriver.Chrome(options=options, service=service)
    found: dict[str, list[float]] = {"first text": [], "loaded": [], "every word playable": []}
    try:
        for _ in range(times):
            driver.get(page.as_uri())
            painted, loaded, ready = driver.execute_script(
                "const shown = performance.getEntriesByName('first-contentful-paint')[0];"
                "const [way] = performance.getEntriesByType('navigation');"
                "return [shown ? shown.startTime : way.loadEventEnd, way.loadEventEnd,"
                " way.domContentLoadedEventEnd]"
            )
            for name, milliseconds in zip(found, (painted, loaded, ready), strict=True):
                found[name].append(milliseconds / 1000)
    finally:
        driver.quit()
    return found


if __name__ == "__main__":
    main()
