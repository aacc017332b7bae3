"""``mockint story``: the person's own stories, and what they cover."""
