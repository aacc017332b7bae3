"""Fill an empty data folder with made rounds, to see how the history does at scale.

    MOCKINT_HOME=/tmp/many python benchmarks/make_history.py --rounds 10000 --measure

Each round is one answer to one of our questions, with figures that get better with practice, in a
folder with its ``round.json``; no recordings and no words. The same seed gives the same rounds.
``--measure`` then times the commands, each in a process of its own.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mockint import files, locations
from mockint.content.pack import Bar
from mockint.content.types import Library, Question
from mockint.domain import SEGMENTS, TARGET_S, Level
from mockint.history import folders
from mockint.history import record_json as debrief_json
from mockint.history.database import History
from mockint.record import Answer, Exchange, RoundRecord, Wait
from mockint.star.expected import expected
from mockint.star.timing import budget, timings
from mockint.star.types import (
    Analysis,
    Delivery,
    Filler,
    Leaning,
    ProbeChoice,
    ReplyFinding,
    Signal,
    Span,
    Verdict,
)
from mockint.wiring import settings

LEANINGS: Sequence[Leaning] = ("strong no hire", "no hire", "hire", "strong hire")
COMMANDS = (
    ("--help",), ("history",), ("history", "--json"), ("history", "--limit", "0", "--json"),
    ("history", "--principle", "ownership"), ("progress",), ("progress", "--json"),
    ("next",), ("next", "--json"), (),
)  # fmt: skip
RUNS = 7


def made_rounds(library: Library, count: int, seed: int) -> Iterator[RoundRecord]:
    """``count`` rounds, one every three hours until now, by the seed alone but for today's date."""
    rng = random.Random(seed)
    questions = sorted(library.questions.values(), key=lambda question: question.slug)
    end = datetime.now(UTC).replace(microsecond=0)
    for number in range(count):
        began = end - timedelta(hours=3 * (count - number))
        skill = (number + 1) / count
        level = rng.choice(library.pack.levels)
        answer = made_answer(rng, rng.choice(questions), (level, library.pack.bar), skill)
        yield RoundRecord(
            id=began.strftime("%Y%m%d-%H%M%S"), began=began, level=level.name, engine="made up",
            voice="none", answers=(answer,),
        )  # fmt: skip


def made_answer(
    rng: random.Random, question: Question, judged_by: tuple[Level, Bar], skill: float
) -> Answer:
    """The nearer ``skill`` (0..1) is to 1, the nearer the parts are to their targets."""
    analysis = made_analysis(rng, question, judged_by, skill)
    wait = Wait(tail_s=rng.uniform(0.5, 3.0), parts_s=0.1, choice_s=0.01, voice_s=0.3)
    probe = ProbeChoice("own_part", "Which of that was yours?", "open", "")
    finding = ReplyFinding("own_part", rng.choice(["strong", "weak"]), "made up", "", None)
    exchange = Exchange(probe=probe, finding=finding, wait=wait)
    return Answer(
        question=question, principle=None, analysis=analysis, exchanges=(exchange,), wait=wait
    )


def made_analysis(
    rng: random.Random, question: Question, judged_by: tuple[Level, Bar], skill: float
) -> Analysis:
    """An answer's figures; every quote is "made up"."""
    level, bar = judged_by
    spread = 0.8 - 0.6 * skill
    spans: list[Span] = []
    at = 1.0
    for segment in SEGMENTS:
        taken = TARGET_S[segment] * max(0.05, rng.gauss(1.0, spread))
        spans.append(Span(segment, at, at + taken))
        at += taken
    names = expected(question.principle, level, bar)
    heard = [name for name in names if rng.random() < 0.4 + 0.5 * skill]
    fillers = tuple(
        Filler("um", rng.uniform(1, at)) for _ in range(int(rng.gauss(14 - 11 * skill, 2)))
    )
    grade = min(3, max(0, round(rng.gauss(0.5 + 2.2 * skill, 0.7))))
    words = int(at * 2.4)
    return Analysis(
        level=level.name, question=question.slug, principle=question.principle, duration=at + 1,
        thinking=1.0, spans=tuple(spans), timings=timings(spans, level),
        budget=budget(at - 1, level),
        delivery=Delivery(words, 60 * words / at, fillers, 60 * len(fillers) / at, ()),
        signals=tuple(Signal(name, "strength", "made up", 2.0, 3.0, "action") for name in heard),
        missing=tuple(name for name in names if name not in heard),
        probes=(), verdict=Verdict(LEANINGS[grade], ()),
    )  # fmt: skip


def fill(count: int, seed: int) -> None:
    """Write them; refuses a folder that has any."""
    rounds = locations.rounds_dir()
    if rounds.exists() and any(rounds.iterdir()):
        sys.exit(f"{rounds} is not empty; set MOCKINT_HOME to a new folder")
    files.make_private_dir(rounds)
    library = settings.library(settings.settings())
    made = list(made_rounds(library, count, seed))
    for record in made:
        folder = rounds / record.id
        folder.mkdir(mode=files.PRIVATE_DIR_MODE)
        text = json.dumps(debrief_json.round_record(record))  # as Keeper, without waiting for disk
        (folder / folders.ROUND).write_text(text, encoding="utf-8")
    History(locations.history_file()).add_all(made)


def timed(arguments: Sequence[str]) -> tuple[float, float]:
    """(seconds from start to end, seconds of processor) of one command, its output thrown away."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [Path(sys.executable).parent / "mockint", *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    taken, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure() -> None:
    """A table of medians; the first ``next`` works every card out and stands alone."""
    taken, work = timed(["next"])
    print(f"first next (works out all cards): {taken:.3f} s, {work:.3f} s of processor")
    print(
        f"| command, {RUNS} runs | median s | fastest s | processor s |\n| --- | --- | --- | --- |"
    )
    for arguments in COMMANDS:
        runs = [timed(arguments) for _ in range(RUNS)]
        name = " ".join(["mockint", *arguments])
        taken, work = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"| `{name}` | {taken:.3f} | {min(runs)[0]:.3f} | {work:.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure", action="store_true", help="time the commands on what is there")
    options = parser.parse_args()
    if not options.measure or not locations.history_file().exists():
        began = time.perf_counter()
        fill(options.rounds, options.seed)
        print(f"{options.rounds} rounds in {time.perf_counter() - began:.1f} s")
    if options.measure:
        measure()


if __name__ == "__main__":
    main()
