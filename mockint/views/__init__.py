"""The debrief: as terminal text and as JSON."""
