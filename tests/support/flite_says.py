"""Short things said by one of flite's voices, as recordings."""

import hashlib
import subprocess
from pathlib import Path


def say(folder: Path, text: str, voice: str = "rms") -> Path:
    """A WAV file of ``text``."""
    path = folder / f"{voice}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.wav"
    if not path.exists():
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
    return path
