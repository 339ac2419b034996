"""Flags for a person to look at: never a verdict, never a point, never the student's.

    examine       all of it, for one submission
    tampering     cells that patch, spy or reach out, by a table of patterns
    constant      answers that are written down instead of computed
    fingerprint   an answer without its names, to be compared in a class
    alike         the answers of a class that are the same after renaming

Damage is flagged where it is repaired (repair.py), loops and banned libraries where a
check refuses them (checks.py).  docs/integrity.md says what a flag does not prove.
"""
