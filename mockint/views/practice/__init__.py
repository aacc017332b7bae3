"""What practice comes to, drawn: drills, lessons, quizzes, lenses, levels."""
