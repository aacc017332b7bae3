"""What the live screen says, section by section, as lines of a width. Pure."""

from mockint.events import Listening, Typing
from mockint.screen.parts_bar import Signs
from mockint.screen.runs import BLANK, Line, Run, Style, cells, length, paragraph, plain, wrapped
from mockint.screen.state import Note, NoteKind, ScreenState
from mockint.screen.wording import (
    BY_COACH,
    TAKE_YOUR_TIME,
    WORK,
    budget,
    exercise_progress,
    is_over,
    meter,
    step_at,
)
from mockint.text.format import clock, counted

BEHIND_S = 5.0
"""From here on it is said how much has not been heard yet."""

IN_ONE_LINE, IN_TWO_LINES = 78, 43
"""Columns from which on the status, at its longest, fits into one line or two."""

LONGEST_WHERE = len("plan: Reflection to 2:30")
LONG_S = 3600.0
"""Nobody practices longer than this."""

_NOTE_STYLE: dict[NoteKind, Style] = {
    "notice": "",
    "trouble": "alarm",
    "warning": "strong",
    "keys": "",
    "question": "strong",
}


def heading(state: ScreenState, width: int, signs: Signs) -> tuple[Line, ...]:
    """Which round it is, and where in it one is."""
    if state.began is None:
        return (BLANK,)
    began = state.began
    parts = [began.title or began.round_name or f"{began.level.title} round"]
    if state.asking is None:
        parts += [f"voice: {state.began.voice}", f"recognizer: {state.began.engine}"]
    elif state.began.title:
        parts += [state.asking.label] if state.asking.label != state.began.title else []
    else:
        parts.append(f"question {state.asking.number} of {state.began.questions}")
        if state.asking.probe is not None:
            parts.append(f"follow-up {state.asking.probe}")
        if state.asking.by == "coach":
            parts.append(BY_COACH)
        if state.asking.drill:
            parts.append("one more question")
    if state.listening is not None and state.listening.take > 1:
        parts.append(f"take {state.listening.take}")
    return paragraph(f" {signs.glyphs.dot} ".join(parts), width, "faint")[:1]


def question(state: ScreenState, width: int) -> tuple[Line, ...]:
    """What was asked, whole; each line of it, such as an option, begins a line."""
    if state.asking is not None:
        lines = state.asking.text.splitlines()
        return tuple(one for line in lines for one in paragraph(line, width, "strong"))
    if state.began is None:
        return ()
    if state.began.title:
        return paragraph(f"Microphone: {state.began.microphone}.", width)
    what = counted(state.began.questions, "question")
    if state.began.probes:
        what += f", up to {counted(state.began.probes, 'follow-up')} each"
    return paragraph(f"{what}. Microphone: {state.began.microphone}.", width)


def activity(state: ScreenState, signs: Signs) -> Line:
    """The one clock, which the first word starts, and what is going on."""
    if state.phase == "listening":
        clock_s = state.heard.clock_s if state.heard is not None else None
        thinking = state.heard is not None and state.heard.thinking
        doing = "Thinking, still recording" if thinking else "Recording"
        now = f"{doing}. {TAKE_YOUR_TIME}" if clock_s is None else f"{doing} {clock(clock_s)}"
        return ((f"{signs.recording} ", "alarm"), (now, "strong"))
    if state.phase == "working" and state.work is not None:
        name, fraction = WORK[state.work.stage], state.work.fraction
        percent = " ..." if fraction is None else f" {fraction * 100:.0f}%"
        return ((f"{name}{percent}", "strong"), *_recorded(state))
    return ((_doing(state), "strong"),)


def _doing(state: ScreenState) -> str:
    """What goes on while nothing is recorded or computed."""
    is_round = state.began is None or not state.began.title
    if state.phase == "asking":
        return "Interviewer speaking" if is_round else "Speaking"
    if state.phase == "ended":
        return "The round is over" if is_round else "Finished"
    if state.phase == "waiting" and state.waiting_for is not None:
        waiting_for = state.waiting_for
        if isinstance(waiting_for, Typing):
            return waiting_for.prompt
        return f"{waiting_for.text} {state.legend}".strip() or "Press a key"
    return "Getting ready ..."


