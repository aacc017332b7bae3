"""Subtitles: SRT, WebVTT, and the lines that Whisper prints while it works.

They have times for each line. Word times are in some all the same: where a line is written again
for each word with that word underlined (Whisper's ``--highlight_words``), where a time stands in
front of each word (YouTube), or where each line is one word. Who speaks is told by ``<v Name>``, by
"[SPEAKER_00]:" or by a name before each line.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mockint.transcribe.forms.told import Told, ToldSegment, ToldWord, words_or_segments
from mockint.transcribe.forms.values import span, spoken

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"^\s*\[?\s*{_TIME}\s*-->\s*{_TIME}\s*(\]?)(.*)$")
_INLINE = re.compile(rf"<{_TIME}>")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|\{\\[^{}]*\}")
_UNDERLINED = re.compile(r"<u>(.*?)</u>", re.IGNORECASE | re.DOTALL)
_ROLE = re.compile(
    r"^\s*[\[(]?((?:speaker|spk)[ _-]?\w+|interviewer|interviewee|candidate)[\])]?\s*:\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"^\s*([A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}):\s+")
_NAMED_SHARE = 0.8
"""Of the lines that begin with a name and a colon, from which that is who speaks."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None = None


def is_form(text: str) -> bool:
    """Whether it begins as WebVTT does, or a line has two times and an arrow."""
    if text.lstrip().startswith("WEBVTT"):
        return True
    return any(_TIMING.match(line) for line in text[:4000].splitlines())


def told_in(text: str, source: str) -> Told:
    """What the file tells. Raises UnreadableTranscript."""
    cues = [_with_speaker(one) for one in _cues(text)]
    cues = _with_names(cues)
    if any(_INLINE.search(line) for one in cues for line in one.lines):
        return Told((ToldSegment("", words=tuple(_inline(cues, source))),))
    if any(_UNDERLINED.search(line) for one in cues for line in one.lines):
        return Told(tuple(_underlined(cues, source)))
    segments = [_segment(one, number, source) for number, one in enumerate(cues, 1)]
    return Told(words_or_segments(segments), _language(text))


def _language(text: str) -> str:
    found = re.match(r"\s*WEBVTT[^\n]*\n(?:[^\n]+\n)*?Language:\s*([\w-]+)", text)
    return found[1] if found else ""


def _cues(text: str) -> Iterator[_Cue]:
    times: tuple[float, float] | None = None
    lines: list[str] = []
    after_blank = False
    for line in text.splitlines():
        found = _TIMING.match(line)
        if found:
            if times is not None:
                yield _Cue(*times, tuple(_without_number(lines)))
            times = _seconds(*found.groups()[:4]), _seconds(*found.groups()[4:8])
            # Whisper prints the text in the same line; what stands there in a file is settings.
            lines = [found[10]] if found[9] else []
            after_blank = False
        elif times is None or (after_blank and line.startswith(("NOTE", "STYLE", "REGION"))):
            if times is not None:
                yield _Cue(*times, tuple(_without_number(lines)))
            times, lines = None, []
        else:
            lines.append(line)
        after_blank = not line.strip()
    if times is not None:
        yield _Cue(*times, tuple(one for one in lines if one.strip()))


def _without_number(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a cue without the number, or the name, of the next one behind a blank line."""
    kept = list(lines)
    if (len(kept) > 1 and not kept[-2].strip() and len(kept[-1].split()) <= 1) or (
        len(kept) == 1 and kept[0].strip().isdigit()
    ):
        kept.pop()
    return (one for one in kept if one.strip())


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str | None) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + float(f"0.{parts or 0}")


def _with_speaker(cue: _Cue) -> _Cue:
    found = next(filter(None, map(_VOICE.search, cue.lines)), None)
    if found:
        return replace(cue, speaker=html.unescape(found[1]).strip())
    if cue.lines and (named := _ROLE.match(cue.lines[0])):
        return replace(cue, lines=(cue.lines[0][named.end() :], *cue.lines[1:]), speaker=named[1])
    return cue


def _with_names(cues: list[_Cue]) -> list[_Cue]:
    """The cues, where nearly each begins with a name, with it as the speaker."""
    found = [_NAME.match(one.lines[0]) if one.lines else None for one in cues]
    if any(one.speaker for one in cues) or sum(map(bool, found)) < max(2, _NAMED_SHARE * len(cues)):
        return cues
    who: str | None = None
    made: list[_Cue] = []
    for cue, named in zip(cues, found, strict=True):
        lines = cue.lines
        if named:
            who, lines = named[1], (lines[0][named.end() :], *lines[1:])
        made.append(replace(cue, lines=lines, speaker=who))
    return made


def _plain(line: str) -> str:
    """A line as it is read: no tags, no codes."""
    return html.unescape(_TAG.sub("", _INLINE.sub("", line))).replace("\u00a0", " ")


def _segment(cue: _Cue, number: int, source: str) -> ToldSegment:
    start, end = span(cue.start, cue.end, source, f"line {number}")
    return ToldSegment(" ".join(map(_plain, cue.lines)), start, end, (), cue.speaker)


def _inline(cues: Sequence[_Cue], source: str) -> Iterator[ToldWord]:
    """Words with the time in front of each; a line that is shown once more is told once."""
    shown = ""
    for cue in cues:
        for line in cue.lines:
            text = " ".join(_plain(line).split())
            if not text or (text == shown and not _INLINE.search(line)):
                continue
            shown = text
            at: float | None = cue.start
            pieces = _INLINE.split(line)
            for number in range(0, len(pieces), 5):
                if number:
                    hours, minutes, whole, parts = pieces[number - 4 : number]
                    at = _seconds(hours, minutes, whole, parts)
                for word in _plain(pieces[number]).split():
                    yield ToldWord(f" {spoken(word, source, 'a word')}", at, speaker=cue.speaker)
                    at = None


def _underlined(cues: Sequence[_Cue], source: str) -> Iterator[ToldSegment]:
    """Lines written once for each word: a word's times are those of the line with it marked."""
    for text, group in groupby(cues, key=lambda one: " ".join(map(_plain, one.lines)).strip()):
        run = list(group)
        words = [ToldWord(f" {spoken(word, source, 'a word')}") for word in text.split()]
        for cue in run:
            whole = " ".join(cue.lines)
            found = _UNDERLINED.search(whole)
            if not found:
                continue
            before = len(_plain(whole[: found.start()]).split())
            if before < len(words) and words[before].start is None:
                words[before] = replace(words[before], start=cue.start, end=cue.end)
        yield ToldSegment(text, run[0].start, run[-1].end, tuple(words), run[0].speaker)
