"""A number, or a text without names that gives one; only digests are compared."""

import math
from dataclasses import dataclass

import numpy as np

from gradients_by_hand.steps.answer_type import Reading, TokenAnswer
from gradients_by_hand.steps.index import index_values
from gradients_by_hand.steps.part import Part, no_samples
from gradients_by_hand.steps.reading import ParseError, read

_LARGEST = 1e300


@dataclass(frozen=True)
class NumberAnswer(TokenAnswer, kind="number"):
    """A number, compared to `rtol`."""

    rtol: float = 1e-3

    def reading(self, answer):
        """How the answer is understood."""
        if isinstance(answer, str):
            return Reading.of(read(answer), ())
        return Reading(f"{_real(answer):.10g}")

    def tokens(self, answer):
        """The token of the number, and those of its neighbours within `rtol`."""
        if isinstance(answer, str):
            number = float(index_values(read(answer), {}, {}))
        else:
            number = _real(answer)
        if not math.isfinite(number):
            raise ParseError("This is no finite number.")
        if abs(number) < 1e-9:
            return ["0"]
        nearest = round(math.log(abs(number)) / self.rtol)
        sign = "-" if number < 0 else "+"
        return [f"{sign}{nearest + each}" for each in (0, -1, 1)]


def Number(right, *, rtol=1e-3, equivalents=(), misconceptions=()):
    """A number, compared to `rtol`; students may write it as a sum or a quotient."""
    return Part(right, NumberAnswer(rtol), no_samples, equivalents, misconceptions)


def _real(answer):
    plain = isinstance(answer, int | float | np.integer | np.floating)
    if not plain or isinstance(answer, bool):
        raise ParseError("The answer here is a number.")
    try:
        number = float(answer)
    except OverflowError:
        number = math.inf
    if abs(number) > _LARGEST:
        raise ParseError("This number is too large to be the answer.")
    return number
