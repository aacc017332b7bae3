"""Documents that a person brings, a CV or a job posting, as plain text and its parts."""
