"""Judging one thing: a part, a story made shorter, a story told for another principle."""
