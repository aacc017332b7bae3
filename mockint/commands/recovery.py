"""Takes that a crash left open: said, and offered to be judged."""

from collections.abc import Sequence

from mockint.commands.ports import Front
from mockint.commands.values.round import NotReviewed
from mockint.config import Settings
from mockint.content.types import Library
from mockint.history.crash_recovery import RecoveredTake


def offer_recovered_takes(
    takes: Sequence[RecoveredTake], library: Library, wanted: Settings, front: Front
) -> None:
    """Say what a crash left, repaired; offer to judge it now where somebody can answer."""
    for take in takes:
        front.tell(f"mockint repaired an unfinished recording of {take.seconds:.0f} s: {take.path}")
        if take.keep != "all":
            front.tell(
                "You chose not to keep it, so mockint deletes it before the next round. "
                f"To delete it now: mockint delete {take.round_id}"
            )
        if take.reply or not front.interactive:
            front.tell(f"To judge it: {take.review_command}")
        elif front.confirm("Judge it now, before the new round?", default=True):
            _judge(take, library, wanted, front)


def _judge(take: RecoveredTake, library: Library, wanted: Settings, front: Front) -> None:
    from mockint.commands.review import review

    same = take.pack == library.pack.folder
    known = take.question if same and take.question in library.questions else None
    outcomes = review(
        [str(take.path)],
        question=known,
        level=take.level if same and library.pack.level(take.level or "") else None,
        engine=wanted.engine,
        model=wanted.model,
        front=front,
    )
    for outcome in outcomes:
        if isinstance(outcome, NotReviewed):
            front.tell(str(outcome.error))
        else:
            front.show(outcome)
