"""The interviewer's voice: spoken through the loudspeaker, or only shown."""
