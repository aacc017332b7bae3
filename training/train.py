"""Train the weights in mockint/star again, and count the words that all stories share.

    pip install '.[train]'
    python -m training train [--only WHAT] [--out FOLDER]

All labeled answers of ``training/answers`` are learned from, also as Whisper wrote them. ``parts``
writes the weights that hear the parts, ``signals`` those of the signals and of the first probe,
``stems`` the list of ``common_stems``, ``story`` the weights of the gate, ``conduct`` those that
hear harm and deceit, ``principle`` those of the second look at the principle, ``leaning`` those of
the leaning, ``asks`` those of what can be asked for, ``replies`` those that judge a reply (heard
with the ear that is in place). Without ``--out`` the files go where the program reads them.
The same answers and features give the same weights on one machine: training uses one thread,
whatever it has.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mockint.star import asks as star_asks
from mockint.star import conduct as conduct_ear
from mockint.star import leaning as star_leaning
from mockint.star import second_look
from mockint.star.probes import rank, reply_model
from mockint.star.segmenter import crf
from mockint.star.signals import model
from mockint.star.story import model as story_model
from training import common_stems
from training.answers import Answer, read_all
from training.feature_hash import (
    asks_source,
    conduct_source,
    leaning_source,
    parts_source,
    principle_source,
    signals_source,
    story_source,
)
from training.folds import folds
from training.retellings import retellings

if TYPE_CHECKING:
    from training.signals import CrossFitted


def train_parts(path: Path) -> None:
    """Write the weights of the parts."""
    from training.parts import train

    answers = read_all()
    weights = train(answers, parts_source(), retellings(answers))
    crf.save(weights, path)
    print(f"{len(answers)} answers, {len(weights.keys)} features: {_size(path)}")


def train_signals(ear_path: Path, themes_path: Path) -> None:
    """Write the weights of the signals and of the probe themes, from the marked answers."""
    from training import probes, signals

    answers, known = _cross_fitted()
    source = signals_source()
    kept = signals.save(signals.train(known, source), ear_path)
    probes.save(probes.train(answers, known), source, themes_path)
    print(f"{len(answers)} answers, {kept} features: {_size(ear_path)}, {_size(themes_path)}")


def _cross_fitted() -> "tuple[list[Answer], CrossFitted]":
    """The marked answers, as ears hear them that were trained without their stories."""
    from training import signals

    pool = read_all()
    marked = [
        (answer, fold) for answer, fold in zip(pool, folds(pool), strict=True) if answer.signals
    ]
    answers = [answer for answer, _ in marked]
    return answers, signals.cross_fit(answers, [fold for _, fold in marked], retellings(pool))


def train_leaning(path: Path) -> None:
    """Write the weights of the leaning: every answer is heard by ears that do not know it."""
    from training import leaning
    from training.evaluate import setting

    pool = read_all()
    known = leaning.judged(pool, setting(pool, trained=True).each)
    leaning.save(leaning.fit(known, leaning_source()), path)
    print(f"{len(known)} answers: {_size(path)}")


def train_asks(path: Path) -> None:
    """Write the weights of what can be asked for: every answer is heard by an ear without it."""
    from training import asks

    answers, known = _cross_fitted()
    model = asks.fit(asks.cases(answers, known), asks_source())
    print(f"{len(answers)} answers, {asks.save(model, path)} weights: {_size(path)}")


def train_story(path: Path) -> None:
    """Write the weights of the gate."""
    from training import story

    pairs, _ = story.pool()
    kept = story.save(story.train(pairs, story_source()), path)
    print(f"{len(pairs)} answers, {kept} terms: {_size(path)}")


def train_conduct(path: Path) -> None:
    """Write the weights that hear conduct."""
    from training import conduct

    said = [*conduct.twins(), *conduct.sentences(read_all())]
    kept = conduct.save(conduct.fit(said, conduct_source()), path)
    print(f"{len(said)} sentences, {kept} features: {_size(path)}")


def train_principle(path: Path) -> None:
    """Write the second look at the principle; the ears it stands on do not know the answers."""
    from training import principle

    pool = read_all()
    look = principle.train(principle.known_of(pool), principle_source())
    kept = principle.save(look, path)
    print(f"{len(pool)} answers, {kept} weights: {_size(path)}")


def train_replies(path: Path) -> None:
    """Write the weights that judge a reply."""
    from training.replies import REPLIES, fit, learned, read_replies, save

    replies = read_replies(REPLIES)
    save(fit([way for ways in learned(replies) for way in ways]), path)
    print(f"{len(replies)} replies: {path.name}")


def _size(path: Path) -> str:
    return f"{path.name}, {path.stat().st_size / 1e6:.2f} MB"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of ``run``."""
    kinds = (
        "parts", "signals", "stems", "story", "conduct", "principle", "leaning", "asks", "replies",
    )  # fmt: skip
    parser.add_argument("--only", choices=kinds, help="not all of them")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the files there")


def run(asked: argparse.Namespace) -> int:
    """Train as asked; the exit code."""
    if asked.out:
        asked.out.mkdir(parents=True, exist_ok=True)

    def place(path: Path) -> Path:
        return asked.out / path.name if asked.out else path

    if asked.only in (None, "parts"):
        train_parts(place(crf.WEIGHTS_FILE))
    if asked.only in (None, "signals"):
        beside = Path(model.__file__).with_name(model.WEIGHTS_FILE)
        train_signals(place(beside), place(Path(rank.__file__).with_name(rank.WEIGHTS_FILE)))
    if asked.only in (None, "stems"):
        common_stems.write(place(common_stems.COMMON_FILE))
    if asked.only in (None, "story"):
        train_story(place(Path(story_model.__file__).with_name(story_model.WEIGHTS_FILE)))
    if asked.only in (None, "conduct"):
        train_conduct(place(Path(conduct_ear.__file__).with_name(conduct_ear.WEIGHTS_FILE)))
    if asked.only in (None, "principle"):
        train_principle(place(Path(second_look.__file__).with_name(second_look.WEIGHTS_FILE)))
    if asked.only in (None, "leaning"):
        train_leaning(place(Path(star_leaning.__file__).with_name(star_leaning.WEIGHTS_FILE)))
    if asked.only in (None, "asks"):
        train_asks(place(Path(star_asks.__file__).with_name(star_asks.ASKS_FILE)))
    if asked.only in (None, "replies"):
        beside = Path(reply_model.__file__).with_name(reply_model.WEIGHTS_FILE)
        train_replies(place(beside))
    return 0
