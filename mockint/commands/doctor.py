"""``mockint doctor``: is everything here, and how to fix what is not."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

from mockint import files, locations
from mockint.audio.types import RATE_HZ, Samples
from mockint.commands.values.machine import Check, Checked, Health
from mockint.config import Settings
from mockint.errors import MockintError
from mockint.wiring import settings, stations

LISTEN_S = 2.0
GIVE_UP_S = 6.0
"""A device that has not delivered two seconds of sound by then hangs."""
QUIET_DBFS = -50.0
CLIPPING_DBFS = -0.2
MINUTES_NEEDED = 30.0


def doctor(
    *,
    device: str | None = None,
    engine: str | None = None,
    model: str | None = None,
    voice: str | None = None,
    speech_rate: float | None = None,
    coach: str | None = None,
) -> Iterator[Check | Checked]:
    """Look at everything, each check as it is made; at the end what they came to."""
    try:
        wanted = settings.settings()
    except MockintError as error:
        yield Check("settings", "broken", str(error))
        yield Checked(round_can_run=False)
        return
    wanted = replace(
        wanted,
        device=device or wanted.device,
        engine=engine or wanted.engine,
        model=model or wanted.model,
        voice=voice or wanted.voice,
        speech_rate=speech_rate or wanted.speech_rate,
    )
    broken = 0
    for check in _checks(wanted, coach):
        broken += check.health == "broken"
        yield check
    yield Checked(round_can_run=not broken)


def _checks(wanted: Settings, coach: str | None) -> Iterator[Check]:
    yield _checked("content", lambda: _content(wanted))
    yield _checked("folders", _folders)
    yield _checked("disk", _disk)
    yield _checked("engine", lambda: _engine(wanted.engine, wanted.model))
    if coach or wanted.coach:
        yield _checked("local model", lambda: _coach(coach, wanted), otherwise="note")
    yield _checked("voice", lambda: _voice(wanted), otherwise="note")
    yield _checked("loudspeaker", lambda: _loudspeaker(wanted), otherwise="note")
    yield _checked("microphone", lambda: _microphone(wanted.device or None))


def _checked(name: str, look: Callable[[], Check], otherwise: Health = "broken") -> Check:
    """What ``look`` finds; an error it raises is the finding."""
    try:
        return look()
    except MockintError as error:
        found = f"{error.what} ({error.cause})" if error.cause else error.what
        return Check(name, otherwise, found, error.next_step)


def _content(wanted: Settings) -> Check:
    library = settings.library(wanted)
    counted = f"{len(library.questions)} questions, {len(library.walkthroughs)} walkthroughs"
    found = f"{library.pack.name}: {counted}"
    return Check("content", "ok", found)


def _folders() -> Check:
    files.check_writable(files.make_private_dir(locations.data_dir()))
    return Check("folders", "ok", f"your rounds are kept in {locations.rounds_dir()}")


def _disk() -> Check:
    from mockint.audio.files import check_room

    folder = locations.data_dir()
    check_room(folder, MINUTES_NEEDED)
    return Check("disk", "ok", f"{files.free_bytes(folder) / 1e9:.1f} GB free")


def _engine(engine: str, model: str) -> Check:
    from mockint.wiring.engines import choose_transcriber

    told: list[str] = []
    transcriber = choose_transcriber(engine, model, tell=told.append, may_fetch=False)
    transcriber.warm()
    if told:
        return Check("engine", "note", f"{transcriber.name}: {' '.join(told)}", "mockint setup")
    return Check("engine", "ok", transcriber.name)


def _voice(wanted: Settings) -> Check:
    """Have it say something, anew each time: what it said once tells nothing of today."""
    if wanted.voice == stations.NO_VOICE:
        return Check("voice", "ok", "none, as you chose; you read the questions")
    voice = stations.voice(wanted.voice, wanted.speech_rate, None, fixed=())
    try:
        voice.prepare(_HELLO)
    finally:
        voice.close()
    return Check("voice", "ok", voice.name)


_HELLO = "Welcome. Let us begin."


def _loudspeaker(wanted: Settings) -> Check:
    from mockint.audio.devices import find

    return Check("loudspeaker", "ok", find(wanted.speaker or None, "output").name)


def _microphone(device: str | None) -> Check:
    """Record two seconds and look at the level."""
    microphone = stations.device_microphone(device)
    samples = _record(microphone.start, microphone.stop)
    name = microphone.name
    if samples is None:
        return Check(
            "microphone",
            "broken",
            f"{name} is open but sent no sound for {GIVE_UP_S:.0f} s",
            "mockint devices",
        )
    from mockint.audio.meter import peak_dbfs, rms_dbfs, silence_remedy

    rms, peak = rms_dbfs(samples), peak_dbfs(samples)
    level = f"{name}: {_meter(peak)} peak {peak:.0f} dBFS, average {rms:.0f}"
    if not samples.any():
        return Check(
            "microphone",
            "note",
            f"{name} gave exact silence for {LISTEN_S:.0f} s. {_SILENT}"
            f" Likely to help: {silence_remedy()}.",
            "mockint doctor",
        )
    if peak < QUIET_DBFS:
        return Check("microphone", "note", f"{level}; quiet. Speak while this test runs.")
    if peak > CLIPPING_DBFS:
        return Check("microphone", "note", f"{level}; too loud. Turn the input level down.")
    return Check("microphone", "ok", level)


_SILENT = (
    "Either it is muted, or the system does not let this terminal use it, or it sends nothing until"
    " you speak. Speak while this test runs."
)
"""Not broken: a round records what comes, and says so once there is something."""


def _coach(typed: str | None, wanted: Settings) -> Check:
    """Have it ask about an answer of ours."""
    from mockint.coach.server import LIMIT_S
    from mockint.coach.trial import try_out
    from mockint.wiring.coach import server

    asked = server(typed, wanted)
    if asked is None:
        return Check("local model", "ok", "none, as you chose")
    came = try_out(asked)
    found = f"{came.model} at {asked.shown}: a question took {came.seconds:.1f} s"
    if came.seconds > LIMIT_S:
        late = f"; what takes more than {LIMIT_S:.0f} s is not used"
        return Check("local model", "note", found + late, "take a smaller model")
    if came.wrong:
        late = f'. It would not be used ("{came.said}"): it {came.wrong}'
        return Check("local model", "note", found + late, "take a larger model")
    return Check("local model", "ok", f'{found}: "{came.said}"')


def _record(
    start: Callable[[Callable[[Samples], None]], None], stop: Callable[[], None]
) -> Samples | None:
    """Two seconds of sound, or None where they do not come."""
    import numpy as np

    recorded: list[Samples] = []
    enough = threading.Event()

    def deliver(block: Samples) -> None:
        recorded.append(block.copy())
        if sum(one.size for one in recorded) >= LISTEN_S * RATE_HZ:
            enough.set()

    start(deliver)
    try:
        came = enough.wait(GIVE_UP_S)
    finally:
        stop()
    return np.concatenate(recorded) if came else None


def _meter(peak_dbfs: float) -> str:
    """Ten cells for -60 to 0 dBFS."""
    filled = max(0, min(10, round((peak_dbfs + 60) / 6)))
    return "█" * filled + "·" * (10 - filled)
