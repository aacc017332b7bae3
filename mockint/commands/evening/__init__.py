"""An evening: one thing after the other by single keys, and what the end of each one offers."""
