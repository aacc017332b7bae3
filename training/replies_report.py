"""How right replies to follow-ups are judged.

    python -m training replies
    python -m training replies training/replies-aside.jsonl --no-train

Cross-validated, a tenth at a time; ``--no-train`` takes the shipped weights.
What a reader called evasive or too short is right as "not enough evidence". Each form of a reply is
counted on its own: with and without punctuation, with and without its answer at hand.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from mockint import locations
from mockint.content import load
from mockint.star.probes import replies as judge
from mockint.star.probes.reply_model import ReplyModel, reply_model
from training.replies import (
    FORMS,
    REPLIES,
    Form,
    JudgedReply,
    fit,
    known,
    learned,
    read_replies,
    spoken,
)

FOLDS = 10
GIVEN = ("strong", "partly", "weak", "declined", "not enough evidence")
READ = ("strong", "partly", "weak", "declined", "evasive", "too short")

Counts = Counter[tuple[str, str]]
"""How often a reader said the first and the program the second."""


def models(replies: Sequence[JudgedReply], *, trained: bool) -> list[ReplyModel]:
    """For each reply the weights that judge it; where ``trained``, they never saw it."""
    if not trained:
        return [reply_model()] * len(replies)
    ways = learned(replies)
    order = list(range(len(replies)))
    random.Random(1).shuffle(order)
    made: dict[int, ReplyModel] = {}
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        own = fit([way for at, one in enumerate(ways) if at not in held for way in one])
        made.update(dict.fromkeys(held, own))
    return [made[at] for at in range(len(replies))]


def given(replies: Sequence[JudgedReply], each: Sequence[ReplyModel], form: Form) -> list[str]:
    """What the program says of each reply."""
    library = load.load(locations.content_dir())
    said: list[str] = []
    for one, model in zip(replies, each, strict=True):
        with patch.object(judge, "reply_model", lambda model=model: model):
            transcript = spoken(one.name, one.reply, punctuated=form.punctuated)
            said.append(judge.assess(transcript, one.theme, library, known(one, form)).strength)
    return said


def figures(counts: Counts) -> dict[str, float]:
    """Recall and precision of what counts, as shares; and how often both say the same."""
    total = sum(counts.values())
    same = sum(n for (read, said), n in counts.items() if as_given(read) == said)
    made = {"same": same / max(1, total)}
    for name in ("strong", "weak", "declined"):
        right = counts[name, name]
        made[f"{name} recall"] = right / max(1, sum(counts[name, said] for said in GIVEN))
        made[f"{name} precision"] = right / max(1, sum(counts[read, name] for read in READ))
    return made


def as_given(read: str) -> str:
    """A reader's word as the program says it."""
    return "not enough evidence" if read in ("evasive", "too short") else read


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of ``run``."""
    parser.add_argument("path", type=Path, nargs="?", default=REPLIES, help="JSONL file of replies")
    parser.add_argument("--no-train", action="store_true", help="take the shipped weights")
    parser.add_argument("--wrong", action="store_true", help="name the replies judged differently")


def run(asked: argparse.Namespace) -> int:
    """Print the figures."""
    replies = read_replies(asked.path)
    each = models(replies, trained=not asked.no_train)
    for form in FORMS:
        said = given(replies, each, form)
        counts: Counts = Counter(
            (one.strength, got) for one, got in zip(replies, said, strict=True)
        )
        how = "punctuated" if form.punctuated else "without punctuation"
        print(f"\n{len(replies)} replies, {how}, {'with' if form.answer else 'without'} the answer")
        print("  " + ", ".join(f"{name} {value:.2f}" for name, value in figures(counts).items()))
        if form == FORMS[0]:
            _print_table(counts)
            for one, got in zip(replies, said, strict=True):
                if asked.wrong and as_given(one.strength) != got:
                    print(f"  {one.name} {one.theme}: {one.strength}, judged {got}")
    return 0


def _print_table(counts: Counts) -> None:
    print(f"  {'read as':<12}" + "".join(f"{said[:10]:>12}" for said in GIVEN))
    for read in READ:
        print(f"  {read:<12}" + "".join(f"{counts[read, said]:>12}" for said in GIVEN))
