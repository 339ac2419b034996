"""The pull of the gradient: scores to drag, and where the loss pulls each of them."""

import numpy as np
import traitlets as t

from gradients_by_hand.gradients import gradient_check
from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.cross_entropy import pull

REACH = 8.0  # scores go from -REACH to REACH


class Pull(LiveWidget):
    """Probabilities with arrows against a gradient, and the loss along one score.

    loss(S, y) -> number, gradient(S, y) -> (1, C), probabilities(s) -> (C,).
    scores (C,); truth: the true class.
    """

    _esm, _css = page_of(__file__)

    scores = t.List(t.Float()).tag(page=True)
    truth = t.Int(0, min=0).tag(page=True)

    def __init__(self, loss, gradient, probabilities, scores, truth=0):
        functions = {
            "loss": loss,
            "gradient": gradient,
            "probabilities": probabilities,
        }
        scores = [float(each) for each in scores]
        super().__init__(functions, scores=scores, truth=truth)

    def view(self):
        S = np.array([self.scores])
        with np.errstate(all="ignore"):
            shares = table(self.call("probabilities", S[0].copy()), S[0].shape, "p")
            slopes = self._slopes(S)
            line, losses, claimed = self._along_the_truth()
            report = self._report(S)
        return {
            "shares": shares,
            "pushes": -slopes,
            "left": float(slopes.sum()),
            "loss": self._loss(S),
            "line": line,
            "heights": losses,
            "claimed": claimed,
            "measured": np.gradient(losses, line),
            "agrees": bool(report),
            "report": str(report),
            "reach": REACH,
            "words": self._words(S, shares, -slopes),
        }

    def still(self):
        functions = (self._functions[name] for name in ("loss", "gradient"))
        probabilities = self._functions["probabilities"]
        return pull(*functions, probabilities, self.scores, truth=self.truth)

    def _loss(self, S):
        return float(self.call("loss", S.copy(), np.array([self.truth])))

    def _slopes(self, S):
        dS = self.call("gradient", S.copy(), np.array([self.truth]))
        return table(dS, S.shape, "dS")[0]

    def _along_the_truth(self):
        """The loss and its claimed slope while the true score moves."""
        line = np.linspace(-REACH, REACH, 81)
        moved = np.tile(self.scores, (len(line), 1, 1))
        moved[:, 0, self.truth] = line
        losses = np.array([self._loss(S) for S in moved])
        claimed = np.array([self._slopes(S)[self.truth] for S in moved[::4]])
        return line, losses, claimed

    def _report(self, S):
        def both(moved):
            return self._loss(moved), self._slopes(moved)[None]

        return gradient_check(both, S)

    def _words(self, S, shares, pushes):
        told = "; ".join(
            f"class {k}: probability {share:.2f}, pushed by {push + 0.0:+.2f}"
            for k, (share, push) in enumerate(zip(shares, pushes))
        )
        return (
            f"{told}. Class {self.truth} is true, and the loss is {self._loss(S):.3f}."
        )
