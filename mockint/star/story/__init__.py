"""Whether an answer tells a story, how many, and whether it is one that the question asked for."""
