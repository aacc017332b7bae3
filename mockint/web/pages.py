"""What each page is made of: commands asked, templates filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mockint.commands.values.history import SideBySide
from mockint.commands.values.machine import SoundChecked
from mockint.errors import AudioError, MockintError, UsageError
from mockint.pages import evening
from mockint.web.front import PageFront

ROUNDS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class PlayableRecording:
    """A recording that the browser may play."""

    path: Path
    kind: str


def tonight(busy: str) -> str:
    """Tonight."""
    from mockint.commands.evening.opening import opening
    from mockint.commands.history import history
    from mockint.commands.recovery.recover import waiting

    first = opening(datetime.now().astimezone())
    newest = history(limit=1).answers
    return evening.tonight_page(
        evening.Tonight(
            opening=first,
            waiting=len(waiting().takes),
            last=newest[0].round_id if newest else "",
            busy=busy,
        )
    )


def now() -> str:
    """The round under way."""
    return evening.now_page()


def questions() -> str:
    """What can be asked."""
    from mockint.commands.questions import questions as listed

    return evening.questions_page(listed())


def question(slug: str) -> str:
    """One question, and what can be practiced with it."""
    from mockint.commands.questions import question_in_full

    return evening.question_page(question_in_full(slug))


def stories() -> str:
    """The person's own stories, and what they cover."""
    from mockint.commands.questions import questions as listed
    from mockint.commands.story import coverage, list_stories

    return evening.stories_page(list_stories(), coverage(), listed())


def story(name: str) -> str:
    """One story."""
    from mockint.commands.story import show

    return evening.story_page(show(name))


def rounds(page: int) -> str:
    """What was answered."""
    from mockint.commands.history import history

    return evening.rounds_page(history(limit=ROUNDS_A_PAGE, page=page))


def debrief(round_id: str, front: PageFront) -> str:
    """One round; where it was just held again, beside the take before."""
    from mockint.commands.report import served_page
    from mockint.views.render import as_text

    is_last = front.place == f"/rounds/{round_id}"
    beside = [one for one in front.shown if isinstance(one, SideBySide)] if is_last else []
    return served_page(round_id, tuple(as_text(one) for one in beside))


def recording(round_id: str, number: int) -> PlayableRecording:
    """The ``number``-th recording of a round's page, from 1. Raises UsageError."""
    from mockint.commands.report import recordings_of

    found = recordings_of(round_id)
    if not 1 <= number <= len(found):
        raise UsageError(f"round {round_id} has no recording {number}", next_step="mockint history")
    path = found[number - 1]
    return PlayableRecording(path, "audio/flac" if path.suffix == ".flac" else "audio/wav")


def sound(values: Sequence[object]) -> str:
    """Microphones, and what the last sentence came to."""
    from mockint.commands.devices import devices

    checked = next((one for one in reversed(values) if isinstance(one, SoundChecked)), None)
    try:
        return evening.sound_page(devices(), "", checked)
    except AudioError as error:
        return evening.sound_page(None, str(error), checked)


def settings(said: str = "") -> str:
    """Every setting."""
    from mockint.commands.config import config, levels

    usual = [("", "The one that the pack suggests")]
    return evening.settings_page(config(), said, {"level": usual + list(levels())})


def changed(given: Mapping[str, str]) -> str:
    """Write a setting, and show them all again."""
    from mockint.commands.config import set_

    name = given.get("name", "")
    try:
        set_(name, given.get("value", ""))
    except MockintError as error:
        return settings(str(error))
    return settings(f"{name} is saved.")


def progress() -> str:
    """Whether practice works."""
    from mockint.commands.progress import progress as made
    from mockint.pages.progress import render

    value = made()
    if value.trend is None:
        return evening.plain_page("Progress", ("No answer was judged yet.",))
    return render(value.trend, value.signals, value.principles, value.loops, served=True)


def shown(values: Sequence[object]) -> str:
    """What a command showed that has no page of its own."""
    from mockint.views.render import as_text

    return evening.plain_page("Done", [as_text(value) for value in values])
