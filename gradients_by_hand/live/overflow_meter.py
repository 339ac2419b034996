"""The overflow meter: how high scores may climb until a function overflows."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.chosen import ChosenFunction
from gradients_by_hand.pictures.logits import TYPES, overflow_meter

_HEIGHTS = np.arange(-1200, 1201, 20)
_NAMES = [np.dtype(kind).name for kind in TYPES]


class OverflowMeter(ChosenFunction):
    """Two scores that climb together, in one number type, and what f makes of them.

    functions: {name: f}, f(s (2,)) -> numbers.
    """

    _esm, _css = page_of(__file__)

    height = t.Float(0.0, help="The larger score.").tag(page=True)
    kind = t.Unicode("float64", help="The type of the numbers.").tag(page=True)

    def view(self):
        kind = TYPES[_NAMES.index(self.kind)]
        scores = np.array([self.height, self.height - 1], dtype=kind)
        answer, error = self._answer(scores)
        fine = [[self._fine(h, each) for h in _HEIGHTS] for each in TYPES]
        shown = error or ", ".join(map(_number, answer))
        return {
            "kinds": _NAMES,
            "heights": _HEIGHTS,
            "fine": np.array(fine),
            "scores": [float(each) for each in scores],
            "answer": [float(each) for each in answer],
            "shown": shown,
            "good": not error and bool(np.isfinite(answer).all()),
            "words": f"{self.which} in {self.kind}, scores {_number(scores[0])} and "
            f"{_number(scores[1])}: {shown}.",
        }

    def still(self):
        return overflow_meter(self.chosen)

    def _answer(self, scores):
        """At most two numbers of the answer, and the error that stopped f, or ''."""
        try:
            answer = np.ravel(np.asarray(self.ask(scores.copy()), dtype=float))[:2]
        except ArithmeticError as error:  # math.exp raises where numpy gives infinity
            return np.array([]), f"{type(error).__name__}: {error}"
        return answer, ""

    def _fine(self, height, kind):
        answer, error = self._answer(np.array([height, height - 1], dtype=kind))
        return not error and bool(np.isfinite(answer).all())


def _number(value):
    return f"{float(value):.5g}"
