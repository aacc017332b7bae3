"""Stories that a CV tells in one line each, and what each of them still lacks."""
