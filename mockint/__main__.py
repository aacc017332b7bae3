"""``python -m mockint``, and the command ``mockint``."""

import signal
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line. While it is being loaded, and when it is over, there is nothing that
    Ctrl-C could lose: the program ends at once, without a word."""
    asked = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if asked:  # not where a shell has Ctrl-C ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from mockint.cli import main as run

    try:
        if asked:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:  # a second one, while the first was told
        sys.exit(INTERRUPTED)
    finally:
        if asked:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    main()
