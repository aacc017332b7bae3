"""Which follow-up to ask, in which words, and what a reply was worth."""
