"""What two takes of one story come to, in words: the same on every screen."""

from collections.abc import Mapping, Sequence

from mockint.commands.values.history import Compared
from mockint.star.types import ChangeMade, Outcome, Signal
from mockint.views.wording import leaning

_OUTCOMES: Mapping[Outcome, str] = {
    "done": "You did it.",
    "closer": "Closer.",
    "not yet": "Not yet.",
    "not clear": "Your words do not show whether you did it.",
}


def outcome(made: ChangeMade) -> str:
    """What became of what was asked for, with the figures that show it."""
    told = _OUTCOMES[made.outcome]
    return f"{told} {made.figures}." if made.figures else told


def leanings(value: Compared) -> str:
    """Both takes' verdicts, once where they are the same."""
    comparison = value.comparison
    was, now = (leaning(one.verdict) for one in (comparison.before, comparison.after))
    return was if was == now else f"{was}, now {now}"


def named(signal: Signal, titles: Mapping[str, str]) -> str:
    """What the pack calls it."""
    return titles.get(signal.name, signal.name.replace("_", " "))


def won(value: Compared) -> Sequence[str]:
    """What the second take has that the first one had not."""
    comparison, titles = value.comparison, value.signals
    return [
        *(named(one, titles) for one in comparison.new_strengths),
        *(f"no more: {named(one, titles)}" for one in comparison.faults_gone),
    ]


def lost(value: Compared) -> Sequence[str]:
    """What the first take had that the second one has not."""
    comparison, titles = value.comparison, value.signals
    return [
        *(named(one, titles) for one in comparison.strengths_gone),
        *(f"new: {named(one, titles)}" for one in comparison.new_faults),
    ]


def difference(value: float, unit: str, form: str = "{:.0f}") -> str:
    """From the first take to the second: "+12 s", or "=" where it is not seen."""
    size = form.format(abs(value))
    if not float(size):
        return "="
    return f"{'+' if value > 0 else '-'}{size}{unit}"
