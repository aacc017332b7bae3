"""The round: ask, listen, transcribe, analyse, probe, save. It owns the order of events."""

from mockint.interview.interview import run
from mockint.interview.stations import Follow, Plan, Prompt, StartRecording, Stations, Store, Take

__all__ = ["Follow", "Plan", "Prompt", "StartRecording", "Stations", "Store", "Take", "run"]
