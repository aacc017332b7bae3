"""Correcting what was heard: the text to edit, and its words with times again."""
