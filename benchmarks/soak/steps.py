"""What a person does next, drawn from a seed: a round, a practice, or any other command."""

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mockint.history.folders import RoundFolder, all_folders
from mockint.transcribe.interchange import to_json
from tests.support.past_rounds import SLUG, STRONG, transcript
from tests.support.sound_card import Card

if TYPE_CHECKING:
    from benchmarks.soak.program import Running

MOST_ROUNDS = 12
"""Older ones are deleted, so that the disk never fills by itself."""
KEY = "sk-this-is-nobody-s-key"


@dataclass(frozen=True, slots=True)
class World:
    """Where it all happens. All but ``out`` and what lies in ``home`` must stay empty."""

    root: Path
    card: Card | None
    has_disk: bool
    """The home is a small disk of its own, which can be filled."""
    long_s: float = 30.0
    """How long a long answer is."""

    def __post_init__(self) -> None:
        for name in ("home", "temporary", "person", "here", "out"):
            (self.root / name).mkdir(mode=0o700, exist_ok=True)
        self.spoken.write_text(json.dumps(to_json(transcript(STRONG))), encoding="utf-8")
        (self.root / "out" / "damaged.wav").write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt \0\0")

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def rounds(self) -> tuple[RoundFolder, ...]:
        return all_folders(self.home / "data" / "rounds")

    @property
    def spoken(self) -> Path:
        """A transcript that stands for a recognizer."""
        return self.root / "out" / "spoken.json"

    def environ(self) -> dict[str, str]:
        """What a program of ours gets."""
        card = self.card.environment() if self.card else {}
        own = {"HOME": "person", "TMPDIR": "temporary", "MOCKINT_HOME": "home"}
        places = {name: str(self.root / folder) for name, folder in own.items()}
        return {**os.environ, **card, **places, "MOCKINT_API_KEY": KEY, "COLUMNS": "1000"}


@dataclass(slots=True)
class Step:
    """One command, how it is used, and what happens to it."""

    arguments: list[str]
    codes: tuple[int, ...] = (0,)
    """The exit codes that are right where nothing went wrong."""
    records: bool = False
    on_card: bool = False
    talk_s: float = 0.0
    """How long the first answer is; others are no longer than 5 s."""
    keys: tuple[str, ...] = ("",)
    """Typed in the first answer, evenly; every other only ends."""
    before: list[list[str]] = field(default_factory=list)
    """Commands that come first, without a fault."""
    may_go: frozenset[str] = frozenset()
    """The rounds that it may delete."""
    env: dict[str, str] = field(default_factory=dict)
    streams: str = ""
    """Redirections, as a shell has them."""
    fault: str = "none"
    detail: str = ""
    """Which one of its kind."""
    at_s: float = 0.0
    """When ``strike`` is called."""
    strike: Callable[["Running"], None] | None = None

    @property
    def is_private(self) -> bool:
        return "--private" in self.arguments

    def __str__(self) -> str:
        at = f"at {self.at_s:.1f} s" if self.strike else self.detail
        return f"{' '.join(self.arguments)} [{f'{self.fault} {at}'.rstrip()}]"


def draw(world: World, rng: random.Random) -> Step:
    """The next step; a bounded number of rounds is kept."""
    ids = [one.id for one in world.rounds]
    if len(ids) > MOST_ROUNDS:
        return Step(["delete", ids[0], "--yes"], may_go=frozenset(ids[:1]))
    if rng.random() < (0.5 if world.card else 0.3):
        return _on_card(world, rng) if world.card and rng.random() < 0.7 else _demo(world, rng)
    return _ordinary(world, rng, [one.id for one in world.rounds if one.is_kept])


def _engine(world: World, rng: random.Random) -> list[str]:
    return ["--engine", rng.choice(["pocketsphinx", str(world.spoken), str(world.spoken)])]


def _demo(world: World, rng: random.Random) -> Step:
    probes = str(rng.randrange(2))
    arguments = ["demo", "--voice", "none", "--probes", probes, *_engine(world, rng)]
    return Step(arguments, records=True)


def _on_card(world: World, rng: random.Random) -> Step:
    what = rng.choices(
        [
            ["round", SLUG, "--probes", str(rng.randrange(3))],
            ["round", "--questions", "2", "--probes", "0"],
            ["round", SLUG, "--probes", "0", rng.choice(["--private", "--no-keep-audio"])],
            ["drill", SLUG, "--part", "result", "--times", "2"],
            ["loop", "--principles", "ownership,dive-deep", "--minutes", "10", "--probes", "1"],
        ],
        weights=[4, 2, 2, 1, 1],
    )[0]
    voice = ["--voice", "none"] if rng.random() < 0.7 else []
    keys = rng.choice([("",), ("",), ("",), ("p", "p", ""), ("n", ""), ("r",), ("q",)])
    long = rng.random() < 0.1
    return Step(
        [*what, *voice, *_engine(world, rng)],
        records=True,
        on_card=True,
        talk_s=world.long_s if long else rng.uniform(1.5, 7.0),
        keys=("",) if long else keys,
    )


def _ordinary(world: World, rng: random.Random, ids: list[str]) -> Step:
    one = rng.choice(ids) if ids else "last"
    out = world.root / "out"
    level = rng.choice(["sde1", "sde2", "senior"])
    rating = rng.choice(["again", "hard", "good", "easy", "auto"])
    pack, told = str(out / "all.zip"), str(out / "told.txt")
    Path(told).write_text("I saw it. I decided to fix it. It fell by 40 percent.", "utf-8")
    perhaps = (0, 2)  # a round of which nothing is judged is refused
    export = ["export", "--all", pack]
    steps = [
        Step(["history", *rng.choice([[], ["--json"], ["--principle", "ownership"]])]),
        Step(["history", one], perhaps),
        Step(["progress", *rng.choice([[], ["--json"], ["--html", str(out / "progress.html")]])]),
        Step(["next", *rng.choice([[], ["--json"]])]),
        Step(["next", "--rate", one, rating], perhaps),
        Step(["report", one, "--no-open"], perhaps),
        Step(["report", one, "--no-open", "--embed", "--output", str(out / "r.html")], perhaps),
        Step(export, perhaps),
        Step(["import", pack], before=[export] if ids else [], codes=(0,) if ids else perhaps),
        Step(["import", pack, rng.choice(["--replace", "--keep-both"])], perhaps),
        Step(["correct", one, "--word", rng.choice(["failed", "I", "billing"]), "fell"], perhaps),
        Step(["correct", one, "--undo"], perhaps),
        Step(["recover"]),
        Step(["recover", "--all", *_engine(world, rng)]),
        Step(["delete", one, "--yes"], perhaps, may_go=frozenset([one])),
        Step(["story", "add", f"story-{rng.randrange(3)}", "--from", told], perhaps),
        Step(["story", "list"]),
        Step(["story", "coverage"]),
        Step(["story", "remove", f"story-{rng.randrange(3)}"], perhaps),
        Step(["config", "set", "level", level]),
        Step(["config"]),
        Step(["questions"]),
        Step(["doctor", "--voice", "none", *_engine(world, rng)], (0, 1)),
        Step(["review", str(out / "damaged.wav"), "--json", *_engine(world, rng)], (2,)),
        Step(["review", str(world.spoken), "--json"]),
    ]
    return rng.choice(steps)
