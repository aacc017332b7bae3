"""Why a question should be practiced next, in sentences: for the terminal and for JSON."""

from datetime import datetime

from mockint.commands.values.history import Next
from mockint.domain import TARGET_S
from mockint.text.format import clock, counted, day, target

MISSING_SHOWN = 3


def why(value: Next) -> list[str]:
    """Each reason as a sentence; the weakest part among them first."""
    first, last = value.first, value.first.last
    reasons = []
    if first.weakest:
        part = first.weakest[0]
        took = f"took {last.parts[part]:.0f} s" if last.parts[part] > 0.0 else "was missing"
        reasons.append(
            f"Practice the {part} first: it {took}, and the target is {target(TARGET_S[part])}."
        )
    reasons.append(_due(value))
    reasons.append(
        f"Last time ({day(datetime.fromisoformat(last.began), year=value.ahead)}, {value.level}): "
        f"{last.leaning or 'not judged'}"
        + (f", {clock(last.seconds)}, {last.budget} budget" if last.seconds is not None else "")
        + (f"; you rated it {first.rating}." if last.own_rating else f"; rated {first.rating}.")
    )
    if value.ahead:
        reasons.append(
            f"Round {last.round_id} is dated in the future, so this computer's clock was wrong"
            " then, or is wrong now. Its date does not count."
        )
    missing = value.missing_titles
    if missing:
        more = f" · and {len(missing) - MISSING_SHOWN} more" if len(missing) > MISSING_SHOWN else ""
        reasons.append("Not heard: " + " · ".join(missing[:MISSING_SHOWN]) + more)
    return reasons


def start(value: Next) -> str:
    """The command that begins the round."""
    return f"{value.command} round {value.first.last.question} --level {value.first.last.level}"


def _due(value: Next) -> str:
    first, now = value.first, value.now
    days = (first.when.due.astimezone(now.tzinfo).date() - now.date()).days
    if days < 0:
        due = f"Overdue by {counted(-days, 'day')}"
    else:
        due = "Due today" if days == 0 else f"Due in {counted(days, 'day')}"
    if not first.due:
        return f"{due}."
    return f"{due}: the chance that you would do as well today is about {first.when.chance:.0%}."
