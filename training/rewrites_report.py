"""Print what the next take would say of answers drawn by a seed, for a person to read and judge.

    python -m training rewrites --seed 5 --count 60
    python -m training rewrites --seed 11 --count 60 --fresh
    python -m training rewrites --kept

Drawn in turn from each file and style, so that every register comes; of some answers what Whisper
wrote, or might have. Heard with the shipped weights, which know all but the answers aside.
``--fresh`` draws from these too, and leaves out every answer that ``rewrites.jsonl`` names. There
stand the readings so far, by ``set``: those of the rules before; those of answers that nobody had
looked at (``first fresh``, after which kinds were mended, and ``fresh``); with the last rules the
same as before (``before again``) and all that Whisper heard (``heard``); and, with no reading, the
answers that were looked at while the rules were made.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any
from zlib import crc32

from mockint.content import load
from mockint.content.types import Library
from mockint.locations import content_dir
from mockint.star.types import NextTake
from training.answers import ASIDE, Answer, files, read
from training.heard import read_heard, tokens_of
from training.held_out import SHIPPED
from training.miswritten import miswritten
from training.signals_report import analysed
from training.speech import Spoken, say

READ = Path(__file__).with_name("rewrites.jsonl")
"""What a reader said of rewrites, one a line."""
_MISWRITTEN = 4
"""Of so many answers one is written as Whisper might."""

Told = tuple[str, Answer, Spoken]
"""Where it is from, the answer, and its words on a clock."""


def add_options(command: argparse.ArgumentParser) -> None:
    """The command's options."""
    command.add_argument("--seed", type=int, default=1, help="which answers are drawn")
    command.add_argument("--count", type=int, default=60, help="how many with a rewrite")
    command.add_argument("--fresh", action="store_true", help="only answers nobody looked at")
    command.add_argument("--kept", action="store_true", help="count the readings instead")


def run(asked: argparse.Namespace) -> int:
    """Print them; the exit code."""
    library = load.load(content_dir())
    if asked.kept:
        _print_counts(readings(), library)
        return 0
    seen = {row["id"] for row in readings()} if asked.fresh else set()
    for source, answer, take in takes(library, asked.seed, asked.count, asked.fresh, seen):
        print(f"{answer.name} ({source}, {answer.style}): {answer.question}")
        shown = (take.keep, take.change, take.sentence, take.rewritten, take.part)
        for label, text in zip(("keep", "change", "said", "say", "part"), shown, strict=True):
            print(f"  {label:<7} {text or '-'}")
    return 0


def readings() -> list[dict[str, Any]]:
    """The rows of ``READ``."""
    return [json.loads(line) for line in READ.read_text(encoding="utf-8").splitlines()]


def takes(
    library: Library, seed: int, count: int, aside: bool, seen: Collection[str] = ()
) -> Iterator[tuple[str, Answer, NextTake]]:
    """The first ``count`` answers drawn that get a rewrite, but for those ``seen``."""
    for source, answer, spoken in drawn(seed, aside=aside):
        if answer.name in seen:
            continue
        take = analysed(answer, spoken, library, SHIPPED).next
        if take and take.rewritten:
            yield source, answer, take
            count -= 1
            if not count:
                return


def drawn(seed: int, *, aside: bool = False) -> list[Told]:
    """Every answer once, one from each kind in turn; the same for the same ``seed``."""
    kinds: dict[tuple[str, str], list[Told]] = {}
    for one in _stories(aside=aside):
        kinds.setdefault((one[0], one[1].style), []).append(one)
    rng = random.Random(seed)
    piles = [rng.sample(kinds[key], len(kinds[key])) for key in sorted(kinds)]
    rng.shuffle(piles)
    found: dict[str, Told] = {}
    for one in filter(None, chain.from_iterable(zip_longest(*piles))):
        found.setdefault(one[1].name, one)
    return list(found.values())


def _stories(*, aside: bool) -> Iterator[Told]:
    every = [
        (path.stem, answer)
        for path in [*files(), *([ASIDE] if aside else [])]
        for answer in read(path)
        if answer.is_story
    ]
    known = {token for _, one in every for text in one.sentences for token in tokens_of(text)}
    for source, answer in every:
        if crc32(answer.name.encode()) % _MISWRITTEN:
            yield source, answer, say(answer, punctuated=True, take=10)
        else:
            yield source, answer, miswritten(answer, known).spoken(answer)
    by_name = {answer.name: answer for _, answer in every}
    for hearings in read_heard().values():
        for one in hearings:
            yield f"heard by {one.engine}", by_name[one.answer], one.spoken(by_name[one.answer])


def _print_counts(rows: Sequence[dict[str, Any]], library: Library) -> None:
    """How many are good, harmless and wrong, and how many of the fresh ones still read so."""
    for name in ("before", "first fresh", "fresh", "before again", "heard"):
        own = [row for row in rows if row["set"] == name]
        for what in ("read", "keep"):
            counts = Counter(row[what] for row in own if what in row)
            if counts:
                print(
                    name, what, *(f"{count} {how}" for how, count in counts.most_common()), sep="  "
                )
    fresh = {row["id"]: row["say"] for row in rows if row["set"] == "fresh"}
    told = [(one, said) for _, one, said in drawn(0, aside=True) if one.name in fresh]
    same = 0
    for answer, spoken in told:
        take = analysed(answer, spoken, library, SHIPPED).next
        same += take is not None and take.rewritten == fresh[answer.name]
    print(f"fresh: {same} of {len(fresh)} are said in the same words today")
