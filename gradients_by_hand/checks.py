"""For authors of check cells: the questions that the hidden checks ask as well.

A check cell asks them by the same names as `autograder.checks`, and gets the same
sentences, because both call `gradients_by_hand.rules`::

    with tutor.watching("softmax_loss_vectorized"):
        without_loops("softmax_loss_vectorized")
        loss, dW = softmax_loss_vectorized(W, X, y, 0.3)
        number(loss, "the loss")
        array(dW, W.shape, "dW")

    without_loops   a function that shall be vectorized has no Python loop
    written_here    a function does not let a library do its work
    agree           the answer is right, or a sentence that says how it is wrong
    unpack          (loss, dW) -> [loss, dW]
    number, array   one finite number; one finite array of a given shape

What a function says is read from the cells that ran in this session, last one last.
"""

from typing import Any

import numpy as np
from IPython import get_ipython
from IPython.core.inputtransformer2 import TransformerManager

from gradients_by_hand.rules import comparison
from gradients_by_hand.rules.borrowed import borrowed_sentence
from gradients_by_hand.rules.comparison import Disagreement, Foreign
from gradients_by_hand.rules.loops import loop_sentence
from gradients_by_hand.rules.notebook_code import NotebookCode

_PLAIN = (bool, int, float, complex, str, bytes)
_NUMERIC = frozenset("? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16".split())


def without_loops(function: str) -> None:
    """Raise Disagreement if there is a Python loop in `function` or its helpers."""
    if says := loop_sentence(_code_of_this_notebook(), function):
        raise Disagreement(says)


def written_here(function: str, *names: str) -> None:
    """Raise Disagreement if `function` or its helpers use one of the named libraries.

    names: full names such as "scipy.special.softmax", or of whole modules.
    """
    if says := borrowed_sentence(_code_of_this_notebook(), function, *names):
        raise Disagreement(says)


def agree(value, right, *, what, rtol=1e-6):
    """Raise Disagreement unless `value` is `right` to `rtol` of its largest entry."""
    comparison.agree(_as_graded(value), right, what=what, rtol=rtol)


def number(value, what):
    """`value` as one finite float, or Disagreement."""
    return comparison.number(_as_graded(value), what)


def array(value, shape, what):
    """`value` as a finite float64 array of `shape`, or Disagreement."""
    return comparison.array(_as_graded(value), shape, what)


def unpack(value, *names):
    """The parts of a tuple that a function returned, one for each name."""
    return comparison.unpack(_as_graded(value), *names)


def _code_of_this_notebook():
    """The cells that ran in this session; one that failed may not have run whole."""
    shell = get_ipython()
    history = getattr(shell, "history_manager", None)
    if history is None:  # no notebook
        return NotebookCode([], str)
    failed = getattr(history, "exceptions", {})  # IPython 9
    cells = [
        (text, number not in failed)
        for number, text in enumerate(history.input_hist_raw)
    ]
    return NotebookCode(cells, TransformerManager().transform_cell)


def _as_graded(value: Any) -> Any:
    """A value as the grader receives it: plain data, or `Foreign` in its place."""
    for plain in (tuple, list):  # a named tuple is a tuple
        if isinstance(value, plain):
            return plain(_as_graded(each) for each in value)
    if isinstance(value, np.ndarray):
        if type(value) is np.ndarray or value.dtype.kind not in "biufc":
            return value if _is_numeric(value) else Foreign(type(value).__name__)
        return Foreign(type(value).__name__, is_array=True)
    if value is None or type(value) in _PLAIN or type(value) is dict:
        return value
    if isinstance(value, np.generic) and _is_numeric(value):
        return value
    return Foreign(type(value).__name__)


def _is_numeric(value):
    return f"{value.dtype.kind}{value.dtype.itemsize}".replace("b1", "?") in _NUMERIC
