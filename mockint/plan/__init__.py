"""The evenings until an interview loop: what each one holds. Pure: no clock, no file."""
