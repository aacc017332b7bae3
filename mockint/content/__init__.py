"""Questions, probes and walkthroughs: what the interviewer knows before the candidate speaks."""
