"""Finding, fetching and checking weights."""
