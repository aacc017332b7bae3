"""``mockint recover``: takes that wait to be judged."""
