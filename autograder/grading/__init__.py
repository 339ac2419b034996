"""From one submission to its Report: checks, verdicts, diagnosis, cache."""
