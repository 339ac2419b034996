"""Shorter time limits than for real students, so that endless loops cost seconds here.

The same things are limited in the same way; only the numbers are smaller.
"""

from autograder.execution import kernel, notebook_run, student

TIMES_S = {
    (notebook_run, "CELL_TIMEOUT_S"): 4.0,
    (notebook_run, "NOTEBOOK_S"): 16.0,
    (student, "CALL_TIMEOUT_S"): 3.0,
    (student, "EXERCISE_S"): 6.0,
    (kernel, "_FORK_S"): 4.0,
}


def shorten() -> None:
    """For this process and its forks."""
    for (module, name), seconds in TIMES_S.items():
        assert hasattr(module, name), f"{module.__name__} has no {name} any more"
        setattr(module, name, seconds)
