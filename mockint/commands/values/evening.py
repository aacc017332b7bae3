"""What an evening is made of: one thing to practice now, and why."""

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
