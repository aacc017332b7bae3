"""A recognizer in a process of its own."""
