"""``mockint plan``, and how the other commands follow it."""
