"""The child process that speaks with Piper: ``python -m mockint.voice.piper_child VOICE.onnx``.

The only module that imports Piper, and no other module imports this one: Piper is under the GPL, so
it is a program that we start and talk to over a pipe (docs/decisions/0014-piper.md).

It loads the voice once, then reads a JSON object a line: what to say, at which rate, and the WAV
file to write. It answers each with a line, after a first one that says whether the voice was
loaded. It ends when its standard input does, whatever it is doing,
so it cannot be left behind.
"""

import json
import os
import queue
import sys
import threading
import wave
from pathlib import Path
from typing import Any, BinaryIO

from mockint.decoding import json_object
from mockint.voice.piper import FAILED, MISSING, PAUSE_S, UNUSABLE

STRETCH = 1.4
"""Each sound is rounded up to whole frames, so a text stretched by a third is not longer by as
much. With this it is, within 4 % from 0.7 to 1.3 times the rate (joe's voice, 200 letters)."""
LEAST_STRETCH = 0.4
REFERENCE = "Tell me about a time you disagreed with a decision, and what you did."
REFERENCE_S = 4.7
"""Each voice has a pace of its own, joe's 240 words a minute. At a rate of 1.0 each takes as long
for this: about 175 words a minute, an unhurried interviewer."""
LOUDNESS = 0.7
"""Peak of each sentence, of 1: 3 dB below full scale."""


def main() -> None:
    """Serve until the end of standard input."""
    os.umask(0o077)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(requests,), daemon=True).start()
    try:
        voice = _load(Path(sys.argv[1]))
    except ImportError as error:
        _answer(answers, {MISSING: str(error)})
        return
    except Exception as error:  # noqa: BLE001 - the top of a process; its parent reports it
        _answer(answers, {UNUSABLE: _in_a_line(error)})
        return
    _answer(answers, {})
    own_s = _seconds(voice, REFERENCE)
    while True:
        request = json_object(requests.get())
        longer = REFERENCE_S / own_s / request["rate"]
        try:
            _write(voice, request["text"], longer, Path(request["out"]))
        except Exception as error:  # noqa: BLE001 - the top of a process; its parent reports it
            _answer(answers, {FAILED: _in_a_line(error)})
        else:
            _answer(answers, {})


def _read(requests: "queue.SimpleQueue[bytes]") -> None:
    """Beside the work, so that the end of the parent is noticed in the middle of it."""
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _load(model: Path) -> Any:
    import onnxruntime
    from piper import PiperConfig, PiperVoice

    told = json_object(Path(f"{model}.json").read_bytes())
    options = onnxruntime.SessionOptions()
    # The other cores are for the recognizer; and two threads on two cores compute twice as much
    # for the same text, most of it waiting for each other.
    options.intra_op_num_threads = max(1, min(4, (os.cpu_count() or 1) // 2))
    session = onnxruntime.InferenceSession(
        str(model), sess_options=options, providers=["CPUExecutionProvider"]
    )
    return PiperVoice(session=session, config=PiperConfig.from_dict(told))


def _seconds(voice: Any, text: str) -> float:
    """How long the voice itself takes."""
    from piper import SynthesisConfig

    chunks = voice.synthesize(text, syn_config=SynthesisConfig(noise_w_scale=0.0))
    return float(sum(len(one.audio_float_array) / one.sample_rate for one in chunks))


def _write(voice: Any, text: str, longer: float, out: Path) -> None:
    """``longer``: how many times as long as the voice itself would take."""
    from piper import SynthesisConfig

    stretch = max(LEAST_STRETCH, 1 + STRETCH * (longer - 1))
    config = SynthesisConfig(length_scale=voice.config.length_scale * stretch, volume=LOUDNESS)
    spoken = text.replace("[[", "[")  # it would take what is in two for phonemes
    pause = bytes(2 * round(PAUSE_S * longer * voice.config.sample_rate))
    with out.open("wb") as file, wave.open(file, "wb") as sound:
        sound.setparams((1, 2, voice.config.sample_rate, 0, "NONE", "not compressed"))
        for number, chunk in enumerate(voice.synthesize(spoken, syn_config=config)):
            sound.writeframes(pause * bool(number) + chunk.audio_int16_bytes)


def _answer(answers: BinaryIO, value: dict[str, str]) -> None:
    answers.write(json.dumps(value).encode() + b"\n")
    answers.flush()


def _in_a_line(error: Exception) -> str:
    said = str(error).strip().splitlines()
    return said[0][:200] if said else type(error).__name__


if __name__ == "__main__":
    main()
