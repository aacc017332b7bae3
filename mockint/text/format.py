"""Times and counts as they are shown."""


def clock(seconds: float) -> str:
    """Whole minutes and seconds that have passed: 83.4 is "1:23", less than nothing "0:00"."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    return f"{minutes}:{rest:02d}"


def in_seconds(seconds: float) -> str:
    """A duration in whole seconds, rounded: 13.6 is "14 s"."""
    return f"{seconds:.0f} s"


def counted(number: int, noun: str) -> str:
    """A number of things: "1 question", "2 questions"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
