"""Practicing one thing at a time: learn, quiz, drill, lens, level."""
