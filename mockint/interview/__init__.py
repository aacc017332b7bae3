"""The round: ask, listen, transcribe, analyse, probe, save. It owns the order of events."""

from mockint.interview.interview import run
from mockint.interview.stations import Follow, Listen, Plan, Prompt, Stations, Store, Take

__all__ = ["Follow", "Listen", "Plan", "Prompt", "Stations", "Store", "Take", "run"]
