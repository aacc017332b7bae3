"""``python -m training COMMAND``: what the weights are made of, made and measured with."""

import argparse
import sys
from collections.abc import Sequence

from training import evaluate, floors, hear, replies_report, rewrites_report, train


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that was typed; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m training")
    commands = parser.add_subparsers(required=True)
    for name, module in (
        ("train", train),
        ("evaluate", evaluate),
        ("floors", floors),
        ("hear", hear),
        ("replies", replies_report),
        ("rewrites", rewrites_report),
    ):
        command = commands.add_parser(
            name,
            help=(module.__doc__ or "").splitlines()[0],
            description=module.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_options(command)
        command.set_defaults(run=module.run)
    asked = parser.parse_args(arguments)
    return int(asked.run(asked))


if __name__ == "__main__":
    sys.exit(main())
