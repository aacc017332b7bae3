"""Spoken text as plain values: numbers, fillers, stems, times."""
