"""``python -m mockint.transcribe.process.child``: the child's half of ``parent``."""

import os
import signal
import sys

from mockint.errors import MockintError
from mockint.transcribe.process.parent import receive, send, told


def main() -> None:
    """Make the recogniser that is sent first, then do what is asked until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries that print must not print into the answers
    try:
        recogniser = receive(asked)()
        while True:
            what, values, named = receive(asked)
            try:
                answer = (True, getattr(recogniser, what)(*values, **named))
            except MockintError as error:
                answer = (False, told(error))
            send(answers, answer)
    except (EOFError, BrokenPipeError):  # the round is over
        sys.exit(0)


if __name__ == "__main__":
    main()
