"""What the live screen says, section by section, as lines of a width. Pure."""

from mockint.domain import BUDGET
from mockint.events import Listening, Typing
from mockint.screen.parts_bar import Signs
from mockint.screen.runs import BLANK, Line, Run, Style, cells, length, paragraph, plain, wrapped
from mockint.screen.state import Note, NoteKind, Seen
from mockint.screen.wording import LEVEL_NAMES, WORK, budget, is_over, meter, practised_now, step_at
from mockint.text.format import clock, counted

BEHIND_S = 5.0
"""From here on it is said how much has not been heard yet."""

IN_ONE_LINE, IN_TWO_LINES = 78, 43
"""Columns from which on the status, at its longest, fits into one line or two."""

LONGEST_WHERE = len("plan: Reflection to 2:30")
LONG_S = 3600.0
"""Nobody practises longer than this."""

_NOTE_STYLE: dict[NoteKind, Style] = {
    "notice": "",
    "trouble": "alarm",
    "nudge": "strong",
    "keys": "",
}


def heading(seen: Seen, width: int, signs: Signs) -> tuple[Line, ...]:
    """Which round it is, and where in it one is."""
    if seen.began is None:
        return (BLANK,)
    began = seen.began
    parts = [began.title or began.called or f"{LEVEL_NAMES[began.level]} round"]
    if seen.asking is None:
        parts += [f"voice: {seen.began.voice}", f"heard with: {seen.began.engine}"]
    elif seen.began.title:
        parts += [seen.asking.label] if seen.asking.label != seen.began.title else []
    else:
        parts.append(f"question {seen.asking.number} of {seen.began.questions}")
        if seen.asking.probe is not None:
            parts.append(f"follow-up {seen.asking.probe}")
        if seen.asking.drill:
            parts.append("one question more")
    if seen.listening is not None and seen.listening.take > 1:
        parts.append(f"take {seen.listening.take}")
    return paragraph(f" {signs.glyphs.dot} ".join(parts), width, "faint")[:1]


def question(seen: Seen, width: int) -> tuple[Line, ...]:
    """What was asked, whole; each line of it, such as an option, begins a line."""
    if seen.asking is not None:
        lines = seen.asking.text.splitlines()
        return tuple(one for line in lines for one in paragraph(line, width, "strong"))
    if seen.began is None:
        return ()
    if seen.began.title:
        return paragraph(f"Microphone: {seen.began.microphone}.", width)
    what = counted(seen.began.questions, "question")
    if seen.began.probes:
        what += f", up to {counted(seen.began.probes, 'follow-up')} each"
    return paragraph(f"{what}. Microphone: {seen.began.microphone}.", width)


def state(seen: Seen, signs: Signs) -> Line:
    """The one clock, and what is going on."""
    elapsed = clock(seen.heard.level.elapsed_s) if seen.heard is not None else "0:00"
    if seen.phase == "listening":
        thinking = seen.heard is not None and seen.heard.thinking
        doing = "Thinking, still recording" if thinking else "Recording"
        return ((f"{signs.recording} ", "alarm"), (f"{doing} {elapsed}", "strong"))
    if seen.phase == "working" and seen.work is not None:
        name, fraction = WORK[seen.work.stage], seen.work.fraction
        percent = " ..." if fraction is None else f" {fraction * 100:.0f} %"
        return ((f"{name}{percent}", "strong"), *_recorded(seen))
    return ((_doing(seen), "strong"),)


def _doing(seen: Seen) -> str:
    """What goes on while nothing is recorded or computed."""
    is_round = seen.began is None or not seen.began.title
    if seen.phase == "asking":
        return "Interviewer speaking" if is_round else "Speaking"
    if seen.phase == "ended":
        return "The round is over" if is_round else "It is over"
    if seen.phase == "waiting" and seen.waits is not None:
        waits = seen.waits
        return waits.prompt if isinstance(waits, Typing) else waits.text or "Press a key"
    return "Getting ready ..."


