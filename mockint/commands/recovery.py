"""Takes that a crash left open: said, and offered to be judged."""

from collections.abc import Sequence

from mockint.commands.ports import Front
from mockint.config import Settings
from mockint.content.types import Library
from mockint.history.keeper import TornTake


def offer_torn_takes(
    torn: Sequence[TornTake], library: Library, wanted: Settings, front: Front
) -> None:
    """Say what a crash left, repaired; offer to judge it now where somebody can answer."""
    for take in torn:
        front.tell(f"An unfinished take of {take.seconds:.0f} s was repaired: {take.path}")
        if take.keep != "all":
            front.tell(
                "It was not to be kept, so it goes before the next round, or now: "
                f"mockint delete {take.path.parent.name}"
            )
        if take.reply or not front.interactive:
            front.tell(f"To judge it: {_command(take)}")
        elif front.confirm("Judge it now, before the round?", default=True):
            _judge(take, library, wanted, front)


def _command(take: TornTake) -> str:
    command = f"mockint review {take.path}"
    if take.question and not take.reply:
        command += f" --question {take.question}"
    return f"{command} --level {take.level}" if take.level else command


def _judge(take: TornTake, library: Library, wanted: Settings, front: Front) -> None:
    from mockint.commands.review import review

    known = take.question if take.question in library.questions else None
    outcomes = review(
        [str(take.path)],
        question=known,
        level=take.level,
        engine=wanted.engine,
        model=wanted.model,
        front=front,
    )
    for outcome in outcomes:
        front.show(outcome)
