"""``mockint review``: judge recordings and transcripts that are already there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mockint.commands.ports import Front
from mockint.commands.values.round import NotReviewed, Reviewed
from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.errors import MockintError, OtherLanguage, UsageError
from mockint.star.types import Analysis
from mockint.text.language import name_of
from mockint.text.printable import one_line
from mockint.transcribe.types import Progress, Transcriber, Transcript, no_progress
from mockint.wiring import settings

LONGEST_ASKED = 1_000
"""Letters of a question in its own words."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of one path, and what there is to know of the file."""

    transcript: Transcript
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answers are judged against."""

    library: Library
    question: Question | None
    principle: str | None
    level: Level


def review(  # noqa: PLR0913 - one argument an option
    paths: Sequence[str],
    *,
    question: str | None = None,
    asked: str | None = None,
    principle: str | None = None,
    level: str | None = None,
    engine: str | None = None,
    model: str | None = None,
    more: bool = False,
    front: Front,
) -> Iterator[Reviewed | NotReviewed]:
    """Judge each path in the order given; what came of one is there before the next is begun.

    ``more``: all findings are to stand open.

    Raises UsageError for a name that is unknown.
    """
    from mockint.wiring.engines import LazyTranscriber

    wanted = settings.settings()
    library = settings.library(wanted)
    against = judge_against(
        library, question, asked, principle, settings.level(level, wanted, library)
    )
    transcriber = LazyTranscriber(
        engine or wanted.engine, model or wanted.model, tell=front.tell, working=front.working
    )
    for path in paths:
        try:
            with front.working(f"transcribing {path}") as progress:
                heard, analysis = judge(path, against, transcriber, progress)
        except MockintError as error:
            yield NotReviewed(path, error)
            continue
        if not analysis.is_english:
            code = analysis.language
            yield NotReviewed(path, OtherLanguage(path, name_of(code)), code)
        else:
            asks = against.question.ask if against.question else ""
            yield Reviewed(
                *(path, heard.transcript, analysis, library.pack),
                asked=asks,
                is_whole=more,
                notices=heard.notices,
            )


def judge_against(
    library: Library,
    question: str | None,
    asked: str | None,
    principle: str | None,
    level: Level,
) -> Asked:
    """Look the names up; ``asked`` is a question in its own words, known here or not.

    Raises UsageError with the nearest names, or where two questions are given.
    """
    from mockint.content.find import find_principle, find_question

    if question and asked:
        raise UsageError(
            "--question and --asked each name the question",
            cause="an answer is judged against one question",
            next_step="leave one of them out",
        )
    if asked and len(asked) > LONGEST_ASKED:
        raise UsageError(
            f"--asked has {len(asked)} letters", cause=f"a question has at most {LONGEST_ASKED}"
        )
    found = find_question(library, question) if question else None
    if asked and asked.strip():
        found = _in_its_own_words(library, one_line(asked.strip()))
    slug = find_principle(library, principle).slug if principle else None
    if slug is None and found is not None:
        slug = found.principle or None
    return Asked(library, found, slug, level)


def _in_its_own_words(library: Library, asked: str) -> Question:
    """The question of the library that is worded so, else one that only this answer knows."""
    for one in library.questions.values():
        if one.ask.casefold() == asked.casefold():
            return one
    return Question(slug="", ask=asked, principle="")


def judge(
    path: str, asked: Asked, transcriber: Transcriber, progress: Progress = no_progress
) -> tuple[Heard, Analysis]:
    """One recording or transcript.

    Raises UsageError for an address, UnreadableAudio, UnreadableTranscript or TranscribeError.
    """
    from mockint.star.analyse import analyse

    heard = read_transcript(path, transcriber, progress)
    analysis = analyse(
        heard.transcript,
        question=asked.question,
        principle=asked.principle,
        level=asked.level,
        library=asked.library,
    )
    return heard, analysis


def read_transcript(path: str, transcriber: Transcriber, progress: Progress) -> Heard:
    """Words from a transcript file as they are, from a recording by the engine.

    ``path`` as it was typed: a Path makes one slash of two.
    """
    if "://" in path:
        raise UsageError(
            f"{path} is an address, not a file",
            cause="review reads files on this machine",
            next_step="download it, then mockint review FILE",
        )
    return _read(Path(path), transcriber, progress)


def _read(path: Path, transcriber: Transcriber, progress: Progress) -> Heard:
    from mockint.transcribe.transcript_file import is_transcript, read

    if is_transcript(path):
        return Heard(read(path))
    from mockint.audio.files import recording

    sound = recording(path)
    return Heard(transcriber.transcribe(sound.samples, progress=progress), sound.notices)
