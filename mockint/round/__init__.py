"""The round: ask, listen, transcribe, analyse, probe, save. It owns the order of events."""

from mockint.round.base import Follow, Listen, Plan, Prompt, Stations, Store, Take
from mockint.round.loop import run

__all__ = ["Follow", "Listen", "Plan", "Prompt", "Stations", "Store", "Take", "run"]
