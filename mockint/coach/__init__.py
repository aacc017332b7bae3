"""A language model of the candidate's own that may be asked for a follow-up and a sentence."""
