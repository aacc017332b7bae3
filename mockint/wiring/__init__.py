"""The only place that picks implementations."""
