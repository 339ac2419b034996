"""Flags submissions for a person; a flag changes no verdict, and students never see it.

    examine       all flags of one submission
    tampering     cells that patch, spy or reach out, by a table of patterns
    constant      answers that contain results instead of a computation
    fingerprint   an answer without its names, for comparison within a class
    alike         equal answers of a class, after renaming

repair.py flags the damage that it repairs, and checks.py flags loops and banned
libraries.  docs/integrity.md says what a flag does not prove.
"""
