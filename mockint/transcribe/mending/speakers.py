"""Several speakers in one file: whose answer it is. Pure.

The candidate is who says most: a question is short, an answer is long. Where two say about as
much, it is the one who asks less.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from mockint.text.normalize import plain_words
from mockint.transcribe.forms.told import Told, ToldSegment
from mockint.transcribe.types import Stretch

_CLOSE = 0.7
"""With so large a share of the most words, somebody may be the candidate as well."""
_NAMED_CANDIDATE = ("candidate", "interviewee")
_NAMED_OTHER = ("interviewer", "recruiter")
_PAUSE_S = 2.0
"""Between what somebody else says, from which it is another time."""


def candidates_own(told: Told) -> tuple[Told, tuple[Stretch, ...], str]:
    """What the candidate says, where others spoke, and one line that says who is who.

    A word without a speaker belongs to its segment's, else to who spoke before.
    """
    segments = _by_speaker(told.segments)
    said: Counter[str] = Counter()
    for one in segments:
        if one.speaker is not None:
            said[one.speaker] += _amount(one)
    names = [name for name, amount in said.most_common() if amount]
    if len(names) < 2:
        return told, (), ""
    candidate = _candidate(names, said, segments)
    own = tuple(one for one in segments if one.speaker in (candidate, None))
    others = _stretches([one for one in segments if one.speaker not in (candidate, None)])
    count = "Two people speak" if len(names) == 2 else f"{len(names)} people speak"
    note = (
        f"{count} in this file. {candidate} says most ({said[candidate]} of {said.total()} words)"
        " and was taken for you; what the others say was left out."
    )
    return replace(told, segments=own), others, note


def _amount(segment: ToldSegment) -> int:
    if segment.words:
        return sum(bool(plain_words(word.text)) for word in segment.words)
    return len(plain_words(segment.text))


def _by_speaker(segments: Sequence[ToldSegment]) -> list[ToldSegment]:
    """The segments, cut where the speaker changes in the middle of one."""
    made: list[ToldSegment] = []
    before: str | None = None
    for one in segments:
        before = one.speaker or before
        if not any(word.speaker for word in one.words):
            made.append(replace(one, speaker=one.speaker or before))
            continue
        runs: list[ToldSegment] = []
        for word in one.words:
            before = word.speaker or before
            if not runs or runs[-1].speaker != before:
                runs.append(replace(one, words=(), speaker=before))
            runs[-1] = replace(runs[-1], words=(*runs[-1].words, word))
        if len(runs) > 1:  # none of them is the whole sentence any more
            runs = [replace(run, text="", start=None, end=None) for run in runs]
        made += runs
    return made


def _candidate(names: Sequence[str], said: Counter[str], segments: Sequence[ToldSegment]) -> str:
    named = [name for name in names if name.lower().startswith(_NAMED_CANDIDATE)]
    if len(named) == 1:
        return named[0]
    others = [name for name in names if not name.lower().startswith(_NAMED_OTHER)] or list(names)
    close = [name for name in others if said[name] >= _CLOSE * said[others[0]]]
    return min(close, key=lambda name: _asked(name, segments) / said[name])


def _asked(name: str, segments: Sequence[ToldSegment]) -> int:
    """How often somebody asks, or says "you"."""
    text = " ".join(_text(one) for one in segments if one.speaker == name)
    words = plain_words(text)
    return text.count("?") * 3 + words.count("you") + words.count("your")


def _text(segment: ToldSegment) -> str:
    return segment.text or " ".join(word.text for word in segment.words)


def _stretches(segments: Sequence[ToldSegment]) -> tuple[Stretch, ...]:
    spoken: list[tuple[float, float]] = []
    for one in segments:
        times = [t for word in one.words for t in (word.start, word.end) if t is not None]
        times += [time for time in (one.start, one.end) if time is not None and not times]
        if times:
            spoken.append((min(times), max(times)))
    made: list[Stretch] = []
    for start, end in sorted(spoken):
        if made and start - made[-1].end < _PAUSE_S:
            made[-1] = Stretch(made[-1].start, max(made[-1].end, end))
        else:
            made.append(Stretch(start, end))
    return tuple(made)
