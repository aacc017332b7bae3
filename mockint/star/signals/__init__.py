"""What an interviewer would note, with the words that show it."""
