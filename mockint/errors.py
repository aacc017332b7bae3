"""Every error a person can meet.

MockintError
├── UsageError          what was typed cannot be done
├── Interrupted         Ctrl-C where nothing is kept
├── ContentError        a content file is broken
├── FileError           a file cannot be read or written
│   ├── NoSuchFile
│   ├── UnreadableDocument
│   └── DiskFull
├── AudioError          sound in or out
│   ├── AudioLibraryMissing
│   ├── NoDevice
│   │   └── NoSuchDevice
│   ├── DeviceLost
│   └── UnreadableAudio
├── VoiceError          the interviewer's voice
├── ScreenError         the live screen
├── TranscribeError     speech to words
│   ├── EngineMissing
│   ├── EngineDied
│   ├── WeightsMissing
│   │   └── NoSuchModel
│   ├── UnreadableTranscript
│   └── OtherLanguage   words that are not English
├── CoachError          the local language model
└── HistoryError        what is kept of earlier rounds
    ├── HistoryBusy     another program is using it
    └── ForeignArchive  a zip to import that we did not write, or a damaged one

Exit codes, the same for every command: 2 where what was typed, or a file that it names, must be
another one (UsageError, ContentError, every NoSuch… and Unreadable…, ForeignArchive); 130 after
Ctrl-C; 1 where this machine failed: a device, the network, the disk, an engine.

An adapter turns its library's exceptions into one of these once, with ``raise … from``.
``cli.main`` is the only place that prints them.
"""

from mockint.text.printable import printable

LONGEST_TEXT = 1_000
"""Letters of what failed, and of the cause: the path of a file has fewer."""


class MockintError(Exception):
    """What failed, the likely cause, and the next thing to type.

    ``str(error)`` is the one line a person reads:
    ``no microphone was found (nothing is plugged in, or it is muted away); try: mockint devices``.
    What of it came from outside, such as a server's words or a file's name, is made printable,
    and shortened where it goes on and on.
    """

    exit_code = 1

    def __init__(self, what: str, *, cause: str = "", next_step: str = "") -> None:
        self.what, self.cause = printable(_short(what)), printable(_short(cause))
        self.next_step = printable(next_step)
        super().__init__(self.what, self.cause, self.next_step)

    def __str__(self) -> str:
        line = self.what
        if self.cause:
            line += f" ({self.cause})"
        if self.next_step:
            line += f"; try: {self.next_step}"
        return line


def _short(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[: LONGEST_TEXT * 3 // 4]} … {text[-LONGEST_TEXT // 4 :]}"


class UsageError(MockintError):
    """What was typed names something that does not exist or cannot be done."""

    exit_code = 2


class Interrupted(MockintError):
    """Ctrl-C, with what is kept: of a round nothing."""

    exit_code = 130


class ContentError(MockintError):
    """A content file is broken; names the file, the field and what was expected."""

    exit_code = 2


class FileError(MockintError):
    """A file or a folder cannot be read or written."""


class NoSuchFile(FileError, UsageError):
    """A file or folder that was named is not there."""


class UnreadableDocument(FileError, UsageError):
    """A document that is damaged, protected, a picture, or of a kind that is not read."""


class DiskFull(FileError):
    """Too little room for what is about to be written."""


class AudioError(MockintError):
    """Sound in or out."""


class AudioLibraryMissing(AudioError):
    """PortAudio is not installed."""


class NoDevice(AudioError):
    """There is no microphone or loudspeaker, or it cannot be opened."""


class NoSuchDevice(NoDevice, UsageError):
    """None, or more than one, has the name that was typed."""


class DeviceLost(AudioError):
    """A device went away, or stopped delivering, in the middle."""


class UnreadableAudio(AudioError, UsageError):
    """A file that is not a recording, or one that is damaged beyond mending."""


class NoSound(UnreadableAudio):
    """A recording of nothing: its header is all there is."""


class VoiceError(MockintError):
    """The interviewer's voice failed."""


class ScreenError(MockintError):
    """The live screen could not begin, or failed; plain lines are shown instead."""


class TranscribeError(MockintError):
    """Speech could not be turned into words."""


class EngineMissing(TranscribeError):
    """The recognizer asked for is not installed."""


class EngineDied(TranscribeError):
    """The recognizer's process ended or hung; what it was hearing can be given to a new one."""


class WeightsMissing(TranscribeError):
    """The recognizer's weights are not here and could not be fetched."""


class NoSuchModel(WeightsMissing, UsageError):
    """The model that was typed is no name that anyone has, or no file with a model."""


class UnreadableTranscript(TranscribeError, UsageError):
    """A file that is not a transcript in the interchange format."""


class OtherLanguage(TranscribeError):
    """What was said is in another language than English, so nothing of it is judged."""

    def __init__(self, source: str, name: str) -> None:
        """``name``: what the language is called in English."""
        super().__init__(
            f"{source}: this seems to be {name}",
            cause="mockint understands English only, so nothing of it was judged",
            next_step="answer in English; the file was not changed",
        )


class CoachError(MockintError):
    """The local language model did not answer, or not so that it can be used."""


class HistoryError(MockintError):
    """What is kept of earlier rounds cannot be read or written."""


class HistoryBusy(HistoryError):
    """Another program is using the history; nothing is wrong with it."""


class ForeignArchive(HistoryError, UsageError):
    """A zip to import holds something that mockint did not write, or is damaged."""