def _recorded(seen: Seen) -> Line:
    if seen.stopped is None:
        return ()
    return ((f"   {clock(seen.stopped.seconds)} recorded, safe on disk", ""),)


def state_only(seen: Seen, width: int, signs: Signs) -> tuple[Line, ...]:
    """What is going on. Which keys there are to choose from may take more than a line."""
    if seen.phase == "waiting":
        return paragraph(_doing(seen), width, "strong")
    line = state(seen, signs)
    return (line,) if length(line) <= width else paragraph(plain(line), width, "strong")


def status(seen: Seen, width: int, signs: Signs) -> tuple[Line, ...]:
    """State, microphone and budget or plan, in as many lines as the width asks for.

    The width alone decides, not the text: nothing jumps while somebody talks.
    """
    first = state(seen, signs)
    if seen.phase != "listening" or seen.heard is None or seen.listening is None:
        return state_only(seen, width, signs)
    sound: Run = (f"mic {meter(seen.heard.level, signs.glyphs)}", "")
    here: Run = (_where(seen, seen.listening, seen.heard.level.elapsed_s), "")
    gap: Run = ("   ", "")
    more = _longer(seen.listening)
    if width >= IN_ONE_LINE + more:
        return ((*first, gap, sound, gap, here),)
    if width >= IN_TWO_LINES + more:
        return (first, (sound, gap, here))
    return (first, (sound,), *paragraph(here[0], width))


def _longer(listening: Listening) -> int:
    """By how much what is practised alone may be longer than where one is in a whole answer."""
    if listening.only is None:
        return 0
    return max(0, cells(practised_now(listening.only, LONG_S)) - LONGEST_WHERE)


def _where(seen: Seen, listening: Listening, elapsed_s: float) -> str:
    """The plan by the clock, until the bar shows what was heard; then the budget."""
    if listening.only is not None:
        return practised_now(listening.only, elapsed_s)
    if listening.probe is not None:
        return ""
    level = listening.level
    if is_over(level, elapsed_s):
        return f"over the budget by {clock(elapsed_s - BUDGET[level].max_s)}"
    step = step_at(level, elapsed_s)
    if seen.so_far is None and step is not None:
        return f"plan: {step.segment.title()} to {clock(step.until_s)}"
    return f"budget {budget(level)}"


def words(seen: Seen, width: int, rows: int) -> tuple[Line, ...]:
    """The last words that fit into ``rows`` lines; those that may still change are faint."""
    if rows >= 1 and isinstance(seen.waits, Typing):
        return paragraph(f"{seen.waits.text}_", width)[-rows:]
    if rows < 1 or seen.so_far is None:
        return ()
    behind = _behind(seen, width)
    room = rows - len(behind)
    tail = seen.so_far.words[-room * max(1, width // 2) :] if room > 0 else ()
    sure_s = seen.so_far.sure_s
    runs: list[Run] = [(word.text, "" if word.start < sure_s else "faint") for word in tail]
    if runs and runs[-1][1] == "faint":
        runs[-1] = (f"{runs[-1][0]} ...", "faint")
    return (*wrapped(runs, width)[-max(room, 0) :], *behind)[-rows:] if runs else behind[:rows]


def _behind(seen: Seen, width: int) -> tuple[Line, ...]:
    if seen.so_far is None or seen.so_far.behind_s < BEHIND_S:
        return ()
    text = f"(heard {seen.so_far.behind_s:.0f} s behind you"
    text += ", nothing is lost)" if width >= IN_TWO_LINES else ")"
    return paragraph(text, width, "faint")


def note(one: Note, width: int) -> tuple[Line, ...]:
    """A line of the log."""
    return paragraph(one.text, width, _NOTE_STYLE[one.kind])


def keys(seen: Seen, width: int) -> tuple[Line, ...]:
    """Which keys there are."""
    return paragraph(seen.legend, width)
