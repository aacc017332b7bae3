"""What the parents of the rendering processes share: the end of a child, and how it ended."""

import contextlib
import os
import signal
import subprocess

from mockint.errors import FileError, VoiceError


def kill(child: subprocess.Popen[bytes]) -> None:
    """Kill the child's whole group, whatever is left of it.

    It was started with ``start_new_session``.
    """
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody is left of it
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()


def end(child: subprocess.Popen[bytes]) -> None:
    """Kill it, and reap it."""
    kill(child)
    child.wait()
    for stream in (child.stdin, child.stdout, child.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):  # what was not read any more
                stream.close()


def last_line(complaint: bytes) -> str:
    """The last thing that it said on standard error."""
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip()[:200] if lines else ""


def failed(code: int, complaint: bytes) -> VoiceError:
    """The error for a child that ended by itself."""
    how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
    last = last_line(complaint)
    return VoiceError(
        "the interviewer's voice failed",
        cause=f"{how}: {last}" if last else how,
        next_step="mockint doctor",
    )


def could_not_start(error: OSError | FileError) -> VoiceError:
    """The error for a child that never was."""
    return VoiceError(
        "could not start the interviewer's voice", cause=str(error), next_step="mockint doctor"
    )


def took_too_long(limit_s: float) -> VoiceError:
    """The error for a child that hung."""
    return VoiceError(
        "the interviewer's voice took too long",
        cause=f"it did not finish in {limit_s:g} s",
        next_step="mockint doctor",
    )


def made_no_sound(engine: str) -> VoiceError:
    """The error for a child that says all is well, and nothing is there."""
    return VoiceError(
        "the interviewer's voice made no sound",
        cause=f"{engine} wrote a file without sound",
        next_step="mockint doctor",
    )
