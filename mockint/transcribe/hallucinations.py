"""What Whisper makes up, told from what was said. Pure.

Trained on subtitles, Whisper writes what subtitles say where nothing is said ("Thank you.",
"Thanks for watching!"), and can repeat itself without end (Radford et al. 2022, section 4.5;
Koenecke et al. 2024, "Careless Whisper": 1 % of recordings, more of them with long silences).
A candidate may say "thank you" too, so nothing is dropped that a voice stands behind.
"""

from collections.abc import Sequence

from mockint.text.format import counted
from mockint.text.normalize import plain_words
from mockint.transcribe.labels import without_labels
from mockint.transcribe.loops import plain, without_loops
from mockint.transcribe.types import Piece, Word

KNOWN = frozenset(
    {
        "bye",
        "bye bye",
        "goodbye",
        "please subscribe",
        "please subscribe to my channel",
        "see you next time",
        "see you in the next video",
        "so",
        "subtitles by the amara org community",
        "thank you",
        "thank you bye",
        "thank you for watching",
        "thank you so much",
        "thank you so much for watching",
        "thank you very much",
        "thank you for listening",
        "thanks",
        "thanks for listening",
        "thanks for watching",
        "the end",
        "you",
    }
)
"""Texts that stand alone in a window without speech, without capitals and marks."""

VOICE_S = 0.2
"""Voice that must lie behind such a text: the shortest "thanks" takes about that."""
REACH_S = 0.3
"""How far Whisper's word times may be from the voice that they stand for."""

ISOLATED_S = 5.0
"""So long after the last words, and before the next ones, nobody says "thank you"."""
DOUBTED_S = 1.0
"""The same for words that their own engine doubts,"""
DOUBTED = 0.5
"""which gives them less than this."""
PARTING_S = 0.9
"""A pause that sets a sentence apart."""

NEVER_SAID = frozenset(
    {
        "please like and subscribe",
        "please subscribe",
        "please subscribe to my channel",
        "please subscribe to our channel",
        "see you in the next video",
        "see you next time",
        "subscribe to my channel",
        "subtitles by the amara org community",
        "thank you for watching",
        "thank you so much for watching",
        "thanks for watching",
        "thank you for watching and see you next time",
        "don't forget to like and subscribe",
        "i'll see you in the next video",
        "i'll see you next time",
        "transcribed by https otter ai",
        "transcription by castingwords",
        "thanks for watching and see you next time",
        "thank you all for watching",
    }
)
"""Of these, what belongs under a video and is no part of an answer, however near it stands."""
SAYABLE_ALONE = frozenset({"so"})
"""Of KNOWN, what a candidate says before a long thought."""


def without_hallucinations(words: Sequence[Word], voiced: Sequence[Piece] | None) -> list[Word]:
    """The words of one piece, without those that were never said.

    - Labels of sounds go.
    - A piece whose whole text is in :data:`KNOWN`, said once or again and again, goes where less
      than :data:`VOICE_S` of voice lies behind it; ``voiced`` None means that this was not
      measured, and it stays.
    - Of a run of words repeated over and over, the first stays.
    """
    words = without_labels(words)
    if (
        voiced is not None
        and words
        and _is_known(plain(words))
        and _voice_behind(words, voiced) < VOICE_S
    ):
        return []
    return without_loops(words)


def _is_known(text: str) -> bool:
    said = text.split()
    for turn in range(1, len(said) + 1):
        times, rest = divmod(len(said), turn)
        if not rest and said == said[:turn] * times and " ".join(said[:turn]) in KNOWN:
            return True
    return False


def repeats(words: Sequence[Word], prompt: str) -> bool:
    """Whether the words only say ``prompt`` again: it is ours, nobody says it word for word."""
    return bool(words) and plain(words) == " ".join(plain_words(prompt))


