"""Takes that a crash left open: found, mended, and told with what is known of them."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from mockint import files, locations
from mockint.audio.types import RATE_HZ
from mockint.content.pack import DEFAULT_PACK
from mockint.history.folders import RoundFolder
from mockint.history.retention import Keep, asked_to_keep, crashed_rounds
from mockint.history.takes import TakeName


@dataclass(frozen=True, slots=True)
class RecoveredTake:
    """A take that a crash left open, mended."""

    path: Path
    seconds: float
    question: str | None
    """Slug, where the plan is still there."""
    level: str | None
    pack: str
    """Whose question and level."""
    reply: bool
    """It answers a follow-up, so it is not judged by itself."""
    keep: Keep = "all"
    """What its round was to leave behind: what is less goes before the next round."""

    @property
    def round_id(self) -> str:
        """Of the round that it belongs to."""
        return self.path.parent.name

    @property
    def review_command(self) -> str:
        """What to type to have it judged."""
        pack = "" if self.pack == DEFAULT_PACK else f" --pack {shlex.quote(self.pack)}"
        command = f"mockint{pack} review {shlex.quote(str(self.path))}"
        if self.question and not self.reply:
            command += f" --question {self.question}"
        if self.level:
            command += f" --level {self.level}"
        return command


def recover_takes() -> tuple[RecoveredTake, ...]:
    """Find, mend and name what earlier rounds left open; a take being made is left alone.

    Of a dead round that was not to be kept also what it had recorded whole and not transcribed:
    this is the last time it can be judged. Raises UnreadableAudio where one cannot be mended.
    """
    from mockint.audio.wav import HEADER_BYTES, SAMPLE_BYTES, find_torn

    rounds = locations.rounds_dir()
    torn = [mended for path in find_torn(rounds) if (mended := _mend(path)) is not None]
    mended_already = {take.path for take in torn}
    whole = [
        _recovered(path, (files.status(path).st_size - HEADER_BYTES) / SAMPLE_BYTES / RATE_HZ)
        for folder in crashed_rounds(rounds)
        for path in folder.untranscribed()
        if path not in mended_already and path.suffix == ".wav"
    ]
    return (*torn, *whole)


def _mend(torn: Path) -> RecoveredTake | None:
    from mockint.audio.wav import finish, mend

    seconds = mend(torn)
    if seconds == 0.0:  # the crash came before the first sound
        files.delete(torn)
        return None
    return _recovered(finish(torn), seconds)


def _recovered(path: Path, seconds: float) -> RecoveredTake:
    folder = RoundFolder(path.parent)
    plan, name = folder.plan(), TakeName.of(path)
    slugs = plan.get("questions", [])
    known = name is not None and isinstance(slugs, list) and name.question <= len(slugs)
    return RecoveredTake(
        path=path,
        seconds=seconds,
        question=slugs[name.question - 1] if name is not None and known else None,
        level=plan.get("level"),
        pack=plan.get("pack", DEFAULT_PACK),
        reply=name is not None and name.reply,
        keep=asked_to_keep(folder),
    )
