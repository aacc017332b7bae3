"""What the rendering process says with its exit code; both sides of the pipe read it here."""

LIBRARY_MISSING = 3
"""pyttsx3 or espeak-ng is not installed: trying again cannot help."""

OTHER_SETTINGS = 4
"""It spoke, but not with the voice or rate asked for."""
