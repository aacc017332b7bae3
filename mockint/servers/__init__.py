"""Servers that a person names: where one is, the key to it, and one exchange with it."""
