"""One small example of every live widget: a module of the widget's name with `make`.

make(student) builds the widget.  Every function that a student would write goes
through `student(function)`, so that the contract can put an unfinished, a failing or a
numberless one in its place.  The functions need not be right.
"""

import functools

import numpy as np


class Student:
    """Puts functions in place of a student's, all in one state; counts them.

    state: "fine", "unfinished", "raising" or "nan".
    """

    def __init__(self, state="fine"):
        self.state, self.count = state, 0

    def __call__(self, function):
        self.count += 1

        @functools.wraps(function)
        def answer(*args, **options):
            if self.state == "unfinished":
                raise NotImplementedError
            if self.state == "raising":
                raise ZeroDivisionError("division by zero")
            result = function(*args, **options)
            return _without_numbers(result) if self.state == "nan" else result

        return answer


def _without_numbers(value):
    if isinstance(value, dict):
        return {key: _without_numbers(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_without_numbers(each) for each in value)
    if isinstance(value, float | np.ndarray | np.floating):
        return np.asarray(value, dtype=float) * np.nan
    return value
