"""``python -m mockint.transcribe.process.child``: the child's half of ``parent``."""

import os
import signal
import sys

from mockint.errors import MockintError
from mockint.transcribe.process.parent import error_as_text, receive, send


def main() -> None:
    """Make the recognizer that is sent first, then do what is asked until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries that print must not print into the answers
    try:
        recognizer = receive(asked)()
        while True:
            what, values, named = receive(asked)
            try:
                answer = (True, getattr(recognizer, what)(*values, **named))
            except MockintError as error:
                answer = (False, error_as_text(error))
            send(answers, answer)
    except (EOFError, BrokenPipeError):  # the round is over
        sys.exit(0)


if __name__ == "__main__":
    main()