def _voice_behind(words: Sequence[Word], voiced: Sequence[Piece]) -> float:
    start, end = words[0].start - REACH_S, words[-1].end + REACH_S
    return sum(max(0.0, min(end, b) - max(start, a)) for a, b in voiced)


def without_invented(
    words: Sequence[Word], voiced: Sequence[Piece] | None, *, labels: int = 0, before: int = 0
) -> tuple[tuple[Word, ...], str]:
    """A whole transcript without what nobody said, and one line that tells what that was.

    The same for whatever wrote it. Beside what goes from one piece: a sentence of :data:`KNOWN`
    that stands far from the others, and one of :data:`NEVER_SAID` at the end, where there is no
    voice behind it, or where this was not measured. ``labels``, ``before``: words that were left
    out already, as labels and in pieces.
    """
    ends = again = 0
    kept = list(words)
    while True:  # what is left out may leave something else far from speech
        said = without_labels(kept)
        spoken = _without_endings(said, voiced)
        once = without_loops(spoken)
        labels += len(kept) - len(said)
        ends += len(said) - len(spoken)
        again += len(spoken) - len(once)
        if len(once) == len(kept):
            break
        kept = once
    told = [
        *([f"{counted(before, 'word')} that the engine made up"] if before else []),
        *([f"{counted(labels, 'word')} in labels of sounds"] if labels else []),
        *([f'{counted(ends, "word")} such as "Thanks for watching"'] if ends else []),
        *([f"{counted(again, 'word')} repeated over and over"] if again else []),
    ]
    note = f"Left out, because nobody said it: {', '.join(told)}." if told else ""
    return tuple(once), note


def _without_endings(words: Sequence[Word], voiced: Sequence[Piece] | None) -> list[Word]:
    kept: list[Word] = []
    groups = _endings_together(_sentences(words))
    for number, group in enumerate(groups):
        after = groups[number + 1][0].start if number + 1 < len(groups) else None
        before = kept[-1].end if kept else None
        if not _is_ending(group, before, after, voiced):
            kept += group
    # Only now is known what is last: an ending may stand in front of others.
    groups = _sentences(kept)
    while groups and plain(groups[-1]) in NEVER_SAID and not _has_voice(groups[-1], voiced):
        groups.pop()
    return [word for group in groups for word in group]


def _sentences(words: Sequence[Word]) -> list[list[Word]]:
    groups: list[list[Word]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        if (
            last is None
            or word.start - last.end >= PARTING_S
            or last.text.endswith((".", "?", "!", "\u2026"))
        ):
            groups.append([])
        groups[-1].append(word)
    return groups


def _endings_together(groups: Sequence[list[Word]]) -> list[list[Word]]:
    """The sentences, those that are known and follow each other as one."""
    made: list[list[Word]] = []
    for group in groups:
        last = made[-1] if made else None
        if (
            last is not None
            and group[0].start - last[-1].end < PARTING_S
            and _is_known(plain(last))
            and _is_known(plain(last + group))
        ):
            last += group
        else:
            made.append(list(group))
    return made


def _is_ending(
    group: Sequence[Word],
    before: float | None,
    after: float | None,
    voiced: Sequence[Piece] | None,
) -> bool:
    """Whether a sentence that stands between ``before`` and ``after`` is an invention."""
    text = plain(group)
    if text in SAYABLE_ALONE or not (_is_known(text) or text in NEVER_SAID):
        return False
    if _has_voice(group, voiced):
        return False
    chances = [word.probability for word in group if word.probability is not None]
    doubted = bool(chances) and max(chances) < DOUBTED
    far = DOUBTED_S if doubted or text in NEVER_SAID else ISOLATED_S
    gaps = [
        *([] if before is None else [group[0].start - before]),
        *([] if after is None else [after - group[-1].end]),
    ]
    return bool(gaps) and all(gap >= far for gap in gaps)


def _has_voice(group: Sequence[Word], voiced: Sequence[Piece] | None) -> bool:
    return voiced is not None and _voice_behind(group, voiced) >= VOICE_S
