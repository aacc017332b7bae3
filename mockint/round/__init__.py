"""The round: ask, listen, transcribe, analyse, probe, save. It owns the order of events."""

from mockint.round.base import Listen, Plan, Prompt, Stations, Store, Take
from mockint.round.loop import run

__all__ = ["Listen", "Plan", "Prompt", "Stations", "Store", "Take", "run"]
