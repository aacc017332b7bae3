"""A mock interviewer that you talk to. Everything it hears stays on this machine."""

__version__ = "0.1.0"
