"""Values as JSON: what `--json` prints."""
