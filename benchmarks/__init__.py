"""What is fast and right, measured: run by hand, figures in RESULTS.md."""
