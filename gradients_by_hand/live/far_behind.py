"""Far behind: losses while the true score falls behind or runs ahead by up to 1000."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.pictures.cross_entropy import far_behind

FARTHEST = 1000.0


class FarBehind(LiveWidget):
    """The losses of one example with two classes, over the gap between its scores.

    functions: {name: loss}, loss(S, y) -> number; the first one is the student's.
    gap: how far the true class is behind; below zero it is ahead.
    """

    _esm, _css = page_of(__file__)

    gap = t.Float(0.0).tag(page=True)

    def __init__(self, functions, gap=0.0):
        super().__init__(functions, gap=gap)

    def view(self):
        gaps = np.linspace(-FARTHEST, FARTHEST, 161)
        with np.errstate(all="ignore"):
            curves = {
                name: np.array([self._loss(name, each) for each in gaps])
                for name in self._functions
            }
            now = {name: self._loss(name, self.gap) for name in curves}
            # Near enough to be a slope, and far enough not to be all rounding.
            slopes = {
                name: (
                    self._loss(name, self.gap + 0.5) - self._loss(name, self.gap - 0.5)
                )
                for name in curves
            }
        told = "; ".join(f"{name} {value:.4g}" for name, value in now.items())
        where = "behind" if self.gap >= 0 else "ahead"
        return {
            "gaps": gaps,
            "curves": curves,
            "now": now,
            "slopes": slopes,
            "words": f"The truth is {abs(self.gap):.0f} {where}: {told}.",
        }

    def still(self):
        (_, loss), *others = self._functions.items()
        return far_behind(loss, dict(others))

    def _loss(self, name, gap):
        return float(self.call(name, np.array([[0.0, gap]]), np.array([0])))
