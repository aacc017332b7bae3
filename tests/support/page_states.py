"""Each state of each page of the local page, to be looked at and kept as pictures.

A new page or state is one line of :data:`STATES`. What a person has by then is made by
:func:`keep_history`: the recorded candidate's round, answers before it, stories.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count

from mockint.audio.devices import Device
from mockint.commands.planning import plan_file
from mockint.errors import NoDevice
from mockint.events import (
    Asking,
    Choosing,
    Exercise,
    KeyHint,
    KeysNow,
    Listening,
    Notice,
    Outward,
    Stopped,
    Typing,
    Working,
)
from mockint.history.folders import round_id
from mockint.interview import keys
from mockint.locations import own_content_dir
from mockint.plan.types import Wishes
from mockint.stories import files as story_files
from mockint.stories.types import Story
from mockint.web.live import Dialog, Now
from tests.support import past_rounds, told_round
from tests.support.amazon import SDE1, SENIOR
from tests.support.past_rounds import SLUG, STRONG, WEAK
from tests.support.screen_story import (
    ASK,
    BEGAN,
    LOST,
    QUESTION,
    SPEAKING_KEYS,
    answering,
    heard,
    seen,
    so_far,
)

TONIGHT = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
"""When the pictures are taken."""


NOTHING = Now()


@dataclass(frozen=True)
class Shown:
    """One state of a page."""

    path: str = "/now"
    now: Now = NOTHING
    yours: bool = True
    """The tab has the keys."""
    then: str = ""
    """A script that brings about what only the tab knows."""


def stage(*events: Outward, **more: object) -> Now:
    """What goes on after these events."""
    return replace(Now(title="A round", place="/now", screen=seen(*events)), **more)  # type: ignore[arg-type]


_numbers = count(1)


def asked(kind: str, text: str, **more: object) -> Now:
    """A command waits for an answer."""
    return Now(title="A story", place="/now", dialog=Dialog(next(_numbers), kind, text, **more))  # type: ignore[arg-type]


TALKING = [*answering(), heard(45.5), so_far(45.5)]
OVER = [*answering(SDE1), so_far(126.0), heard(126.0, part="result"), Notice("A step back.")]
THINKING = [*answering(), so_far(95.0), heard(95.0, thinking=True)]
FOLLOW_UP = "How did you know that it was that machine?"
REPLY: list[Outward] = [BEGAN, Asking(FOLLOW_UP, 1, 1), Listening(QUESTION, SENIOR, 1)]
REPLY += [KeysNow((keys.DONE, keys.PAUSE, keys.RETAKE, keys.SHOW, keys.QUIT, keys.HELP))]
REPLY += [heard(12.0), replace(so_far(12.0), parts=())]
ONE_PART = Exercise("Result", 17.0, 20.0)
DRILL: list[Outward] = [replace(BEGAN, title="Drill: Result"), Asking("Only the Result.", 1)]
DRILL += [Listening(QUESTION, SENIOR, exercise=ONE_PART), REPLY[3], heard(11.0)]
DRILL += [replace(so_far(11.0), parts=())]
WORKING = [*TALKING, Stopped(45.5, "/takes/1.wav"), Working("transcribing", 0.4)]
WORKING += [KeysNow(keys.while_working(may_retake=True))]
WAITING: list[Outward] = [replace(BEGAN, title="Drill: Result"), Choosing("What now?")]
WAITING += [KeysNow(keys.to_choose((KeyHint("\n", "try 2 of 3"), KeyHint("n", "another part"))))]
TYPING = [*WAITING[:1], Typing("What does the question ask for?", "")]
NEXT = Dialog(next(_numbers), "choose", "What comes next?", options=(
    ("\n", "try again"), ("w", "only the Result (17 s)"), ("h", "hear yourself"),
    ("m", "hear a model answer"), ("n", "next question"), ("q", "stop"),
))  # fmt: skip
NO_MICROPHONE = str(
    NoDevice(
        "no microphone was found",
        cause="none is plugged in, or the sound system is not running",
        next_step="plug one in, then mockint doctor",
    )
)
ROUND = f"/rounds/{round_id(told_round.BEGAN)}"
STORY = Story(name="web-hooks", principles=("ownership", "dive-deep"), parts={
    "situation": "I was on the payments team, and four percent of our messages to shops were lost.",
    "task": "I wanted to stop it before the weekend.",
    "action": "I pulled the logs of a week. I grouped the losses by region and found one machine.",
    "result": "The losses fell from four percent to none in two days.",
    "reflection": "",
})  # fmt: skip

STATES: Mapping[str, Shown] = {
    # Before anything was answered.
    "new-home": Shown("/"),
    "new-stories": Shown("/stories"),
    "new-history": Shown("/rounds"),
    "new-progress": Shown("/progress"),
    "new-plan": Shown("/plan"),
    # The interview.
    "now-nothing": Shown(),
    "now-before": Shown(now=stage(BEGAN)),
    "now-asking": Shown(now=stage(BEGAN, Asking(ASK, 1), SPEAKING_KEYS)),
    "now-your-turn": Shown(now=stage(*answering(), replace(heard(2.0), began_s=None))),
    "now-talking": Shown(now=stage(*TALKING)),
    "now-over": Shown(now=stage(*OVER)),
    "now-thinking": Shown(now=stage(*THINKING)),
    "now-trouble": Shown(now=stage(*TALKING, LOST)),
    "now-reply": Shown(now=stage(*REPLY)),
    "now-drill": Shown(now=stage(*DRILL)),
    "now-working": Shown(now=stage(*WORKING)),
    "now-waiting": Shown(now=stage(*WAITING)),
    "now-typing": Shown(now=stage(*TYPING)),
    "now-loading": Shown(now=Now(title="A model", place="/now", work=("loading base.en", 0.3))),
    "now-elsewhere": Shown(now=stage(*TALKING), yours=False),
    "now-confirm": Shown(now=asked("confirm", "Delete the story “web-hooks”?")),
    "now-ask": Shown(now=asked("ask", "How should this story be called?", default="web-hooks")),
    "now-edit": Shown(now=asked("edit", ".toml", default=story_files.written(STORY))),
    "now-failed": Shown(now=Now(place="/now", error=NO_MICROPHONE)),
    "now-stopped": Shown(now=stage(*TALKING), then="lost()"),
    # What there is to read.
    "home": Shown("/"),
    "home-while-talking": Shown("/", now=stage(*TALKING)),
    "debrief": Shown(ROUND),
    "debrief-next": Shown(ROUND, now=Now(title="A round", place=ROUND, dialog=NEXT)),
    "history": Shown("/rounds"),
    "progress": Shown("/progress"),
    "questions": Shown("/questions"),
    "question": Shown(f"/questions/{SLUG}"),
    "stories": Shown("/stories"),
    "story": Shown("/stories/web-hooks"),
    "story-new": Shown("/add-story"),
    "story-edit": Shown("/stories/web-hooks/edit"),
    "cv": Shown("/cv"),
    "practice": Shown("/practice"),
    "plan": Shown("/plan"),
    "plan-change": Shown("/plan/change"),
    "sound": Shown("/sound"),
    "setup": Shown("/setup"),
    "check": Shown("/check"),
    "import": Shown("/import"),
    "delete": Shown("/delete"),
    "settings": Shown("/settings"),
    "shown": Shown("/shown"),
    "no-such-page": Shown("/nothing"),
    "no-such-round": Shown("/rounds/2020-01-01-000000"),
}
FIRST = [name for name in STATES if name.startswith("new-")]
"""Those of somebody who has nothing yet."""


def keep_history() -> None:
    """What a person has after some evenings, in the home of now."""
    for days, text in enumerate((WEAK, STRONG, WEAK, STRONG)):
        past_rounds.keep(text, days=days)
    told_round.keep_round()
    story_files.write(own_content_dir(), STORY)
    plan_file.write_wishes(
        Wishes(
            loop=date(2026, 12, 3),
            principles=("ownership", "dive-deep", "deliver-results"),
            made=date(2026, 11, 15),
        )
    )


def devices() -> tuple[Device, ...]:
    """The same on every machine."""
    return (
        Device(
            id=1, name="USB Headset", host="ALSA", inputs=1, outputs=2, rate_hz=48_000,
            default_input=True, default_output=True,
        ),
    )  # fmt: skip
