"""The ear for STAR: parts, timing, signals, probes. Pure functions of values."""
