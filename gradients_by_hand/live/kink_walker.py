"""The kink walker: two points near a kink, and the slope of the line through them."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.slopes import kink_walk

_REACH = 1.0


class KinkWalker(LiveWidget):
    """A person moves x and h; the student's function measures the slope.

    measure(f, array (1,), h) -> array (1,); f takes an array (1,) and has one kink
    between -1 and 1.
    """

    _esm, _css = page_of(__file__)

    x = t.Float(0.5, help="Where the slope is measured.").tag(page=True)
    h = t.Float(0.2, help="The step.").tag(page=True)

    def __init__(self, measure, f, **traits):
        super().__init__({"measure": measure, "f": f}, **traits)

    def view(self):
        line = np.linspace(-_REACH, _REACH, 201)
        slopes = np.array([self._slope(x) for x in line])
        here = self._slope(self.x)
        ends = self.x - self.h, self.x + self.h
        verdict = _verdict(here, slopes)
        return {
            "line": line,
            "values": np.array([self._value(x) for x in line]),
            "slopes": slopes,
            "here": here,
            "ends": [[end, self._value(end)] for end in ends],
            "verdict": verdict,
            "words": f"x = {self.x:.3g}, h = {self.h:.3g}: your slope is {here:.4g}. "
            f"{verdict}",
        }

    def still(self):
        f = self._functions["f"]
        return kink_walk(self._functions["measure"], f, self.x, self.h)

    def _value(self, x):
        return float(self.call("f", np.array([float(x)])))

    def _slope(self, x):
        def f(v):
            return self.call("f", v)

        found = self.call("measure", f, np.array([float(x)]), self.h)
        return float(table(found, (1,), "the slope at one point")[0])


def _verdict(here, slopes):
    left, right = slopes[[0, -1]]
    if np.isclose(here, left):
        return "That is the slope on the left of the kink."
    if np.isclose(here, right):
        return "That is the slope on the right of the kink."
    if not np.isfinite(here):
        return "That is not a number."
    return f"Neither {left:.3g} nor {right:.3g}: f has this slope nowhere."
