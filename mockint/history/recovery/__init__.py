"""After a crash: which takes wait, what each is of, and what was never said."""
