"""What can hear: one module an engine."""
