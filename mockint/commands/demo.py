"""``mockint demo``: a round with a recorded candidate, through the path that a microphone uses."""

from dataclasses import dataclass, replace

from mockint import locations
from mockint.commands.ports import Front
from mockint.commands.round import hold_round
from mockint.commands.values.round import RoundResult
from mockint.wiring import settings
from mockint.wiring.interview import EquipmentChooser, EquipmentOptions, InterviewSetup


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOptions(EquipmentOptions):
    """The options of ``mockint demo``; None where the settings decide."""

    candidate: str = "flawed"
    real_time: bool = False
    probes: int | None = None


def run_demo(options: DemoOptions, front: Front) -> RoundResult | None:
    """Hold the round; None where nothing was recorded.

    Raises TranscribeError, before anything is shown, where the engine cannot hear.
    """
    from mockint.content.candidates import load_candidate
    from mockint.content.find import find_question

    candidate = load_candidate(locations.content_dir() / "candidates", options.candidate)
    wanted = replace(settings.settings(), pack=candidate.pack)
    library = settings.library(wanted)
    chooser = EquipmentChooser(
        options=options,
        settings=wanted,
        library=library,
        tell=front.tell_once,
        working=front.working,
        stage=front.stage,
    )
    equipment = chooser.for_recording(candidate, real_time=options.real_time)
    try:
        with front.working(f"loading {equipment.transcriber.name}"):
            equipment.transcriber.warm()
    except BaseException:
        equipment.close()
        raise
    front.tell(
        f"The candidate is a recording ({candidate.name}: {candidate.about.rstrip('.')}). It plays "
        + ("at normal speed." if options.real_time else "as fast as this machine can listen.")
    )
    if candidate.pack != settings.settings().pack:
        front.tell(f"This candidate answers a question of the pack {candidate.pack}.")
    front.tell(f"Speech engine: {equipment.transcriber.name}.")
    setup = InterviewSetup(
        library=library,
        questions=(find_question(library, candidate.question),),
        level=settings.level_of(candidate.level, library.pack),
        probes=wanted.probes if options.probes is None else options.probes,
        recorded=candidate.name,
        real_time=options.real_time,
    )
    return hold_round(setup, equipment, front)
