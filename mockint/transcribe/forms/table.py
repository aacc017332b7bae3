"""Tables of ``start``, ``end`` and ``text``: Whisper's TSV, whisper.cpp's CSV.

Whole numbers are milliseconds, as both write them; with a point they are seconds, as in the labels
of Audacity, which have no first line with names.
"""

import csv
import re

from mockint.transcribe.forms.told import Told, ToldSegment, words_or_segments
from mockint.transcribe.forms.values import seconds, span, unreadable

_MS = 0.001
_NAMES = ("start", "end", "text")
_LABELS = re.compile(r"\d+(?:\.\d+)?\t\d+(?:\.\d+)?\t")
_WHO = re.compile(r"\[\[([^\]]+)\]\]\s*")


def is_form(text: str) -> bool:
    """Whether its first line names the columns, or has two times and a text."""
    first = text.lstrip().partition("\n")[0]
    return _columns(first) is not None or bool(_LABELS.match(first))


def _columns(line: str) -> dict[str, int] | None:
    """Where each column is; None where the line does not name them."""
    named = [one.strip().strip('"').lower() for one in re.split("[\t,;]", line)]
    if not all(name in named for name in _NAMES):
        return None
    return {name: named.index(name) for name in (*_NAMES, "speaker") if name in named}


def told_in(text: str, source: str) -> Told:
    """What the file tells. Raises UnreadableTranscript."""
    lines = text.lstrip().splitlines()
    columns = _columns(lines[0])
    mark = next((one for one in "\t;," if one in lines[0]), "\t")
    begin = 1 if columns else 0
    columns = columns or {"start": 0, "end": 1, "text": 2}
    csv.field_size_limit(1_000_000)
    try:
        rows = (
            [line.split("\t") for line in lines[begin:]]
            if mark == "\t"
            else list(csv.reader(lines[begin:], delimiter=mark))
        )
    except csv.Error as error:
        raise unreadable(source, f"it is no table: {error}") from error
    kept = [(number, row) for number, row in enumerate(rows, begin + 1) if any(row)]
    times = [row[columns[name]] for _, row in kept for name in _NAMES[:2] if len(row) > 2]
    unit = _MS if all(one.strip().isdigit() for one in times) else 1.0
    segments = [_segment(row, columns, unit, f"line {n}", source) for n, row in kept]
    return Told(words_or_segments(segments))


def _segment(
    row: list[str], columns: dict[str, int], unit: float, where: str, source: str
) -> ToldSegment:
    if len(row) <= max(columns.values()):
        raise unreadable(source, f"{where} has not all of {', '.join(columns)}")
    start, end = (_time(row[columns[name]], unit, where, source) for name in _NAMES[:2])
    start_s, end_s = span(start, end, source, where)
    text = row[columns["text"]]
    who = row[columns["speaker"]].strip() if "speaker" in columns else ""
    if found := _WHO.match(text):
        who, text = found[1], text[found.end() :]
    return ToldSegment(text, start_s, end_s, (), who or None)


def _time(text: str, unit: float, where: str, source: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise unreadable(source, f"{where} has a time that is no number") from error
    return seconds(value, source, f"the time of {where}", unit=unit)
