"""Transcribing while the candidate talks."""
