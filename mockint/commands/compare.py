"""``mockint compare``: two takes of one story."""

from datetime import datetime

from mockint.commands.values.history import Compared, SideBySide
from mockint.errors import MockintError, UsageError
from mockint.history.catalogue import NEWEST, find_folder, history, last_two_takes, load_round
from mockint.history.comparison import compare as compare_answers
from mockint.history.comparison import shared
from mockint.history.types import PastAnswer, Wanted
from mockint.record import Answer, RoundRecord
from mockint.wiring import settings


def compare(first: str | None = None, second: str | None = None) -> tuple[Compared, ...]:
    """The answers to the same questions in two rounds; the only ones, where the questions differ.

    Without rounds: the person's last two takes of one question; with one, that round and the last.

    Raises UsageError where nothing can be compared.
    """
    wanted = settings.settings()
    library = settings.library(wanted)
    if first is None:
        first, second = last_two_takes()
    second = second or NEWEST
    folders = [find_folder(name) for name in (first, second)]
    if folders[0] == folders[1]:
        raise UsageError(
            f"{first} and {second} are the same round",
            cause="compare needs two rounds",
            next_step="mockint history",
        )
    rounds = [load_round(folder, library) for folder in folders]
    compared = []
    for old, new in _pairs(*rounds):
        value = side_by_side(old, new, (folders[0].id, folders[1].id))
        if value is None:
            lacking = rounds[0] if old.analysis is None else rounds[1]
            raise UsageError(
                f"round {lacking.id} has no judged answer",
                next_step=f"mockint history {lacking.id}",
            )
        compared.append(value)
    return tuple(compared)


def side_by_side(
    old: Answer, new: Answer, names: tuple[str, str] = ("Before", "Now")
) -> Compared | None:
    """Two takes of one story; None where one of them was not judged."""
    from mockint.content.packs import signal_titles
    from mockint.star.next_take.done import change_made

    value = compare_answers(old, new)
    if value is None:
        return None
    return Compared(
        question=new.question,
        first_question=old.question,
        rounds=names,
        comparison=value,
        signals=signal_titles(settings.pack_folder(settings.settings())),
        made=change_made(value.before, value.after),
    )


def take_before(record: RoundRecord, answer: Answer) -> tuple[str, Answer] | None:
    """The person's take of this question before this round, and its day; None where there is none.

    Also None where it cannot be read: nothing hangs on it.
    """
    library = settings.library(settings.settings())
    try:
        past = _past(record, answer)
        before = load_round(find_folder(past.round_id), library) if past is not None else None
    except MockintError:
        return None
    if before is None:
        return None
    pairs = shared(before.answers, [answer])
    began = f"{before.began:%b} {before.began.day}"
    return (began, pairs[0][0]) if pairs else None


def has_take_before(record: RoundRecord) -> bool:
    """Whether :func:`beside_before` finds something, as far as the history knows."""
    return any(_past(record, one) is not None for one in record.answers if one.analysis is not None)


def _past(record: RoundRecord, answer: Answer) -> PastAnswer | None:
    takes = history().answers(Wanted(question=answer.question.slug, own=True))
    return next(
        (
            one
            for one in takes
            if one.round_id != record.id and datetime.fromisoformat(one.began) <= record.began
        ),
        None,
    )


def beside_before(round_id: str) -> tuple[SideBySide, ...]:
    """Each answer of a round beside the person's take of that question before it, where there is
    one. Raises UsageError where there is no such round."""
    record = load_round(find_folder(round_id), settings.library(settings.settings()))
    found = []
    for answer in record.answers:
        before = take_before(record, answer)
        value = side_by_side(before[1], answer, (before[0], "Now")) if before else None
        if value is not None:
            found.append(SideBySide(value))
    return tuple(found)


def _pairs(first: RoundRecord, second: RoundRecord) -> tuple[tuple[Answer, Answer], ...]:
    pairs = shared(first.answers, second.answers)
    if pairs:
        return pairs
    if len(first.answers) == len(second.answers) == 1:  # one story, told for two questions
        return ((first.answers[0], second.answers[0]),)
    raise UsageError(
        f"rounds {first.id} and {second.id} have no question in common",
        next_step="mockint history",
    )
