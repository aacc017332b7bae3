"""The candidate's own stories: their files, what they show, which questions they can answer."""
