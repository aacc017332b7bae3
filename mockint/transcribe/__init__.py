"""Speech to words with times: Whisper, PocketSphinx, or a transcript file."""
