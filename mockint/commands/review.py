"""``mockint review``: judge recordings and transcripts that are already there."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.errors import MockintError
from mockint.star.types import Analysis
from mockint.transcribe.types import Progress, Transcriber, Transcript, no_progress
from mockint.wiring import settings

FAILED = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answers are judged against."""

    library: Library
    question: Question | None
    principle: str | None
    level: Level


def run_review(  # noqa: PLR0913 - one argument an option
    *,
    paths: Sequence[str],
    question: str | None,
    principle: str | None,
    level: str | None,
    engine: str | None,
    model: str | None,
    as_json: bool,
) -> int:
    """Judge each path in the order given; the exit code is 1 when one could not be read."""
    from mockint.wiring.engines import LazyTranscriber

    wanted = settings.settings()
    library = settings.library(wanted)
    asked = judge_against(library, question, principle, settings.level(level, wanted, library))
    hear = LazyTranscriber(engine or wanted.engine, model or wanted.model)
    show = _show_json if as_json else _show_text
    failures = 0
    for path, outcome in _judge_all(paths, asked, hear, quiet=as_json):
        failures += isinstance(outcome, MockintError)
        show(path, outcome, asked)
    return FAILED if failures else 0


def judge_against(
    library: Library, question: str | None, principle: str | None, level: Level
) -> Asked:
    """Look the names up. Raises UsageError with the nearest ones."""
    from mockint.content.load import find_principle, find_question

    found = find_question(library, question) if question else None
    slug = find_principle(library, principle).slug if principle else None
    if slug is None and found is not None:
        slug = found.principle
    return Asked(library, found, slug, level)


Outcome = tuple[Transcript, Analysis] | MockintError


def _judge_all(
    paths: Sequence[str], asked: Asked, hear: Transcriber, *, quiet: bool
) -> Iterator[tuple[str, Outcome]]:
    from mockint.wiring.progress import working

    for path in paths:
        try:
            with working(f"hearing {path}", quiet=quiet) as progress:
                yield path, judge(Path(path), asked, hear, progress)
        except MockintError as error:
            yield path, error


def judge(
    path: Path, asked: Asked, hear: Transcriber, progress: Progress = no_progress
) -> tuple[Transcript, Analysis]:
    """One recording or transcript.

    Raises UnreadableAudio, UnreadableTranscript or TranscribeError.
    """
    from mockint.star.analyse import analyse

    transcript = read_transcript(path, hear, progress)
    analysis = analyse(
        transcript,
        question=asked.question,
        principle=asked.principle,
        level=asked.level,
        library=asked.library,
    )
    return transcript, analysis


def read_transcript(path: Path, hear: Transcriber, progress: Progress) -> Transcript:
    """Words from a transcript file as they are, from a recording by the engine."""
    if path.suffix.lower() == ".json":
        from mockint.transcribe.interchange import read

        return read(path)
    from mockint.audio.files import read as read_audio

    samples = read_audio(path)
    return hear.transcribe(samples, progress=progress)


def _show_json(path: str, outcome: Outcome, _asked: Asked) -> None:
    from mockint.history import record_json as debrief_json

    if isinstance(outcome, MockintError):
        value = debrief_json.failure(path, str(outcome))
    else:
        transcript, analysis = outcome
        value = debrief_json.analysis(analysis, source=path, engine=transcript.engine)
    print(json.dumps(value, ensure_ascii=False), flush=True)  # noqa: T201 - this is the output


def _show_text(path: str, outcome: Outcome, asked: Asked) -> None:
    from rich.rule import Rule
    from rich.text import Text

    from mockint.views.debrief import analysis_view

    console = settings.console()
    console.print(Rule(Text(path, "bold")))
    if isinstance(outcome, MockintError):
        console.print(Text(str(outcome), "red"))
        return
    transcript, analysis = outcome
    console.print(Text(f"Heard with {transcript.engine}.", "dim"))
    console.print(*analysis_view(analysis, asked.library.pack), sep="\n")
