"""What a file tells, made into a transcript: times that cannot be are mended or refused. Pure."""
