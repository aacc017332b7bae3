"""The recorded candidates: who answers in ``scripts/demo`` when nobody sits at the microphone.

``content/candidates/NAME.toml`` holds the words; the folder ``NAME`` beside it holds the sound that
``scripts/make_demo_audio`` made of them, and ``timing.json``: when each sentence was said, and the
fingerprint of the words, so that words and sound cannot drift apart unseen.
"""

import difflib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mockint import files
from mockint.content.evidence import FromFile
from mockint.decoding import Undecodable, json_object, toml_table
from mockint.domain import THEMES, Segment, Theme
from mockint.errors import ContentError, FileError, UsageError

REMAKE = "scripts/make_demo_audio"
TIMING_FILE = "timing.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(FromFile):
    """One sentence of an answer and the part it belongs to."""

    text: str
    segment: Segment
    pause_s: float | None = None
    """Silence after it; None lets the script choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script(FromFile):
    """What a recorded candidate says: one file of ``content/candidates/``."""

    name: str
    pack: str
    """Whose question it is, and whose level."""
    level: str
    question: str
    """Slug."""
    about: str
    """The story in one line."""
    flite_voice: str
    flite_stretch: float
    """1 is flite's own pace; larger is slower."""
    answer: tuple[Sentence, ...]
    replies: Mapping[Theme, str]
    """One for each theme."""
    fallback: str
    """The reply to a probe that has no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenSentence:
    """A sentence in the recording: the truth that an ear can be tested against."""

    text: str
    segment: Segment
    start: float
    """Seconds on the recording's clock, first sound."""
    end: float
    """Last sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A recorded candidate, ready to be played. Every path exists."""

    name: str
    pack: str
    """The pack that knows the question and the level."""
    level: str
    question: str
    """Slug."""
    about: str
    answer: Path
    replies: Mapping[Theme, Path]
    fallback: Path
    """Played for a probe whose theme has no reply."""
    script: Script
    spoken: tuple[SpokenSentence, ...]
    """The answer, sentence by sentence, with true times."""

    def reply(self, theme: Theme) -> Path:
        """The recording that answers a probe of ``theme``."""
        return self.replies.get(theme, self.fallback)


def fingerprint(voice: str, stretch: float, sentences: tuple[tuple[str, float | None], ...]) -> str:
    """What ties a recording to its words: SHA-256 over voice, pace, sentences and pauses (hex)."""
    recipe = json.dumps([voice, stretch, sentences], ensure_ascii=True)
    return hashlib.sha256(recipe.encode()).hexdigest()


def sentences_of(script: Script) -> dict[str, tuple[tuple[str, float | None], ...]]:
    """What each sound file says: file stem -> (sentence, pause after it in seconds or None)."""
    said = {"answer": tuple((one.text, one.pause_s) for one in script.answer)}
    replies: dict[str, str] = {str(theme): text for theme, text in script.replies.items()}
    replies["fallback"] = script.fallback
    for stem, text in replies.items():
        said[stem] = tuple((sentence, None) for sentence in _split(text))
    return said


def candidate_names(folder: Path) -> tuple[str, ...]:
    """The recorded candidates in ``folder``, in order of the alphabet."""
    return tuple(path.stem for path in files.listed(folder, "*.toml"))


def load_script(folder: Path, name: str) -> Script:
    """Read and check what candidate ``name`` says.

    Raises UsageError for an unknown name, with the nearest ones; ContentError for a broken file.
    """
    path = folder / f"{name}.toml"
    if name not in candidate_names(folder):
        known = candidate_names(folder)
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.4) or known
        raise UsageError(
            f"there is no recorded candidate “{name}”",
            cause=f"nearest: {', '.join(near)}" if near else f"no candidates in {folder}",
            next_step=f"scripts/demo --candidate {near[0]}" if near else "",
        )
    try:
        fields = toml_table(files.read_bytes(path))
    except Undecodable as error:
        raise ContentError(f"{path} cannot be read", cause=str(error)) from error
    return _checked(fields, path, name)


def load_candidate(folder: Path, name: str) -> Candidate:
    """Candidate ``name`` of ``folder`` (``locations.content_dir() / "candidates"``), with sound.

    Raises UsageError for an unknown name; ContentError where the file is broken, a sound file is
    not there, or the sound was made from other words.
    """
    script = load_script(folder, name)
    timing = _timing(folder / name / TIMING_FILE)
    paths: dict[str, Path] = {}
    for stem, sentences in sentences_of(script).items():
        path = folder / name / f"{stem}.ogg"
        if not files.is_file(path):
            raise ContentError(f"{path} is missing", next_step=REMAKE)
        made_from = timing["fingerprints"].get(stem)
        if made_from != fingerprint(script.flite_voice, script.flite_stretch, sentences):
            raise ContentError(
                f"{path} was made from different words than those in {name}.toml", next_step=REMAKE
            )
        paths[stem] = path
    return Candidate(
        name=script.name,
        pack=script.pack,
        level=script.level,
        question=script.question,
        about=script.about,
        answer=paths["answer"],
        replies={theme: paths[theme] for theme in THEMES},
        fallback=paths["fallback"],
        script=script,
        spoken=_spoken(script, timing, folder / name / TIMING_FILE),
    )


def _split(text: str) -> tuple[str, ...]:
    """Sentences of a reply; the texts use full stops and question marks only at their ends."""
    marked = text.strip().replace(". ", ".\n").replace("? ", "?\n")
    return tuple(line.strip() for line in marked.splitlines())


def _checked(fields: dict[str, Any], path: Path, name: str) -> Script:
    from pydantic import TypeAdapter, ValidationError

    try:
        script = TypeAdapter(Script).validate_python(fields)
    except ValidationError as error:
        # A misspelt field shows up twice, as missing and as unknown: the second says what to fix.
        first = min(error.errors(), key=lambda one: one["type"] != "unexpected_keyword_argument")
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ContentError(f"{path}: {where}: {first['msg']}") from error
    if script.name != name:
        raise ContentError(f"{path}: name: expected “{name}”, the file's own name")
    if not script.answer:
        raise ContentError(f"{path}: answer: expected at least one sentence")
    missing = [theme for theme in THEMES if not script.replies.get(theme, "").strip()]
    if missing:
        raise ContentError(f"{path}: replies.{missing[0]}: expected a text for every theme")
    return script


def _timing(path: Path) -> dict[str, Any]:
    try:
        timing = json_object(files.read_bytes(path))
    except (FileError, Undecodable) as error:
        raise ContentError(f"{path} cannot be read", cause=str(error), next_step=REMAKE) from error
    if not isinstance(timing.get("fingerprints"), dict):
        raise ContentError(
            f"{path}: fingerprints: expected one for each recording", next_step=REMAKE
        )
    return timing


def _spoken(script: Script, timing: dict[str, Any], path: Path) -> tuple[SpokenSentence, ...]:
    try:
        times = [(float(start), float(end)) for start, end in timing["answer"]]
        return tuple(
            SpokenSentence(text=one.text, segment=one.segment, start=start, end=end)
            for one, (start, end) in zip(script.answer, times, strict=True)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(
            f"{path}: answer: expected one [start, end] for each sentence", next_step=REMAKE
        ) from error