def _recorded(state: ScreenState) -> Line:
    if state.stopped is None:
        return ()
    return ((f"   {clock(state.stopped.seconds)} recorded", ""),)


def activity_only(state: ScreenState, width: int, signs: Signs) -> tuple[Line, ...]:
    """What is going on. Which keys there are to choose from may take more than a line."""
    if state.phase == "waiting":
        return paragraph(_doing(state), width, "strong")
    line = activity(state, signs)
    return (line,) if length(line) <= width else paragraph(plain(line), width, "strong")


def status(state: ScreenState, width: int, signs: Signs) -> tuple[Line, ...]:
    """State, microphone and budget or plan, in as many lines as the width asks for.

    The width alone decides, not the text: nothing jumps while somebody talks.
    """
    first = activity(state, signs)
    if state.phase != "listening" or state.heard is None or state.listening is None:
        return activity_only(state, width, signs)
    sound: Run = (f"mic {meter(state.heard.loudness, signs.glyphs)}", "")
    here: Run = (_where(state, state.listening, state.heard.clock_s or 0.0), "")
    gap: Run = ("   ", "")
    more = _longer(state.listening)
    if width >= IN_ONE_LINE + more:
        return ((*first, gap, sound, gap, here),)
    if width >= IN_TWO_LINES + more:
        return (first, (sound, gap, here))
    return (first, (sound,), *paragraph(here[0], width))


def _longer(listening: Listening) -> int:
    """By how much an exercise's name may be longer than where one is in a whole answer."""
    if listening.exercise is None:
        return 0
    return max(0, cells(exercise_progress(listening.exercise, LONG_S)) - LONGEST_WHERE)


def _where(state: ScreenState, listening: Listening, clock_s: float) -> str:
    """The plan by the clock, until the bar shows what was heard; then the budget."""
    if listening.exercise is not None:
        return exercise_progress(listening.exercise, clock_s)
    if listening.probe is not None:
        return ""
    level = listening.level
    if is_over(level, clock_s):
        return f"over the budget by {clock(clock_s - level.budget.max_s)}"
    step = step_at(level, clock_s)
    if state.so_far is None and step is not None:
        return f"plan: {step.segment.title()} to {clock(step.until_s)}"
    return f"budget {budget(level)}"


def words(state: ScreenState, width: int, rows: int) -> tuple[Line, ...]:
    """The last words that fit into ``rows`` lines; those that may still change are faint."""
    if rows >= 1 and isinstance(state.waiting_for, Typing):
        return paragraph(f"{state.waiting_for.text}_", width)[-rows:]
    if rows < 1 or state.so_far is None:
        return ()
    behind = _behind(state, width)
    room = rows - len(behind)
    tail = state.so_far.words[-room * max(1, width // 2) :] if room > 0 else ()
    sure_s = state.so_far.sure_s
    runs: list[Run] = [(word.text, "" if word.start < sure_s else "faint") for word in tail]
    if runs and runs[-1][1] == "faint":
        runs[-1] = (f"{runs[-1][0]} ...", "faint")
    return (*wrapped(runs, width)[-max(room, 0) :], *behind)[-rows:] if runs else behind[:rows]


def _behind(state: ScreenState, width: int) -> tuple[Line, ...]:
    if state.so_far is None or state.so_far.behind_s < BEHIND_S:
        return ()
    text = f"(transcript is {state.so_far.behind_s:.0f} s behind"
    text += "; nothing is lost)" if width >= IN_TWO_LINES else ")"
    return paragraph(text, width, "faint")


def note(one: Note, width: int) -> tuple[Line, ...]:
    """A line of the log."""
    return paragraph(one.text, width, _NOTE_STYLE[one.kind])


def keys(state: ScreenState, width: int) -> tuple[Line, ...]:
    """Which keys there are, unless the status says it, or a note because somebody asked."""
    waited_for = state.phase == "waiting" and not isinstance(state.waiting_for, Typing)
    told = waited_for or any(note.kind == "keys" for note in state.notes)
    return () if told else paragraph(state.legend, width)
