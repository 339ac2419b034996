"""Live lookup: the student's functions as the notebook defines them now.

A notebook defines a function again each time its cell runs.  A widget that kept the old
function would still show a fault that the student has fixed.

    latest       the function that a name of the notebook now stands for
    code_of      all code that a function runs, to see whether it has changed
    message      an exception in words, with the student's line
    UserError    an exception whose text is the whole message
    table        an answer as an array of the required shape
"""

import inspect

import numpy as np

from gradients_by_hand.rules.messages import stopped
from gradients_by_hand.rules.student_line import student_line


def latest(function):
    """What the notebook now defines under the name of `function`, or `function`."""
    if not inspect.isfunction(function) or function.__qualname__ != function.__name__:
        return function  # made inside another function: no global name leads to it
    now = function.__globals__.get(function.__name__)
    return now if inspect.isfunction(now) else function


def code_of(*functions):
    """The code of functions and of everything that they call in their module.

    Two results are equal if the code does the same.
    """
    found = {}
    for function in functions:
        _collect(latest(function), found)
    return frozenset(found.values())


class UserError(Exception):
    """What is wrong, in a sentence; it blames no function of the student's."""


def message(error):
    """What went wrong, and in which line of the notebook, in a sentence or two."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, NotImplementedError):
        return "This picture is drawn by your function, which is not written yet."
    line = student_line(error.__traceback__)
    name = line.function if line else "Your function"
    return stopped(name, type(error).__name__, str(error), str(line or ""))


def table(answer, shape, name):
    """A student's answer as an array of floats, or a ValueError in words."""
    array = np.asarray(answer, dtype=float)
    if array.shape != tuple(shape):
        raise ValueError(f"{name} has the shape {array.shape}, and not {tuple(shape)}")
    return array


def _collect(function, found):
    code = getattr(function, "__code__", None)
    if code is None or id(function) in found:
        return
    found[id(function)] = code
    for name in _names(code):
        called = function.__globals__.get(name)
        if inspect.isfunction(called) and called.__globals__ is function.__globals__:
            _collect(called, found)
    for cell in function.__closure__ or ():
        _collect(_content(cell), found)


def _names(code):
    """The names that code and the functions inside it look up."""
    yield from code.co_names
    for constant in code.co_consts:
        if inspect.iscode(constant):
            yield from _names(constant)


def _content(cell):
    try:
        return cell.cell_contents
    except ValueError:  # not filled yet
        return None
