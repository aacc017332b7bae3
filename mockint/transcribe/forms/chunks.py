"""``chunks``, as the pipeline of Hugging Face's transformers writes them.

``{"text", "chunks": [{"text", "timestamp": [start, end]}]}``, a chunk a sentence or a word; the
last end may be null.
"""

from collections.abc import Mapping
from typing import Any

from mockint.transcribe.forms.told import Told, ToldSegment, words_or_segments
from mockint.transcribe.forms.values import (
    kind,
    maybe_seconds,
    objects,
    span,
    speaker_of,
    text_of,
    unreadable,
)


def is_form(value: object) -> bool:
    """Whether it has chunks."""
    return isinstance(value, Mapping) and isinstance(value.get("chunks"), list)


def told_in(value: Mapping[str, Any], source: str) -> Told:
    """What the file tells. Raises UnreadableTranscript."""
    listed = objects(value.get("chunks"), source, '"chunks"')
    chunks = [_chunk(one, f"chunk {number}", source) for number, one in enumerate(listed, 1)]
    languages = [text_of(one.get("language")) for one in (value, *listed)]
    return Told(words_or_segments(chunks), next(filter(None, languages), ""))


def _chunk(value: Mapping[str, Any], where: str, source: str) -> ToldSegment:
    times = value.get("timestamp") or (None, None)
    if not isinstance(times, list | tuple) or len(times) != 2:
        raise unreadable(source, f'"timestamp" of {where} must be [start, end], not {kind(times)}')
    start, end = span(
        maybe_seconds(times[0], source, f"the start of {where}"),
        maybe_seconds(times[1], source, f"the end of {where}"),
        source,
        where,
    )
    return ToldSegment(text_of(value.get("text")), start, end, (), speaker_of(value))
