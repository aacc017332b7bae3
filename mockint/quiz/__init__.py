"""The spoken quiz: its order, how an answer is understood, its scores."""
