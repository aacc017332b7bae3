"""``mockint report``: a round as a page to look at and listen to."""

import base64
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from mockint import files
from mockint.audio.types import Recording
from mockint.commands.values.history import SideBySide
from mockint.commands.values.machine import PageWritten
from mockint.content.types import Library
from mockint.errors import AudioError
from mockint.history.catalogue import find_folder, load_round
from mockint.history.folders import RoundFolder
from mockint.pages.types import Material, Sound
from mockint.record import RoundRecord
from mockint.wiring import settings

WAVE_COLUMNS = 800
"""Of a waveform: about one for each pixel of a wide screen."""


def report(
    round_id: str | None = None, *, output: Path | None = None, embed: bool = False
) -> PageWritten:
    """Make the page of a kept round (the newest one without ``round_id``) again.

    ``output`` and ``embed`` as for :func:`write_page`.
    """
    folder = find_folder(round_id)
    record, library = _read(folder)
    written = write_page(record, folder.path, library, page=output, embed=embed)
    return PageWritten(written, files.status(written).st_size if embed else None)


def served_page(round_id: str, beside: Sequence[SideBySide] = ()) -> str:
    """The page of a kept round for the server, which plays its recordings by their number, and
    where words are corrected by a click.

    ``beside``: its takes, each set beside the one before it.

    Raises UsageError where there is no such round.
    """
    from mockint.commands.compare import has_take_before
    from mockint.pages.debrief import render

    folder = find_folder(round_id)
    record, library = _read(folder)
    as_heard = None
    if record.recorded is None:
        is_corrected = any(answer.is_corrected for answer in record.answers)
        as_heard = load_round(folder, library, as_heard=True) if is_corrected else record
    sounds = {
        recording.path: Sound(f"/rounds/{record.id}/sound/{number}", _peaks(recording.path))
        for number, recording in enumerate(_there(record), 1)
    }
    material = Material(
        pack=library.pack,
        walkthroughs=library.walkthroughs,
        sounds=sounds,
        as_heard=as_heard,
    )
    before = not beside and record.recorded is None and has_take_before(record)
    return render(record, material, served=True, beside=beside, has_before=before)


def recordings_of(round_id: str) -> tuple[Path, ...]:
    """Where the recordings of a kept round lie, in the order of its page. Raises UsageError."""
    record, _library = _read(find_folder(round_id))
    return tuple(recording.path for recording in _there(record))


def _read(folder: RoundFolder) -> tuple[RoundRecord, Library]:
    """A round, and the content that it was held with."""
    wanted = settings.settings()
    record = load_round(folder, settings.library(wanted))
    return record, settings.library_of(record.pack, settings.library(wanted), wanted)


def write_page(
    record: RoundRecord,
    folder: Path,
    library: Library,
    *,
    page: Path | None = None,
    embed: bool = False,
) -> Path:
    """Write the round's page; returns where.

    ``page``: by default ``debrief.html`` in the round's ``folder``. ``embed`` puts the recordings
    inside, so that the page can be sent alone; otherwise it plays them from where they lie.
    Readable by its owner only. Raises FileError where it cannot be written.
    """
    from mockint.pages.debrief import render

    target = page or RoundFolder(folder).page
    sounds = {
        recording.path: _sound(recording.path, target, embed=embed) for recording in _there(record)
    }
    material = Material(pack=library.pack, walkthroughs=library.walkthroughs, sounds=sounds)
    files.write_text(target, render(record, material))
    return target


def _counted(record: RoundRecord) -> Iterator[Recording]:
    """The takes that were judged: those taken again are kept, not shown."""
    for answer in record.answers:
        said = [answer.recording]
        for exchange in answer.exchanges:
            said += [exchange.recording, exchange.drill.recording if exchange.drill else None]
        yield from (recording for recording in said if recording)


def _there(record: RoundRecord) -> Iterator[Recording]:
    """Those of them that are still on the disk."""
    return (recording for recording in _counted(record) if files.is_file(recording.path))


def _peaks(recording: Path) -> tuple[float, ...]:
    """None where the sound cannot be read: the browser may still play it, and the page is whole
    without its picture."""
    from mockint.audio.meter import peaks

    try:
        return peaks(recording, WAVE_COLUMNS)
    except AudioError:
        return ()


def _sound(recording: Path, page: Path, *, embed: bool) -> Sound:
    loudness = _peaks(recording)
    if embed:
        kind = "audio/flac" if recording.suffix == ".flac" else "audio/wav"
        text = base64.b64encode(files.read_bytes(recording, most=None)).decode("ascii")
        return Sound(f"data:{kind};base64,{text}", loudness)
    try:
        beside = os.path.relpath(files.resolved(recording), files.resolved(page).parent)
    except ValueError:  # another drive, on Windows
        return Sound(files.resolved(recording).as_uri(), loudness)
    return Sound(quote(Path(beside).as_posix()), loudness)
