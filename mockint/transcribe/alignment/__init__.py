"""Word times and fillers from forced alignment."""
