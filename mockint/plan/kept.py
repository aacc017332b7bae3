"""The files of a plan and of the notes on real loops as plain values, and back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, get_args

from mockint.plan.types import (
    BEST,
    LEAST_MINUTES,
    MOST_MINUTES,
    WORST,
    LoopResult,
    Offer,
    Went,
    Wishes,
)

FORMAT = 1


class NotAPlan(ValueError):
    """The values are not those of a plan, or of notes; the message says which."""


def wishes_to_json(wishes: Wishes) -> dict[str, Any]:
    """As plain values for ``json.dumps``."""
    return {
        "format": FORMAT,
        "plan": {
            "loop": wishes.loop.isoformat(),
            "principles": list(wishes.principles),
            "made": wishes.made.isoformat(),
            "minutes": wishes.minutes,
            "stories": list(wishes.stories),
            "days_off": list(wishes.days_off),
            "weights": dict(wishes.weights),
            "pack": wishes.pack,
            "level": wishes.level,
        },
    }


def notes_to_json(results: Iterable[LoopResult]) -> dict[str, Any]:
    """As plain values for ``json.dumps``."""
    return {
        "format": FORMAT,
        "loops": [
            {
                "loop": one.loop.isoformat(),
                "offer": one.offer,
                "principles": [
                    {"principle": went.principle, "went": went.went, "question": went.question}
                    for went in one.principles
                ],
            }
            for one in results
        ],
    }


def wishes_from_json(value: Mapping[str, Any]) -> Wishes:
    """What ``wishes_to_json`` made. Raises NotAPlan."""
    with _read(value):
        return _wishes(value["plan"])


def notes_from_json(value: Mapping[str, Any]) -> tuple[LoopResult, ...]:
    """What ``notes_to_json`` made, the oldest first. Raises NotAPlan."""
    with _read(value):
        results = [_result(one) for one in value["loops"]]
        return tuple(sorted(results, key=lambda one: one.loop))


@contextmanager
def _read(value: Mapping[str, Any]) -> Iterator[None]:
    """Whatever is wrong with ``value`` is a NotAPlan."""
    if not isinstance(value, Mapping):
        raise NotAPlan("it is not an object")
    if value.get("format") != FORMAT:
        raise NotAPlan(f"its format is {value.get('format')}, this mockint reads {FORMAT}")
    try:
        yield
    except NotAPlan:
        raise
    except KeyError as error:
        raise NotAPlan(f"it has no {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise NotAPlan(f"it has something that does not belong there: {error}") from error


def _wishes(value: Mapping[str, Any]) -> Wishes:
    minutes, days_off = value["minutes"], _all(int, value["days_off"])
    weights = {str(slug): float(weight) for slug, weight in value["weights"].items()}
    if not LEAST_MINUTES <= _one(int, minutes) <= MOST_MINUTES:
        raise NotAPlan(f"it has {minutes} minutes an evening")
    if not set(days_off) <= set(range(7)):
        raise NotAPlan("it has a day off that is no weekday")
    if any(weight < 0.0 for weight in weights.values()):
        raise NotAPlan("it has a weight below 0")
    principles = tuple(dict.fromkeys(_all(str, value["principles"])))
    if not principles:
        raise NotAPlan("it has no principles")
    level = value["level"]
    return Wishes(
        loop=date.fromisoformat(value["loop"]),
        principles=principles,
        made=date.fromisoformat(value["made"]),
        minutes=minutes,
        stories=_all(str, value["stories"]),
        days_off=days_off,
        weights=weights,
        pack=_one(str, value["pack"]),
        level=None if level is None else _one(str, level),
    )


def _result(value: Mapping[str, Any]) -> LoopResult:
    offer: Offer | None = next((one for one in get_args(Offer) if one == value["offer"]), None)
    if offer is None:
        raise NotAPlan(f"it has the offer {value['offer']!r}")
    return LoopResult(
        loop=date.fromisoformat(value["loop"]),
        offer=offer,
        principles=tuple(
            Went(
                principle=_one(str, one["principle"]),
                went=_how_it_went(one["went"]),
                question=_one(str, one["question"]),
            )
            for one in value["principles"]
        ),
    )


def _how_it_went(value: Any) -> int:
    if _one(int, value) not in range(WORST, BEST + 1):
        raise NotAPlan(f"{value} is not from {WORST} to {BEST}")
    return int(value)


def _one(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise NotAPlan(f"{value!r} is not what belongs there")
    return value


def _all(kind: type, values: Any) -> tuple[Any, ...]:
    return tuple(_one(kind, value) for value in _one(list, values))
