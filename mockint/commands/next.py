"""``mockint next``: what to practise next, and why."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from mockint import locations
from mockint.domain import TARGET_S
from mockint.errors import UsageError
from mockint.history.catalogue import history
from mockint.history.database import History
from mockint.history.schedule import DECISIVE, Practised, practised
from mockint.history.types import RATINGS, PastAnswer, Wanted
from mockint.text.format import clock
from mockint.views.style import level_name
from mockint.wiring import settings

AUTO = "auto"
"""Typed for a rating: the debrief's own again."""
MISSING_SHOWN = 3


def show_next(now: datetime, *, as_json: bool) -> None:
    """What to practise next."""
    known = history()
    ready = practised(known, now)
    if as_json:
        value = _plain(known, ready, now) if ready else None
        print(json.dumps(value, ensure_ascii=False))  # noqa: T201 - this is the output
    elif not ready:
        settings.console().print("No judged answers yet. Sit a round: mockint round")
    else:
        _show(known, ready, now)


def offer_next(now: datetime) -> bool:
    """For ``mockint`` alone: False where there is no history yet. May go on to a round."""
    if not locations.history_file().exists():
        return False
    known = history()
    ready = practised(known, now)
    if not ready:
        return False
    _show(known, ready, now)
    settings.console().print("All commands: mockint --help", style="dim")
    first = ready[0]
    asks = first.due and sys.stdin.isatty() and sys.stdout.isatty()
    if asks and click.confirm("\nSit it now?", default=True):
        from mockint.commands.round import RoundOptions, run_round

        run_round(RoundOptions(slug=first.last.question, level=first.last.level))
    return True


def rate_round(round_id: str, rating: str, number: int | None) -> None:
    """The candidate's own rating of an answer; AUTO gives it back to the debrief."""
    known = history()
    answers = known.past(Wanted(round_id=round_id))
    if not answers:
        raise UsageError(f"there is no round {round_id}", next_step="mockint history")
    if answers[0].recorded:
        raise UsageError(
            f"round {round_id} is a demo",
            cause="it is no practice of yours",
            next_step="mockint next",
        )
    numbers = [answer.number for answer in answers]
    if number is None and len(answers) > 1:
        raise UsageError(
            f"round {round_id} has {len(answers)} answers",
            next_step=f"mockint next --rate {round_id} {rating} --answer 1",
        )
    if number is not None and number not in numbers:
        raise UsageError(f"round {round_id} has no answer {number}")
    own = next((known for known in RATINGS if known == rating), None)
    known.rate({(round_id, number or numbers[0]): own})
    who = "by the debrief again" if own is None else f"as {own}"
    settings.console().print(f"Rated {who}. What to practise now: mockint next")


# ---------------------------------------------------------------- showing


def _show(known: History, ready: Sequence[Practised], now: datetime) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = settings.console()
    first = ready[0]
    if not first.due:
        console.print(
            f"Nothing is due today. A new question: mockint round\n"
            f"The next one is due on {_day(first.when.due.astimezone(now.tzinfo))}:\n"
        )
    console.print(Text(first.last.ask or first.last.question, "bold"))
    for line in _why(known, first, now):
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
    console.print(f"\nStart:  {_start(first)}")
    if first.weakest:
        drill = f"mockint drill {first.last.question} --part {first.weakest[0]}"
        console.print(f"Only that part:  {drill}", style="dim")
    console.print(f"Rate it yourself:  mockint next --rate {first.last.round_id} good", style="dim")
    others = [one for one in ready[1:] if one.due]
    if others:
        console.print(f"\nAlso due ({len(others)}):")
        for one in others[:3]:
            console.print(Text(f"  {one.last.question} ({one.last.leaning or 'not judged'})"))


def _start(one: Practised) -> str:
    return f"mockint round {one.last.question} --level {one.last.level}"


def _why(known: History, one: Practised, now: datetime) -> list[str]:
    """Each reason as a sentence; the weakest part among them first."""
    last = one.last
    reasons = []
    if one.weakest:
        part = one.weakest[0]
        took = f"took {last.parts[part]:.0f} s" if last.parts[part] > 0.0 else "was not there"
        reasons.append(
            f"{part.capitalize()} first: it {took}, the target is {TARGET_S[part]:.0f} s."
        )
    reasons.append(_when(one, now))
    reasons.append(
        f"Last time ({_day(datetime.fromisoformat(last.began))}, {level_name(last.level)}): "
        f"{last.leaning or 'not judged'}"
        + (f", {clock(last.seconds)}, {last.budget} budget" if last.seconds is not None else "")
        + f"; rated {one.rating}"
        + (" by you." if last.own_rating else ".")
    )
    missing = settings.signal_titles(_missing(known, last))
    if missing:
        more = f" · and {len(missing) - MISSING_SHOWN} more" if len(missing) > MISSING_SHOWN else ""
        reasons.append("Not heard: " + " · ".join(missing[:MISSING_SHOWN]) + more)
    return reasons


def _missing(known: History, last: PastAnswer) -> list[str]:
    """Names, the decisive ones first."""
    names = known.missing(last.round_id, last.number)
    return sorted(names, key=lambda name: (name not in DECISIVE, name))


def _when(one: Practised, now: datetime) -> str:
    days = (one.when.due.astimezone(now.tzinfo).date() - now.date()).days
    if days < 0:
        due = f"Due for {-days} day{'s' if days < -1 else ''}"
    else:
        due = "Due today" if days == 0 else f"Due in {days} day{'s' if days > 1 else ''}"
    if not one.due:
        return f"{due}."
    return f"{due}: the chance that it would go as well now is about {one.when.chance:.0%}."


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B}"


def _plain(known: History, ready: Sequence[Practised], now: datetime) -> dict[str, Any]:
    first = ready[0]
    last = first.last
    return {
        "question": last.question,
        "ask": last.ask,
        "principle": last.principle,
        "level": last.level,
        "due": first.when.due.isoformat(timespec="seconds"),
        "is_due": first.due,
        "chance": round(first.when.chance, 3),
        "rating": first.rating,
        "rated_by": "candidate" if last.own_rating else "debrief",
        "last": {
            "round": last.round_id,
            "answer": last.number,
            "began": last.began,
            "leaning": last.leaning,
            "budget": last.budget,
            "seconds": last.seconds,
        },
        "parts": [
            {"segment": part, "seconds": last.parts[part], "target": TARGET_S[part]}
            for part in first.weakest
        ],
        "missing": _missing(known, last),
        "why": _why(known, first, now),
        "also_due": [one.last.question for one in ready[1:] if one.due],
        "start": _start(first),
    }
