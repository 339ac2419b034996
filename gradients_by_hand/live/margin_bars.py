"""Margin bars: scores to drag, the margins they violate, and the corners of a loss."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.margins import margin_bars

REACH = 4.0  # scores go from -REACH to REACH


class MarginBars(LiveWidget):
    """One example: its scores, its margins as bars, and the push on each score.

    margins(S, y, delta) -> (N, C) and coefficients(M, y) -> (N, C).
    S (N, C) are examples to begin with, y (N,) their classes.
    """

    _esm, _css = page_of(__file__)

    example = t.Int(0, min=0).tag(page=True)
    scores = t.List(t.Float()).tag(page=True)
    truth = t.Int(0, min=0).tag(page=True)
    delta = t.Float(1.0).tag(page=True)
    held = t.Int(0, min=0, help="The class whose score the curve varies.").tag(
        page=True
    )

    def __init__(self, margins, coefficients, S, y):
        self._S, self._y = np.array(S, dtype=float), np.array(y)
        super().__init__({"margins": margins, "coefficients": coefficients})
        self._take()
        self.observe(self._take, "example")

    def _take(self, _change=None):
        """Begin with the scores of the example that was chosen."""
        i = min(self.example, len(self._S) - 1)
        self.scores, self.truth = self._S[i].tolist(), int(self._y[i])
        self.held = self.truth

    def view(self):
        S = np.array([self.scores])
        margins = self._margins(S)
        answer = self.call("coefficients", margins[None].copy(), self._classes)
        pushes = -table(answer, S.shape, "the table of coefficients")[0]
        line, losses = self._along(self.held)
        return {
            "examples": len(self._S),
            "margins": margins,
            "pushes": pushes,
            "loss": float(margins.sum()),
            "line": line,
            "heights": losses,
            "reach": REACH,
            "words": self._words(margins, pushes),
        }

    def still(self):
        functions = (self._functions[name] for name in ("margins", "coefficients"))
        return margin_bars(*functions, self._S, self._y)

    @property
    def _classes(self):
        return np.array([self.truth])

    def _margins(self, S):
        answer = self.call("margins", S.copy(), self._classes, self.delta)
        return table(answer, S.shape, "the table of margins")[0]

    def _along(self, k):
        """The sum of the margins while the score of class k moves."""
        line = np.linspace(-REACH, REACH, 121)
        moved = np.tile(self.scores, (len(line), 1, 1))
        moved[:, 0, k] = line
        return line, np.array([self._margins(S).sum() for S in moved])

    def _words(self, margins, pushes):
        told = "; ".join(
            f"class {k}: score {score:.1f}, margin {m:.3g}, pushed by {push:+.3g}"
            for k, (score, m, push) in enumerate(
                zip(self.scores, margins + 0.0, pushes + 0.0)
            )
        )
        return f"{told}. Class {self.truth} is true; in all {margins.sum():.3g}."
