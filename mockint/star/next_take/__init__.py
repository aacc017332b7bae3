"""What to do in the next take: one thing to change, one to keep, in the candidate's own words."""
