"""The same answer told in another order, as people do: context too late, the result too soon.

Only training hears these. Place tells much about a sentence, and too much is built on it where few
answers leave the usual order; a sentence that turns up elsewhere keeps its label.
"""

import random
import zlib
from collections.abc import Sequence
from dataclasses import replace

from training.answers import Answer

_CONTEXT_LATE = 0.6
_RESULT_FIRST = 0.2
"""Shares of the retold answers; the rest has a result in the middle of the actions."""
_SOME_ACTIONS = 4
"""Fewer have no middle."""


def retold(answer: Answer, take: int = 0) -> Answer:
    """``answer`` with one sentence moved, or as it was where it has none to move."""
    rng = random.Random(zlib.crc32(f"{answer.name}/retold/{take}".encode()))
    source, goal = _move(answer.segments, rng)
    order = list(range(len(answer.segments)))
    order.insert(goal, order.pop(source))
    return replace(
        answer,
        sentences=tuple(answer.sentences[i] for i in order),
        segments=tuple(answer.segments[i] for i in order),
        signals=(),
    )


def _move(segments: Sequence[str], rng: random.Random) -> tuple[int, int]:
    """From which sentence to which place."""
    context, actions, results = (
        [i for i, segment in enumerate(segments) if segment == wanted]
        for wanted in ("situation", "action", "result")
    )
    middle = len(actions) >= _SOME_ACTIONS
    drawn = rng.random()
    if drawn < _CONTEXT_LATE:
        if len(context) < 3 or not middle:
            return 0, 0
        source, goal = rng.choice(context[1:]), rng.choice(actions[1:-1])
        return (source, goal) if source < goal else (0, 0)
    if not results or not actions:
        return 0, 0
    if drawn < _CONTEXT_LATE + _RESULT_FIRST:
        return results[0], 0
    if len(results) > 1 and middle:
        return results[0], actions[len(actions) // 2]
    return 0, 0
