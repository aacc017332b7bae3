"""Print what the next take would say of answers drawn by a seed, for a person to read and judge.

    python -m training rewrites --seed 1 --count 60
    python -m training rewrites --seed 1 --count 60 --aside

Drawn in turn from each file and style, so that every register comes: fluent, spoken, rambling, and
what Whisper wrote of some. Heard with the shipped weights, which know all but the answers aside.
"""

import argparse
import random
from collections.abc import Iterator
from itertools import chain, zip_longest

from mockint.content import load
from mockint.locations import content_dir
from training.answers import ASIDE, Answer, files, read
from training.heard import read_heard
from training.held_out import SHIPPED
from training.signals_report import analysed
from training.speech import Spoken, say

Told = tuple[str, Answer, Spoken]
"""Where it is from, the answer, and its words on a clock."""


def add_options(command: argparse.ArgumentParser) -> None:
    """The command's options."""
    command.add_argument("--seed", type=int, default=1, help="which answers are drawn")
    command.add_argument("--count", type=int, default=60, help="how many with a rewrite")
    command.add_argument("--aside", action="store_true", help="draw from the answers aside as well")


def run(asked: argparse.Namespace) -> int:
    """Print them; the exit code."""
    library = load.load(content_dir())
    left = asked.count
    for source, answer, spoken in drawn(asked.seed, aside=asked.aside):
        take = analysed(answer, spoken, library, SHIPPED).next
        if take is None or not take.rewritten:
            continue
        print(f"{answer.name} ({source}, {answer.style}): {answer.question}")
        shown = (take.keep, take.change, take.sentence, take.rewritten)
        for label, text in zip(("keep", "change", "said", "say"), shown, strict=True):
            print(f"  {label:<7} {text or '-'}")
        print(f"  {'part':<7} {take.part or '-'}")
        left -= 1
        if not left:
            break
    return 0


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
    by_name: dict[str, Answer] = {}
    for path in [*files(), *([ASIDE] if aside else [])]:
        for answer in read(path):
            if answer.is_story:
                by_name[answer.name] = answer
                yield path.stem, answer, say(answer, punctuated=True, take=10)
    for hearings in read_heard().values():
        for hearing in hearings:
            answer = by_name[hearing.answer]
            yield f"heard by {hearing.engine}", answer, hearing.spoken(answer)
