"""What is kept of earlier rounds."""
