"""Which part of the answer each sentence belongs to."""
