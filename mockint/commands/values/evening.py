"""What an evening is made of: one thing to practice now, and what can come after it."""

import shlex
from dataclasses import dataclass
from typing import Literal

from mockint.domain import Segment

ActivityKind = Literal["round", "drill", "learn", "lens", "panel", "story"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One thing to practice, as it can be shown, typed or begun."""

    kind: ActivityKind
    why: str
    """One sentence, second person."""
    minutes: int
    """About how long it takes; a panel is given so many."""
    question: str | None = None
    """Slug; for a panel and a round that picks a question, None."""
    story: str | None = None
    """One of the person's own stories; of the kind story, the name of the new one."""
    principle: str | None = None
    """Slug: of a round that picks a question, of a lens, or of a new story."""
    principles: tuple[str, ...] = ()
    """Of a panel, one an interviewer."""
    part: Segment | None = None
    """Of a drill."""
    level: str | None = None
    pack: str | None = None
    """Where it is not the one of the settings."""
    is_extra: bool = False
    """Nobody planned it for now: what was planned is done, or tonight is free. ``why`` says so."""

    @property
    def command(self) -> str:
        """What one would type to begin it."""
        words = ["mockint"]
        if self.pack is not None:
            words += ["--pack", self.pack]
        words += {"panel": ["loop"], "story": ["story", "add"]}.get(self.kind, [self.kind])
        named_first = self.story if self.kind == "story" else self.question
        if named_first is not None:
            words.append(named_first)
        named = {
            "--story": None if self.kind == "story" else self.story,
            "--principle": self.principle,
            "--principles": ",".join(self.principles) or None,
            "--minutes": str(self.minutes) if self.kind == "panel" else None,
            "--part": self.part,
            "--level": self.level,
        }
        for option, value in named.items():
            if value is not None:
                words += [option, value]
        return shlex.join(words)


ENTER = "\n"
"""What the Enter key is called among offers."""

Choice = Literal[
    "again", "part", "hear", "model", "story", "next", "page", "yourself", "begin", "demo", "list",
    "help", "stop",
]  # fmt: skip
"""What can come next."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can come next, by one key."""

    key: str
    """A small letter, or ENTER."""
    choice: Choice
    what: str
    """In a few words, after the key: "try again"."""


@dataclass(frozen=True, slots=True)
class Offers:
    """All that can come next, the likeliest first."""

    offers: tuple[Offer, ...]

    def chosen(self, key: str) -> Offer | None:
        """The one with this key."""
        return next((one for one in self.offers if one.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The first line of an evening."""

    activity: Activity
    about: str
    """What it is, in words: the question, or what kind of question."""
    is_first: bool = False
    """Nothing was practiced yet."""


@dataclass(frozen=True, slots=True)
class HearingYourself:
    """The recording is played now: the sentence that the change is about, or all of it."""

    start_s: float
    """Where it begins, on the recording's clock."""
    end_s: float
    quote: str = ""
    """The sentence; empty where all of it is played."""


@dataclass(frozen=True, slots=True)
class ModelPart:
    """One part of a walkthrough's model answer, spoken now."""

    part: Segment
    text: str
    within_s: float
    """Seconds that it is told in."""
    is_spoken: bool = False
    """The voice says it now, and can be stopped."""


@dataclass(frozen=True, slots=True)
class OwnStory:
    """The person's own story as they wrote it, to be read before the next take."""

    name: str
    parts: tuple[tuple[Segment, str], ...]


@dataclass(frozen=True, slots=True)
class EveningOver:
    """How an evening ended."""

    interrupted: bool = False
    """By Ctrl-C."""
    failed: bool = False
    """Something of a round could not be kept."""
