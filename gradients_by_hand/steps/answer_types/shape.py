"""A shape such as "(N, D+1)"; only digests are compared."""

import ast
from dataclasses import dataclass

import numpy as np

from gradients_by_hand.steps.answer_type import Reading, TokenAnswer
from gradients_by_hand.steps.index import index_values
from gradients_by_hand.steps.part import Part, no_samples
from gradients_by_hand.steps.reading import ParseError, read

_MOST_SIDES = 16
# Sizes of which no two sums or products are equal, and that differ from numbers.
_PRIMES = (101, 211, 401, 809, 1601, 3203)


@dataclass(frozen=True)
class ShapeAnswer(TokenAnswer, kind="shape"):
    """A shape in the letters `sizes`."""

    sizes: tuple

    def reading(self, answer):
        """How the answer is understood."""
        return Reading.of(_shape(answer), self.sizes)

    def tokens(self, answer):
        """The token of the shape."""
        points = dict(zip(self.sizes, map(float, _PRIMES)))
        tree = _shape(answer)
        entries = tree.elts if isinstance(tree, ast.Tuple) else [tree]
        values = [float(index_values(each, points, {})) for each in entries]
        return [" ".join(f"{each:.10g}" for each in values)]


def Shape(right, *, sizes, equivalents=(), misconceptions=()):
    """A shape in the letters `sizes`, such as "(N, D+1)"."""
    answer_type = ShapeAnswer(tuple(sizes))
    return Part(right, answer_type, no_samples, equivalents, misconceptions)


def _shape(answer):
    if isinstance(answer, tuple | list):
        if len(answer) > _MOST_SIDES:
            raise ParseError(f"A shape has at most {_MOST_SIDES} sides here.")
        answer = "(" + ", ".join(map(_side, answer)) + ",)"
    if isinstance(answer, str):
        answer = answer.replace(" x ", ",").replace("×", ",")
    return read(answer)


def _side(size):
    """One side of a shape as text.  An array would take seconds to become one."""
    if isinstance(size, str | int | float | np.integer | np.floating):
        return str(size)
    raise ParseError('A shape is a text such as "(N, D+1)".')
