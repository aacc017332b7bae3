"""``mockint compare``: two takes of one story."""

from mockint.commands.values.history import Compared
from mockint.errors import UsageError
from mockint.history.catalogue import find_folder, load_round
from mockint.history.comparison import compare as compare_answers
from mockint.history.comparison import shared
from mockint.record import Answer, RoundRecord
from mockint.wiring import settings


def compare(first: str, second: str) -> tuple[Compared, ...]:
    """The answers to the same questions in two rounds; the only ones, where the questions differ.

    Raises UsageError where nothing can be compared.
    """
    from mockint.content.packs import signal_titles

    wanted = settings.settings()
    library = settings.library(wanted)
    folders = [find_folder(name) for name in (first, second)]
    if folders[0] == folders[1]:
        raise UsageError(
            f"{first} and {second} are the same round",
            cause="compare needs two rounds",
            next_step="mockint history",
        )
    rounds = [load_round(folder, library) for folder in folders]
    titles = signal_titles(settings.pack_folder(wanted))
    compared = []
    for old, new in _pairs(*rounds):
        value = compare_answers(old, new)
        if value is None:
            lacking = rounds[0] if old.analysis is None else rounds[1]
            raise UsageError(
                f"round {lacking.id} has no judged answer",
                next_step=f"mockint history {lacking.id}",
            )
        compared.append(
            Compared(
                question=new.question,
                first_question=old.question,
                rounds=(folders[0].id, folders[1].id),
                comparison=value,
                signals=titles,
            )
        )
    return tuple(compared)


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
