"""The child that speaks: ``python -m mockint.voice.pyttsx3_child``, one utterance, then the end.

pyttsx3 is only trusted this way. Called again in one process it loses utterances, races between a
property and the speech, and cannot be stopped; one process an utterance with this order of calls
and these two waits rendered 530 texts of 530. The text comes by standard input, never by argument,
so that nobody's words stand in the list of processes. ``voice/pyttsx3.py`` is the parent.
"""

import argparse
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from mockint.voice import english
from mockint.voice.pyttsx3 import LIBRARY_MISSING, NO_ENGLISH, OTHER_SETTINGS, THE_DEFAULT
from mockint.voice.rendered import is_whole
from mockint.voice.types import SpeechVoice

_SETTLE_S = 0.1
"""A property set right before speaking was ignored in 98 runs of 200; after this wait in none. On a
machine with more to do than it can, it still happens: whoever tries again asks for a longer one."""
_LOOK_EVERY_S = 0.5
"""How often it looks whether anybody waits for it."""


def _engine(settle_s: float = _SETTLE_S) -> Any:
    try:
        import pyttsx3

        engine = pyttsx3.init()
    except (ImportError, RuntimeError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(LIBRARY_MISSING)
    time.sleep(settle_s)
    engine.runAndWait()
    return engine


def _render(voice: str, rate: int, out: str, settle_s: float) -> int:
    text = sys.stdin.buffer.read().decode("utf-8")
    engine = _engine(settle_s)
    if voice == THE_DEFAULT:
        found = _voices(engine)
        chosen = english.default(found)
        if chosen is None:
            sys.stderr.write(", ".join(one.name for one in found) + "\n")
            return NO_ENGLISH
        voice = chosen.id
    engine.setProperty("rate", rate)
    engine.setProperty("voice", voice)
    time.sleep(settle_s)
    before = _settings(engine)
    engine.save_to_file(text, out)
    engine.runAndWait()
    # A voice or rate that cannot be set is swallowed by pyttsx3; only looking tells. After some
    # texts espeak-ng tells its own rate again although it spoke at ours (the files were as long).
    after = _settings(engine)
    if (voice, float(rate)) not in (before, after):
        sys.stderr.write(f"spoke with {after}, not with {(voice, rate)}\n")
        return OTHER_SETTINGS
    _make_wav(out)
    return 0


def _make_wav(out: str) -> None:
    """macOS writes AIFF, whatever the file is called."""
    if is_whole(Path(out)):
        return
    import soundfile

    try:
        samples, rate_hz = soundfile.read(out, dtype="int16", always_2d=True)
    except soundfile.LibsndfileError:
        return  # no sound at all, which the parent tells
    soundfile.write(out, samples[:, 0], rate_hz, subtype="PCM_16", format="WAV")


def _settings(engine: Any) -> tuple[str, float]:
    return engine.getProperty("voice"), float(engine.getProperty("rate"))


def _list_voices() -> int:
    listed = [[one.id, one.name, one.languages] for one in _voices(_engine())]
    sys.stdout.write(json.dumps(listed) + "\n")
    return 0


def _voices(engine: Any) -> list[SpeechVoice]:
    return [
        SpeechVoice(str(one.id), str(one.name), tuple(str(code) for code in one.languages or ()))
        for one in engine.getProperty("voices")
    ]


def _end_with(parent: int) -> None:
    """End when the parent is gone, however it ended: nobody waits for the sound any more."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_S)
    os._exit(1)


def main() -> int:
    """Render standard input, or list the voices as JSON."""
    parser = argparse.ArgumentParser(prog="python -m mockint.voice.pyttsx3_child")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--voice")
    parser.add_argument("--rate", type=int)
    parser.add_argument("--out")
    parser.add_argument("--settle-s", type=float, default=_SETTLE_S)
    parser.add_argument("--limit-s", type=int, default=60)
    wanted = parser.parse_args()
    os.umask(0o077)
    if hasattr(signal, "alarm"):
        signal.alarm(wanted.limit_s)  # whatever espeak does, and whoever is left to see it
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if wanted.list:
        return _list_voices()
    return _render(wanted.voice, wanted.rate, wanted.out, wanted.settle_s)


if __name__ == "__main__":
    # espeak's own threads may hang or assert while Python winds down; what counts is on disk.
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
