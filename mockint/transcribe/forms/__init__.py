"""Transcripts as other programs write them: one module a form, found by its shape."""
