"""The round's stations: which implementation stands behind each Protocol."""

import os
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import locations
from mockint.audio.types import Microphone, Report, Samples
from mockint.content.types import Library, Question
from mockint.domain import Level, Theme
from mockint.interview import Take
from mockint.screen.keys import CtrlCKeys
from mockint.screen.types import Keys, Screen
from mockint.star.types import Analysis, ProbeChoice, ReplyFinding, Signal, Span, Verdict
from mockint.transcribe.types import Transcript
from mockint.voice.types import Voice

if TYPE_CHECKING:
    from mockint.audio.speaker import Speaker

NO_VOICE = "none"


def voice(
    wanted: str,
    rate: float,
    speaker: str | None,
    *,
    fixed: Collection[str],
    typed: str = "--voice",
) -> Voice:
    """The interviewer's voice. ``fixed`` texts are rendered once and kept: nothing personal.

    ``typed``: what stands before its name on the command line.

    Raises UsageError where there is no such voice, VoiceError where its engine is missing.
    """
    from mockint.voice.types import ShownVoice

    if wanted == NO_VOICE:
        return ShownVoice()
    from mockint.audio.speaker import Speaker
    from mockint.voice.choice import renderer_for
    from mockint.voice.spoken import SpokenVoice

    renderer = renderer_for(wanted, locations.voices_dir(), typed=typed).at_rate(rate)
    return SpokenVoice(Speaker(speaker), renderer, cache=locations.voice_cache_dir(), kept=fixed)


def loudspeaker(speaker: str | None) -> "Speaker":
    """What plays recordings; None is the system's default."""
    from mockint.audio.speaker import Speaker

    return Speaker(speaker)


def fixed_texts(library: Library) -> frozenset[str]:
    """What the interviewer may say that holds nothing of the candidate's: kept once rendered."""
    studies = library.walkthroughs.values()
    return frozenset(
        [question.ask for question in library.questions.values()]
        + [
            one.text
            for probe in library.probes.values()
            for one in (*probe.wordings, *probe.drill_downs)
            if not one.slot
        ]
        + [
            text
            for study in studies
            for one in study.probes
            for text in (one.ask, one.ask_reference)
        ]
    )


def follow_up_texts(library: Library) -> tuple[str, ...]:
    """Follow-ups that hold nothing of the candidate's: rendered before they are asked."""
    wordings = (one for probe in library.probes.values() for one in probe.wordings)
    return tuple(one.text for one in wordings if not one.slot)


def hints(
    library: Library, questions: Sequence[Question], own: Sequence[str] = ()
) -> tuple[str, ...]:
    """Words likely to be said, for engines that take a vocabulary; the likeliest first.

    ``own``: names and figures of the story that is to be told.
    """
    asked = dict.fromkeys(question.principle for question in questions)
    titles = (library.principles[slug].title for slug in asked if slug in library.principles)
    return (*own, *titles)


def device_microphone(device: str | None) -> Microphone:
    """A real microphone; None is the system's default."""
    from mockint.audio.microphone import DeviceMicrophone

    return DeviceMicrophone(device)


def recorder(
    microphone: Callable[[], Microphone],
    path: Path,
    report: Callable[[Report], None],
    sound: Callable[[Samples], None] | None,
) -> Take:
    """A recorder that has begun. ``sound`` is given each block that is in the file."""
    from mockint.audio.recorder import Recorder

    take = Recorder(microphone, path, report, sound=sound)
    take.start()
    return take


def screen(keys: Keys, *, plain: bool = False, quiet: bool = False) -> Screen:
    """The live screen on a terminal, plain lines elsewhere, where asked, and where it fails."""
    from mockint.screen.fallback import FallbackScreen
    from mockint.screen.live import LiveScreen, can_be_live
    from mockint.screen.plain import PlainScreen

    stream, legend = sys.stdout, keys.legend

    def lines() -> Screen:
        return PlainScreen.on(stream, os.environ, legend=legend, quiet=quiet, read_aloud=plain)

    if plain or not can_be_live(stream, os.environ):
        return lines()
    return FallbackScreen(LiveScreen(stream, legend=legend, quiet=quiet), lines)


def keys() -> Keys:
    """The terminal's keys, or lines from a pipe."""
    from mockint.screen.keys import keys_for

    return keys_for(sys.stdin, recorded=False)


def with_ctrl_c(keys: Keys) -> CtrlCKeys:
    """The same keys, and Ctrl-C as one of them."""
    return CtrlCKeys(keys)


def analyse(  # noqa: PLR0913  (what a round knows, then what it asks)
    library: Library,
    level: Level,
    transcript: Transcript,
    question: Question,
    asked: Collection[Theme],
    marks: Sequence[float],
    *,
    own: Sequence[str] = (),
) -> Analysis:
    """An answer, judged for its question's principle. ``own``: of the story that is told."""
    from mockint.star.analyse import analyse as star_analyse

    return star_analyse(
        transcript,
        question=question,
        principle=question.principle,
        level=level,
        library=library,
        asked=frozenset(asked),
        marks=marks,
        own=own,
    )


def parts_so_far(level: Level, transcript: Transcript, marks: Sequence[float]) -> Sequence[Span]:
    """The parts of an answer that is still being told."""
    from mockint.star.segmenter.label import spans_so_far

    return spans_so_far(transcript, level, marks)


def assess_reply(
    library: Library, transcript: Transcript, probe: ProbeChoice, answer: Transcript | None = None
) -> ReplyFinding:
    """A reply, heard against what its probe looks for. ``answer``: that it is about, if known."""
    from mockint.star.probes.replies import assess
    from mockint.star.probes.reply_inputs import Known

    return assess(transcript, probe.theme, library, Known(probe.ask, answer))


def with_replies(verdict: Verdict, findings: Sequence[ReplyFinding]) -> Verdict:
    """The verdict after the follow-ups."""
    from mockint.star.probes import replies

    return replies.with_replies(verdict, findings)


def drill_down(
    library: Library,
    probe: ProbeChoice,
    signals: Sequence[Signal],
    finding: ReplyFinding,
    reply: Transcript,
) -> ProbeChoice | None:
    """The one question more that a weak reply to a decisive probe gets."""
    from mockint.star.probes.replies import Reply
    from mockint.star.probes.replies import drill as star_drill_down

    return star_drill_down(probe, signals, Reply(finding, reply), library)
