"""What a file tells as a transcript, with one line for each thing that was mended or left out."""

from dataclasses import replace

from mockint.text.language import code_of
from mockint.transcribe.forms.told import Told
from mockint.transcribe.forms.values import LONGEST_S, too_late
from mockint.transcribe.hallucinations import without_invented
from mockint.transcribe.labels import without_labels
from mockint.transcribe.mending.clock import (
    carried_on,
    check_pace,
    in_seconds,
    words_in_segments,
)
from mockint.transcribe.mending.overlaps import counted_once
from mockint.transcribe.mending.placing import placed
from mockint.transcribe.mending.speakers import candidates_own
from mockint.transcribe.mending.stretched import unstretched
from mockint.transcribe.types import FILE_ENGINE, Transcript

_NO_CHANCES = "The file does not tell how sure its words are, so none counts as doubtful."


def transcript_of(told: Told, source: str) -> Transcript:
    """The transcript. Raises UnreadableTranscript where its times cannot be and it is not certain
    what is meant; ``source`` is named in it."""
    told, unit = in_seconds(told, source)
    told, moved = words_in_segments(told)
    told, others, who = candidates_own(told)
    told, twice = counted_once(told)
    told, carried = carried_on(told, source)
    told_words = placed(told, source)
    spoken = tuple(without_labels(told_words.words))
    whole, cut = unstretched(replace(told_words, words=spoken))
    if whole.words and whole.words[-1].end > LONGEST_S:
        raise too_late(source, "the last word", whole.words[-1].end)
    check_pace(whole.words, source)
    labels = len(told_words.words) - len(spoken)
    kept, left_out = without_invented(whole.words, None, labels=labels)
    last = kept[-1].end if kept else 0.0
    unsure = kept and all(word.probability is None for word in kept)
    notes = (unit, moved, who, twice, carried, cut, left_out, _NO_CHANCES if unsure else "")
    return Transcript(
        words=kept,
        duration=max(last, told.duration or 0.0),
        engine=FILE_ENGINE,
        language=code_of(told.language) or "en",
        estimated=whole.estimated,
        others=others,
        notes=tuple(filter(None, notes)),
    )
