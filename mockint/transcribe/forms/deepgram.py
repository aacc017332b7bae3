"""What Deepgram answers: ``results.channels[].alternatives[].words``, seconds, by channel.

``punctuated_word`` where it was asked for, ``speaker`` by word; ``utterances`` where there are no
words. With several channels each is a speaker.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from mockint.transcribe.forms.told import Told, ToldSegment, ToldWord
from mockint.transcribe.forms.values import (
    has_text,
    maybe_seconds,
    no_times,
    objects,
    probability,
    span,
    speaker_of,
    spoken,
    text_of,
)


def is_form(value: object) -> bool:
    """Whether it has the results of channels."""
    results = value.get("results") if isinstance(value, Mapping) else None
    return isinstance(results, Mapping) and isinstance(results.get("channels"), list)


def told_in(value: Mapping[str, Any], source: str) -> Told:
    """What the file tells. Raises UnreadableTranscript."""
    results, about = value["results"], value.get("metadata")
    channels = objects(results["channels"], source, '"channels"')
    best = [_best(one, source) for one in channels]
    heard = [
        (number, _words(one, f"channel {number}", source)) for number, one in enumerate(best, 1)
    ]
    spoken_in = [one for one in heard if one[1]]
    words = [word for _, some in spoken_in for word in some]
    if len(spoken_in) > 1:
        words = [
            replace(word, speaker=f"channel {number}")
            for number, some in spoken_in
            for word in some
        ]
        words.sort(key=lambda word: word.start or 0.0)
    segments = tuple(
        ToldSegment("", words=tuple(run), speaker=who)
        for who, run in groupby(words, key=lambda word: word.speaker)
    )
    if not segments:
        utterances = objects(results.get("utterances"), source, '"utterances"')
        segments = tuple(_utterance(one, source) for one in utterances)
    if not segments and any(has_text(text_of(one.get("transcript"))) for one in best):
        raise no_times(source, "its text")
    languages = [*(text_of(one.get("detected_language")) for one in channels), *map(_most, best)]
    duration = about.get("duration") if isinstance(about, Mapping) else None
    return Told(
        segments,
        next(filter(None, languages), ""),
        maybe_seconds(duration, source, "the duration"),
    )


def _best(channel: Mapping[str, Any], source: str) -> Mapping[str, Any]:
    listed = objects(channel.get("alternatives"), source, '"alternatives"')
    return listed[0] if listed else {}


def _most(alternative: Mapping[str, Any]) -> str:
    listed = alternative.get("languages")
    return text_of(listed[0]) if isinstance(listed, list) and listed else ""


def _words(alternative: Mapping[str, Any], where: str, source: str) -> list[ToldWord]:
    listed = objects(alternative.get("words"), source, f'"words" of {where}')
    return [_word(one, f"word {number} of {where}", source) for number, one in enumerate(listed, 1)]


def _word(value: Mapping[str, Any], where: str, source: str) -> ToldWord:
    start, end = _times(value, where, source)
    text = spoken(value.get("punctuated_word") or value.get("word"), source, where)
    chance = probability(value.get("confidence"), source, where)
    return ToldWord(text, start, end, chance, speaker=speaker_of(value))


def _utterance(value: Mapping[str, Any], source: str) -> ToldSegment:
    start, end = _times(value, "an utterance", source)
    return ToldSegment(text_of(value.get("transcript")), start, end, (), speaker_of(value))


def _times(value: Mapping[str, Any], where: str, source: str) -> tuple[float | None, float | None]:
    return span(
        maybe_seconds(value.get("start"), source, f'"start" of {where}'),
        maybe_seconds(value.get("end"), source, f'"end" of {where}'),
        source,
        where,
    )
